"""The door of a room: who gets a seat, under which nickname, and who comes back to theirs."""

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from live import clock
from live.models import Knock, Move, Participant, Room
from live.models.participant import Seat
from live.refusal import Refused
from live.rooms.joins import Join, Taken, write_joins
from tests.support.lessons import a_room, do, joins, seconds
from tests.support.looks import refusal, told

TAKEN = "This name is taken already. Choose another one."
LOCKED = (403, "This room is locked. Ask your teacher to open it, then try again.")
FULL = (403, "This room is full. Tell your teacher.")
ENDED = (410, "This room has ended. Ask your teacher for the code of the new one.")
SUGGESTED = (422, "Your teacher has chosen that only suggested names are used here. Take one of them.")
NOT_YOURS = (403, "This seat is not yours any more. Join again with the code on the screen.")


def nicknames(room: Room) -> list[str]:
    return list(room.participants.filter(removed=False).values_list("nickname", flat=True))


def own(room: Room, nickname: str) -> tuple[int, str] | None:
    """Somebody comes with a nickname of their own: None when they are let in."""
    outcome = write_joins([Join(room.pk, nickname, False, clock.now())])[0]
    return told(outcome) if isinstance(outcome, Refused) else None


# --- nicknames ------------------------------------------------------------------------------------------------------


def test_a_seat_is_one_row_with_a_number_of_its_own(db, noon):
    room = a_room()
    ana, ben = joins(room, "Ana"), joins(room, "Ben")
    row = Participant.objects.values().get(pk=ana.participant.pk)
    assert row == {
        "id": ana.participant.pk,
        "room_id": room.pk,
        "pupil_id": None,
        "proven": False,
        "nickname": "Ana",
        "nickname_key": "ana",
        "seat": ana.participant.seat,
        "token": None,
        "removed": False,
        "hidden": False,
        "waits": False,
        "joined_at": noon,
        "seen_at": noon,
    }
    assert 0 < ana.participant.seat < 2**62 + 1
    assert ana.participant.seat != ben.participant.seat


def test_the_same_form_sent_twice_gives_the_same_seat(db, noon):
    room = a_room()
    form = [Join(room.pk, "Ana", suggested, noon, "one form") for suggested in (True, False)]
    seats = [*write_joins(form), *write_joins(form[:1])]
    assert seats == [Participant.objects.get()] * 3


def test_a_form_of_a_removed_seat_is_a_new_person_at_the_door(db, noon):
    room = a_room()
    form = Join(room.pk, "Ana", True, noon, "one form")
    write_joins([form])
    Participant.objects.get().remove()
    write_joins([form])
    assert list(Participant.objects.values_list("nickname", "removed")) == [("Ana", True), ("Ana", False)]


@pytest.mark.parametrize("other", ["ana", "ANA", "Ana", "Аnа", "ａｎａ"])
def test_a_nickname_that_looks_the_same_is_taken_and_the_refusal_names_whose_it_is(db, other):
    room = a_room()
    ana = joins(room, "Ana").participant
    outcome = write_joins([Join(room.pk, other, False, clock.now())])[0]
    assert isinstance(outcome, Taken)
    assert (outcome.status, outcome.message, outcome.participant) == (409, TAKEN, ana)
    assert nicknames(room) == ["Ana"]


def test_the_sharp_s_is_two_letters_when_case_is_forgiven(db):
    room = a_room()
    joins(room, "Strauß")
    assert own(room, "STRAUSS") == (409, TAKEN)


def test_the_same_nickname_is_free_in_another_room(db):
    one, other = a_room(), a_room()
    assert [own(one, "Ana"), own(other, "Ana")] == [None, None]


def test_a_suggested_nickname_that_is_taken_gives_way_to_another(db):
    room = a_room()
    people = write_joins([Join(room.pk, "Calm Fox", True, clock.now())] * 3)
    given = [each.nickname for each in people if isinstance(each, Participant)]
    assert given == nicknames(room)
    assert (given[0], len(set(given))) == ("Calm Fox", 3)


