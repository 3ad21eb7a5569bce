"""The writer: everything live goes through one thread, in order, and nobody is told before the commit."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict
from pytest_django import Settings

from live import clock, kinds
from live.kinds import Bar, Content, Kind
from live.models import Move, Participant, Phase, Response, Room
from live.refusal import Refused
from live.rooms import moves
from live.rooms.joins import Join, Taken
from live.rooms.writer import News, Writer, gathers, writer
from tests.support.lessons import CAPITAL, Student, a_room, do, joins, seconds
from tests.support.looks import MOVED_ON, TIMED, TOO_LATE, answers, at_once, awaited, round_of, row, told

pytestmark = pytest.mark.django_db(transaction=True)


def students(room: Room, *nicknames: str) -> list[Student]:
    return [joins(room, nickname) for nickname in nicknames]


def test_what_is_acknowledged_is_in_the_database():
    room = do(a_room(TIMED), Move.OPEN)
    [ana] = students(room, "Ana")
    clock.pass_(seconds(2))
    [response] = awaited(writer.answer(ana.sends(room, choice="2")))
    stored = Response.objects.get()
    assert (response.value, response.participant_id) == ("2", ana.participant.pk)
    assert (stored.value, stored.time_ms, stored.arrived_at) == ("2", 2_000, clock.now())


def test_ten_answers_of_one_participant_at_once_are_one_row_and_all_are_told_what_was_theirs():
    room = do(a_room(TIMED), Move.OPEN)
    [ana] = students(room, "Ana")
    sent = [str(1 + n % 3) for n in range(10)]
    outcomes = awaited(*(writer.answer(ana.sends(room, choice=choice)) for choice in sent))
    assert [response.value for response in outcomes] == sent
    assert answers(round_of(room)) == {"Ana": (sent[-1], "", 0)}


def test_ten_equal_answers_at_once_keep_the_first_stamp():
    room = do(a_room(TIMED), Move.OPEN)
    [ana] = students(room, "Ana")
    stamps = [clock.now() + seconds(n) for n in range(10)]
    awaited(*(writer.answer(ana.sends(room, stamp, choice="2")) for stamp in stamps))
    assert list(Response.objects.values_list("value", "arrived_at")) == [("2", stamps[0])]


def test_two_participants_at_once_do_not_lose_each_others_answers():
    room = do(a_room(TIMED), Move.OPEN)
    ana, ben = students(room, "Ana", "Ben")
    awaited(writer.answer(ana.sends(room, choice="1")), writer.answer(ben.sends(room, choice="2")))
    assert answers(round_of(room)) == {"Ana": ("1", "", 0), "Ben": ("2", "", 0)}


def test_a_refused_answer_does_not_fail_its_neighbours():
    room = do(a_room(TIMED), Move.OPEN)
    ana, ben, cleo = students(room, "Ana", "Ben", "Cleo")
    late = clock.now() + seconds(21)
    waits = (ana.sends(room, choice="9"), ben.sends(room, choice="2"), cleo.sends(room, late, choice="2"))
    nonsense, fine, too_late = awaited(*map(writer.answer, waits))
    assert (told(nonsense), fine.value, told(too_late)) == (
        (422, "That choice is not part of this question. Please choose again."),
        "2",
        (409, TOO_LATE),
    )
    assert answers(round_of(room)) == {"Ben": ("2", "", 0)}


class Brittle(Kind):
    """A kind with a fault: one word breaks it."""

    slug, label = "brittle", "Brittle"

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        if form.get("text") == "boom":
            raise ZeroDivisionError
        return form.get("text", ""), ""

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        return [Bar(value, value, count) for value, count in counts.items()]


@pytest.fixture
def brittle() -> Iterator[None]:
    kinds.register(Brittle())
    yield
    kinds.forget("brittle")


def test_a_row_that_breaks_its_batch_fails_alone(brittle):
    room = do(a_room({"kind_slug": "brittle", "text": "?", "content": {}}), Move.OPEN)
    people = students(room, "Ana", "Ben", "Cleo", "Dan")
    words = ["yes", "boom", "no", "boom"]
    outcomes = awaited(*(writer.answer(each.sends(room, text=word)) for each, word in zip(people, words, strict=True)))
    assert [getattr(each, "value", type(each).__name__) for each in outcomes] == [
        "yes",
        "ZeroDivisionError",
        "no",
        "ZeroDivisionError",
    ]
    assert answers(round_of(room)) == {"Ana": ("yes", "", None), "Cleo": ("no", "", None)}
    assert awaited(writer.answer(people[3].sends(room, text="fine")))[0].value == "fine"


def test_a_move_comes_behind_the_answers_before_it_and_in_front_of_those_after_it():
    room = do(a_room(CAPITAL), Move.OPEN)
    ana, ben = students(room, "Ana", "Ben")
    before, after = ana.sends(room, choice="1"), ben.sends(room, choice="2")

    def reveal() -> None:
        do(Room.objects.get(pk=room.pk), Move.CLOSE, Move.REVEAL)

    first, moved, second = awaited(writer.answer(before), writer.act(room.pk, reveal), writer.answer(after))
    assert (first.value, moved, told(second)) == ("1", None, (409, TOO_LATE))
    assert answers(round_of(room)) == {"Ana": ("1", "", None)}


def test_an_act_gives_back_what_it_did_and_raises_what_it_raised():
    room = a_room()

    def boom() -> None:
        room.rounds.create(number=1, kind_slug="cloud", opened_at=clock.now())
        raise ZeroDivisionError

    outcomes = awaited(writer.act(room.pk, lambda: 42), writer.act(room.pk, boom), writer.act(room.pk, lambda: 43))
    assert [type(each).__name__ if isinstance(each, Exception) else each for each in outcomes] == [
        42,
        "ZeroDivisionError",
        43,
    ]
    assert room.rounds.count() == 0, "what it had written was taken back"


def test_an_act_that_is_refused_changes_nothing():
    room = a_room()
    at_first = row(room)

    def twice() -> None:
        found = Room.objects.get(pk=room.pk)
        moves.move(found, Move.OPEN, version=1)
        moves.move(found, Move.CLOSE, version=1)

    assert told(awaited(writer.act(room.pk, twice))[0]) == (409, MOVED_ON)
    assert row(room) == at_first


def test_a_plain_view_waits_for_its_act():
    room = a_room()
    writer.act_now(room.pk, lambda: moves.move(Room.objects.get(pk=room.pk), Move.OPEN, version=1))
    room.refresh_from_db()
    assert room.phase == Phase.OPEN
    with pytest.raises(Refused, match="moved on"):
        writer.act_now(room.pk, lambda: moves.move(Room.objects.get(pk=room.pk), Move.OPEN, version=1))


# --- joins ----------------------------------------------------------------------------------------------------------


def join(room: Room, nickname: str, suggested: bool = False) -> Join:
    return Join(room.pk, nickname, suggested, clock.now())


def test_of_two_who_join_at_once_under_one_name_the_first_has_it():
    room = a_room()
    first, second = awaited(writer.join(join(room, "Ana")), writer.join(join(room, "ANA")))
    assert (first.nickname, type(second), second.participant) == ("Ana", Taken, first)
    assert list(Participant.objects.values_list("nickname", flat=True)) == ["Ana"]


def test_of_ten_who_join_at_once_under_one_suggested_name_each_has_their_own():
    room = a_room()
    people = awaited(*(writer.join(join(room, "Calm Fox", suggested=True)) for _each in range(10)))
    assert people[0].nickname == "Calm Fox"
    assert len({each.nickname for each in people}) == len({each.seat for each in people}) == room.participants.count()
    assert room.participants.count() == 10


def test_an_answer_right_behind_its_own_join_finds_the_seat():
    room = do(a_room(CAPITAL), Move.OPEN)
    [participant] = awaited(writer.join(join(room, "Ana")))
    [response] = awaited(writer.answer(Student(participant).sends(room, choice="2")))
    assert (response.value, answers(round_of(room))) == ("2", {"Ana": ("2", "", None)})


@pytest.mark.parametrize(("processes", "seconds"), [(1, 0.010), (2, 0.020), (4, 0.040), (9, 0.040)])
def test_a_batch_gathers_longer_the_more_processes_share_the_answers_but_not_for_ever(
    settings: Settings, processes: int, seconds: float
):
    settings.SHOW_PROCESSES = processes
    assert gathers() == seconds


# --- the hub is told ------------------------------------------------------------------------------------------------


def test_the_hub_is_told_after_the_commit_which_rooms_moved_and_which_were_counted():
    room, other = do(a_room(CAPITAL), Move.OPEN), a_room()
    ana, ben = students(room, "Ana", "Ben")
    own, news = Writer(), list[tuple[News, int]]()
    own.tell = lambda told_: news.append((told_, Response.objects.count()))
    answered = [ana.sends(room, choice="1"), ben.sends(room, choice="9")]
    awaited(*(own.answer(sent) for sent in answered))
    awaited(own.join(join(other, "Cleo")))
    awaited(own.act(other.pk, lambda: None))
    awaited(own.act(room.pk, lambda: 1 // 0))
    nothing, here, there = frozenset[int](), frozenset({room.pk}), frozenset({other.pk})
    assert news == [
        (
            News(
                moved=nothing,
                counted=here,
                answered={room.pk: {ana.participant.pk: clock.now()}},
                waited={room.pk: 0.0},
            ),
            1,
        ),
        (News(moved=nothing, counted=there, answered={}), 1),
        (News(moved=there, counted=nothing, answered={}), 1),
        (News(moved=nothing, counted=nothing, answered={}), 1),
    ]


def test_a_hub_that_fails_costs_nobody_their_answer():
    room = do(a_room(CAPITAL), Move.OPEN)
    [ana] = students(room, "Ana")
    own = Writer()

    def fails(news: News) -> None:
        raise ConnectionError

    own.tell = fails
    [response] = awaited(own.answer(ana.sends(room, choice="1")))
    assert (response.value, answers(round_of(room))) == ("1", {"Ana": ("1", "", None)})


def test_answers_from_several_loops_at_once_all_arrive():
    room = do(a_room(CAPITAL), Move.OPEN)
    people = students(room, *(f"P{n}" for n in range(20)))
    sent = [each.sends(room, choice="2") for each in people]
    at_once(lambda: awaited(*map(writer.answer, sent[:10])), lambda: awaited(*map(writer.answer, sent[10:])))
    assert answers(round_of(room)) == {f"P{n}": ("2", "", None) for n in range(20)}
