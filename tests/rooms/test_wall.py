"""The wall of a long text: stars, groups by hand, and groups of answers that are alike once the question is closed."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live import clock
from live.models import Move, Phase, Response, Room
from live.rendering.stages import draw, draw_own
from live.rendering.tallies import tallies
from live.results import grid
from live.retention import purge
from live.rooms import actions, automatic_close
from live.rooms.outcomes import read_own
from live.rooms.snapshot import recount, take
from live.rooms.wall import every_row
from tests.support.lessons import RIVER, Student, a_room, do, form, joins, seconds
from tests.support.looks import look, refusal, round_of

pytestmark = pytest.mark.django_db
WHY: dict[str, Any] = {
    "kind_slug": "text",
    "text": "Why do cities lie on rivers?",
    "content": {"wall": True},
    "weight": 0,
}
TRADE, ROADS, MILLS, FISH = "Trade.", "They were the first roads", "Mills!", "Fish to eat"
LIKE_ROADS = "They were the very first roads"
ON_WALL = "The teacher has put your answer on the wall."
FEW = (409, "Tick two or more answers first.")
GONE = (409, "Nobody gives this answer any more.")


def asked(*answers: str, question: dict[str, Any] = WHY, **settings: Any) -> tuple[Room, list[Student]]:
    """A room in an open question that all have answered."""
    room = do(a_room(question, **settings), Move.OPEN)
    students = [joins(room, f"Student {number}") for number in range(len(answers))]
    for student, answer in zip(students, answers, strict=True):
        assert isinstance(student.answers(room, text=answer), Response)
    return room, students


def press(room: Room, **fields: Any) -> Room:
    """The host presses a button of the list."""
    assert actions.action(form(**fields), clock.now())(Room.objects.get(pk=room.pk)) is None
    room.refresh_from_db()
    return room


def rows(room: Room, audience: str = "host") -> list[tuple[str, int]]:
    """What an audience has, and how often each was given; the same on a fresh page and in a push."""
    snapshot = take(room.pk, set())
    assert snapshot is not None
    again = recount(snapshot, set())
    assert again is None or again == snapshot
    shown = tallies(snapshot, audience)
    if audience == "host":
        return [(bar.label, bar.count) for bar in shown["bars"]]
    return [(card.bar.label, card.bar.count) for card in shown["chart"].cards] if shown["chart"] else []


def kept(room: Room) -> tuple[list[str], dict[str, str]]:
    """What the round has of the wall."""
    round = round_of(room)
    return round.starred, round.together


# --- stars ----------------------------------------------------------------------------------------------------------


def test_the_newest_answers_come_first_and_with_a_star_the_screen_shows_starred_ones_alone():
    room, students = asked(TRADE, ROADS, MILLS, typed_live=True)
    everybody = [("Mills!", 1), (ROADS, 1), (TRADE, 1)]
    assert (rows(room), rows(room, "screen")) == (everybody, everybody)
    press(room, star="trade")
    assert (rows(room), rows(room, "screen")) == (everybody, [(TRADE, 1)])
    press(press(room, star="mills"), star="trade")
    assert (kept(room)[0], rows(room, "screen")) == (["trade", "mills"], [("Mills!", 1), (TRADE, 1)])
    press(room, hide="trade")
    assert rows(room, "screen") == [("Mills!", 1)]
    press(press(room, unstar="mills"), unstar="mills")
    assert (kept(room)[0], rows(room, "screen")) == (["trade"], [("Mills!", 1), (ROADS, 1)])
    students[0].participant.remove()
    assert rows(room) == [("Mills!", 1), (ROADS, 1)]


@pytest.mark.parametrize("question", [WHY, RIVER], ids=["long", "short"])
def test_a_star_is_given_to_what_somebody_has_answered_and_to_long_texts_alone(question):
    room, students = asked("Seine", question=question)
    assert refusal(lambda: press(room, star="loire")) == GONE
    students[0].participant.remove()
    assert refusal(lambda: press(room, star="seine")) == GONE
    assert kept(room) == ([], {})


def test_the_phone_says_after_the_close_that_ones_answer_is_on_the_wall():
    room, (ana, bo, cem) = asked(ROADS, LIKE_ROADS, MILLS)

    def told() -> list[bool]:
        snapshot = look(room)
        drawn = draw_own(snapshot, read_own(snapshot))
        return [ON_WALL in drawn[each.participant.pk]["mine"] for each in (ana, bo, cem)]

    press(room, star="they were the first roads")
    assert told() == [False, False, False]
    for step in (Move.CLOSE, Move.REVEAL):
        do(room, step)
        assert told() == [True, True, False], "of a group all have said it"
    press(room, hide="they were the first roads")
    assert told() == [False, False, False]


# --- groups by hand -------------------------------------------------------------------------------------------------


def test_ticked_answers_are_counted_as_one_under_the_first_and_taken_apart_again():
    room, _students = asked(TRADE, ROADS, MILLS, "trade")
    press(room, together="1", alike=["trade", "mills"])
    assert rows(room) == [("trade", 3), (ROADS, 1)]
    assert kept(room)[1] == {"trade": "trade", "mills": "trade"}
    press(press(room, apart="trade"), apart="trade")
    assert rows(room) == [("trade", 2), ("Mills!", 1), (ROADS, 1)]


def test_a_group_of_a_group_is_one_group_and_a_star_goes_with_it():
    room, _students = asked(TRADE, ROADS, MILLS, FISH)
    press(room, star="mills")
    press(room, together="1", alike=["trade", "mills"])
    assert kept(room)[0] == ["trade"]
    press(room, together="1", alike=["fish to eat", "trade"])
    assert kept(room) == (["fish to eat"], dict.fromkeys(("trade", "mills", "fish to eat"), "fish to eat"))
    assert rows(room) == [(FISH, 3), (ROADS, 1)]


def test_what_an_old_page_ticks_is_joined_by_what_it_is_counted_under_now():
    room, _students = asked(TRADE, ROADS, MILLS, FISH)
    press(room, together="1", alike=["trade", "mills"])
    press(room, together="1", alike=["mills", "fish to eat"])
    assert rows(room) == [(TRADE, 3), (ROADS, 1)]
    press(room, apart="mills")
    assert rows(room) == [(TRADE, 3), (ROADS, 1)], "it leads nobody"
    press(room, star="mills")
    assert (kept(room)[0], rows(room, "screen")) == (["trade"], []), "its star goes to its leader"


def test_answers_whose_leader_is_gone_are_put_together_under_one_that_is_there():
    room, students = asked(TRADE, ROADS, MILLS)
    press(room, together="1", alike=["trade", "they were the first roads", "mills"])
    students[0].participant.remove()
    assert rows(room) == [("Mills!", 1), (ROADS, 1)]
    press(room, together="1", alike=["mills", "they were the first roads"])
    assert rows(room) == [("Mills!", 2)]


@pytest.mark.parametrize(
    "ticks", [[], ["trade"], ["trade", "trade"], ["trade", "unknown"], ["", "a\0", "x" * 401, "trade"]], ids=repr
)
def test_fewer_than_two_answers_that_somebody_gives_are_no_group(ticks):
    room, _students = asked(TRADE, ROADS)
    assert refusal(lambda: press(room, together="1", alike=ticks)) == FEW
    assert kept(room) == ([], {})


def test_nothing_is_put_together_without_a_question_or_in_one_of_another_kind():
    room, _students = asked("Seine", "Loire", question=RIVER)
    assert refusal(lambda: press(room, together="1", alike=["seine", "loire"])) == FEW
    do(room, Move.SKIP)
    assert refusal(lambda: press(room, together="1", alike=["seine", "loire"])) == (409, "No question is open.")


@pytest.mark.django_db(transaction=True)
def test_of_two_hosts_who_press_at_once_neither_undoes_what_the_other_did():
    room, _students = asked(*(f"Answer {number}" for number in range(8)))
    presses: list[dict[str, Any]] = [{"star": f"answer {number}"} for number in range(4)]
    presses += [{"together": "1", "alike": [f"answer {number}", f"answer {number + 1}"]} for number in (4, 6)]
    presses += [{"hide": f"answer {number}"} for number in (2, 3)]

    def at_once(fields: dict[str, Any]) -> None:
        try:
            press(Room.objects.get(pk=room.pk), **fields)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as hosts:
        list(hosts.map(at_once, presses))
    round = round_of(room)
    assert (sorted(round.starred), sorted(round.hidden)) == (
        [f"answer {number}" for number in range(4)],
        ["answer 2", "answer 3"],
    )
    assert round.together == {f"answer {number}": f"answer {number // 2 * 2}" for number in range(4, 8)}


# --- groups of what is alike ----------------------------------------------------------------------------------------


def test_only_from_the_close_on_are_answers_that_are_alike_one():
    room, _students = asked(ROADS, LIKE_ROADS, MILLS, typed_live=True)
    assert len(rows(room)) == 3
    do(room, Move.CLOSE)
    grouped = [(ROADS, 2), ("Mills!", 1)]
    assert (rows(room), rows(room, "screen")) == (grouped, grouped)
    do(room, Move.REVEAL, Move.END)
    assert [[(bar.label, bar.count) for bar in each.bars] for each in grid.read(room).asked] == [grouped]


def test_a_round_that_its_clock_or_the_end_closes_is_grouped_too():
    room, _students = asked(ROADS, LIKE_ROADS, question={**WHY, "seconds": 20})
    clock.pass_(seconds(30))
    assert (room.phase_now, len(rows(room))) == (Phase.CLOSED, 2)
    automatic_close._settle(room.pk)
    assert rows(room) == [(ROADS, 2)]
    other, _students = asked(ROADS, LIKE_ROADS)
    do(other, Move.END)
    assert [bar.count for each in grid.read(other).asked for bar in each.bars] == [2]


def test_what_the_host_has_taken_apart_hidden_or_starred_is_put_under_nobody():
    one, two, three = (f"They were the {word} first roads" for word in ("very", "really", "surely"))
    room, _students = asked(ROADS, one, two, three)
    press(room, hide=three.lower())
    press(room, star=two.lower())
    press(room, together="1", alike=[ROADS.lower(), MILLS.lower(), one.lower()])
    press(room, apart=ROADS.lower())
    do(room, Move.CLOSE)
    assert {count for _label, count in rows(room)} == {1}
    room, _students = asked(ROADS, one, two, three)
    press(room, star=two.lower())
    do(room, Move.CLOSE)
    assert rows(room) == [(ROADS, 3), (two, 1)]
    press(room, apart=ROADS.lower())
    do(room, Move.REOPEN, Move.CLOSE)
    assert len(rows(room)) == 4, "once apart, apart after the next close, too"


def test_a_group_made_by_hand_follows_where_its_leader_goes():
    room, _students = asked(ROADS, ROADS, LIKE_ROADS, MILLS)
    press(room, together="1", alike=[LIKE_ROADS.lower(), "mills"])
    do(room, Move.CLOSE)
    assert rows(room) == [(ROADS, 4)]
    assert set(kept(room)[1].values()) == {ROADS.lower()}


def test_a_round_of_another_kind_is_closed_without_a_look_at_its_answers():
    room, _students = asked("Seine", "The Seine", question=RIVER)
    with CaptureQueriesContext(connection) as queries:
        do(room, Move.CLOSE)
    assert [each["sql"] for each in queries if "live_response" in each["sql"]] == []
    assert kept(room) == ([], {})


def test_all_answers_are_listed_however_many():
    room, _students = asked(*(f"{'abcdefghij'[number % 10]}{number} says so" for number in range(85)))
    assert len(rows(room)) == 80
    assert len(every_row(round_of(room))) == 85


# --- what is drawn --------------------------------------------------------------------------------------------------


def test_the_host_has_the_buttons_of_each_answer_and_the_screen_has_cards():
    room, _students = asked(TRADE, ROADS, MILLS)
    press(room, star="trade")
    press(room, together="1", alike=["mills", "they were the first roads"])
    host, screen = draw(look(room), "host")["tally"], draw(look(do(room, Move.CLOSE)), "screen")["tally"]
    buttons = [f'name="{name}" value="{value}"' for name in ("star", "unstar", "apart") for value in ("trade", "mills")]
    assert [each in host for each in buttons] == [False, True, True, False, False, True]
    assert (host.count('name="alike"'), host.count('name="together"')) == (2, 1)
    assert (screen.count("<li"), "<button" in screen, "★" in host) == (1, False, True)


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_with_the_names_goes_all_of_the_wall_that_nobody_has_answered_who_was_kept():
    room, students = asked(TRADE, ROADS, LIKE_ROADS, MILLS, FISH)
    for value in ("trade", "mills"):
        press(room, star=value)
    press(room, hide="fish to eat")
    press(room, together="1", alike=["trade", "fish to eat"])
    do(room, Move.CLOSE, Move.REVEAL)
    for student in (students[0], students[4]):
        student.participant.remove()
    before = rows(room)
    purge.forget_names(do(room, Move.END))
    round = room.rounds.get()
    assert (round.starred, round.hidden) == (["mills"], [])
    assert round.together == dict.fromkeys((LIKE_ROADS.lower(), ROADS.lower()), ROADS.lower())
    assert round.spelt == {"mills": "Mills!", ROADS.lower(): ROADS, LIKE_ROADS.lower(): LIKE_ROADS}
    assert before == [(ROADS, 2), ("Mills!", 1)]
    [asked_] = grid.read(room).asked
    assert sorted((bar.label, bar.count) for bar in asked_.bars) == sorted(before)
    assert set(Response.objects.values_list("typed", flat=True)) == {""}