def test_a_batch_lets_in_whom_it_can_and_refuses_the_rest_in_their_order(db):
    open_, locked = a_room(), a_room(locked=True)
    coming = [(open_, "Ana"), (locked, "Ana"), (open_, "ana"), (open_, "Ben")]
    outcomes = write_joins([Join(room.pk, nickname, False, clock.now()) for room, nickname in coming])
    assert [told(each) if isinstance(each, Refused) else each.nickname for each in outcomes] == [
        "Ana",
        LOCKED,
        (409, TAKEN),
        "Ben",
    ]
    assert (nicknames(open_), nicknames(locked)) == (["Ana", "Ben"], [])


def test_a_hundred_who_come_at_once_need_no_more_than_a_row_each(db):
    room = a_room()
    coming = [Join(room.pk, f"P{n}", False, clock.now()) for n in range(100)]
    with CaptureQueriesContext(connection) as captured:
        assert {type(each) for each in write_joins(coming)} == {Participant}
    assert len(captured) <= 102


def test_the_database_itself_refuses_a_second_row_of_one_nickname(db):
    room = a_room()
    joins(room, "Ana")
    with pytest.raises(IntegrityError):
        room.participants.create(nickname="ANA", nickname_key="ana", joined_at=clock.now(), seen_at=clock.now())


# --- the door -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moves", [[], [Move.OPEN], [Move.OPEN, Move.CLOSE], [Move.OPEN, Move.CLOSE, Move.REVEAL, Move.STANDINGS]]
)
def test_people_come_in_at_any_phase(db, moves):
    assert own(do(a_room(), *moves), "Ana") is None


def test_an_ended_room_lets_nobody_in(db):
    assert own(do(a_room(), Move.END), "Ana") == ENDED


def test_a_room_that_is_gone_lets_nobody_in(db):
    room = a_room()
    coming = Join(room.pk, "Ana", True, clock.now())
    room.delete()
    assert told(write_joins([coming])[0]) == ENDED


def test_a_locked_room_lets_nobody_in_and_keeps_who_is_there(db):
    room = a_room()
    joins(room, "Ana")
    Room.objects.update(locked=True)
    assert (own(room, "Ben"), nicknames(room)) == (LOCKED, ["Ana"])
    Room.objects.update(locked=False)
    assert own(room, "Ben") is None


def test_a_full_room_lets_nobody_in_until_somebody_is_removed(db, settings: Settings):
    settings.SHOW_ROOM_CAP = 2
    room = a_room()
    outcomes = write_joins([Join(room.pk, nickname, False, clock.now()) for nickname in ("Ana", "Ben", "Cleo")])
    assert [told(each) if isinstance(each, Refused) else each.nickname for each in outcomes] == ["Ana", "Ben", FULL]
    Participant.objects.get(nickname="Ana").remove()
    assert (own(room, "Cleo"), nicknames(room)) == (None, ["Ben", "Cleo"])


@pytest.mark.parametrize("settings_", [{"suggested_only": True}, {"asks_names": False}])
def test_where_only_suggested_nicknames_are_used_nobody_brings_their_own(db, settings_):
    room = a_room(**settings_)
    assert own(room, "Ana") == SUGGESTED
    assert joins(room, "Calm Fox", suggested=True).participant.nickname == "Calm Fox"
    assert nicknames(room) == ["Calm Fox"]


# --- rename, remove, hide -------------------------------------------------------------------------------------------


def test_a_removed_participant_frees_the_name_and_does_not_come_back(db):
    room = a_room()
    ana = joins(room, "Ana")
    seat = ana.seat
    ana.participant.remove()
    ana.participant.refresh_from_db()
    assert (ana.participant.removed, ana.participant.nickname, ana.participant.nickname_key) == (True, "Ana", None)
    assert ana.participant.seat != seat.number
    assert [each.is_of(ana.participant) for each in (seat, ana.seat)] == [False, False]
    assert refusal(lambda: ana.seat.check(ana.participant)) == NOT_YOURS
    again = joins(room, "Ana")
    assert (again.participant.pk != ana.participant.pk, nicknames(room)) == (True, ["Ana"])


def test_two_of_one_name_can_be_removed_one_after_the_other(db):
    room = a_room()
    for _time in range(3):
        joins(room, "Ana").participant.remove()
    assert list(room.participants.values_list("nickname", "removed")) == [("Ana", True)] * 3


def test_renaming_cleans_the_name_and_frees_the_old_one(db):
    room = a_room()
    ana = joins(room, "Ana").participant
    ana.rename("  Ana\u202e  María ")
    assert (nicknames(room), own(room, "ana maría"), own(room, "Ana")) == (["Ana María"], (409, TAKEN), None)


def test_renaming_to_ones_own_name_in_other_letters_is_no_conflict(db):
    room = a_room()
    joins(room, "ana").participant.rename("ANA")
    assert nicknames(room) == ["ANA"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ben", TAKEN),
        ("", "Please type a nickname."),
        ("\u200b \u2060", "Please type a nickname."),
        ("x" * 25, "That nickname is too long: 24 characters at most."),
    ],
)
def test_renaming_to_what_cannot_be_a_name_is_refused_and_changes_nothing(db, name, sentence):
    room = a_room()
    ana = joins(room, "Ana").participant
    joins(room, "Ben")
    before = list(Participant.objects.values())
    assert refusal(lambda: ana.rename(name)) == (422, sentence)
    assert list(Participant.objects.values()) == before


def test_hiding_a_name_is_kept_and_reversible(db):
    ana = joins(a_room(), "Ana").participant
    seen = []
    for change in (ana.hide, ana.show):
        change()
        seen.append(Participant.objects.values_list("hidden", "nickname").get())
    assert seen == [(True, "Ana"), (False, "Ana")]


# --- coming back ----------------------------------------------------------------------------------------------------


def knock(participant: Participant) -> Knock:
    return Knock.objects.create(participant=participant, asked_at=clock.now())


def test_who_is_let_back_in_has_the_seat_and_the_old_one_ends(db):
    ana = joins(a_room(), "Ana")
    old, asking = ana.seat, knock(ana.participant)
    new = Seat(ana.participant.room_id, ana.participant.pk, asking.seat)
    assert [old.is_of(ana.participant), new.is_of(ana.participant)] == [True, False]
    asking.let_in()
    ana.participant.refresh_from_db()
    assert [old.is_of(ana.participant), new.is_of(ana.participant)] == [False, True]
    assert refusal(lambda: old.check(ana.participant)) == NOT_YOURS


def test_who_comes_back_keeps_answers_and_name(db):
    room = do(a_room(), Move.OPEN)
    ana = joins(room, "Ana")
    ana.answers(room, choice="2")
    knock(ana.participant).let_in()
    ana.participant.refresh_from_db()
    assert (ana.participant.nickname, ana.participant.responses.get().value) == ("Ana", "2")


def test_of_several_who_ask_for_one_seat_one_is_let_in_and_the_others_are_forgotten(db):
    room = a_room()
    ana, ben = joins(room, "Ana").participant, joins(room, "Ben").participant
    first, second, other = knock(ana), knock(ana), knock(ben)
    assert len({first.seat, second.seat, other.seat}) == 3
    second.let_in()
    ana.refresh_from_db()
    assert (ana.seat, list(Knock.objects.all())) == (second.seat, [other])


def test_nobody_comes_back_to_a_removed_seat(db):
    ana = joins(a_room(), "Ana").participant
    knock(ana)
    ana.remove()
    assert Knock.objects.count() == 0


def test_a_seat_is_good_for_its_own_room_alone(db):
    here, there = a_room(), a_room()
    ana = joins(here, "Ana")
    elsewhere = Seat(there.pk, ana.participant.pk, ana.participant.seat)
    assert [ana.seat.is_of(ana.participant), elsewhere.is_of(ana.participant), ana.seat.is_of(None)] == [
        True,
        False,
        False,
    ]


def test_joining_late_is_stamped_with_the_arrival(db, noon):
    room = a_room()
    clock.pass_(seconds(5))
    [late] = write_joins([Join(room.pk, "Ana", False, noon + seconds(3))])
    assert isinstance(late, Participant)
    assert (late.joined_at, late.seen_at) == (noon + seconds(3), noon + seconds(3))
