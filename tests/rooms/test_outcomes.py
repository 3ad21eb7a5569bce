"""Whose answer it is, what its time is, and how many are written at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live import clock
from live.models import Move, Participant, Response, Room
from live.models.participant import Seat
from live.rooms.answers import Answer, write_answers
from tests.support.lessons import MOOD, PI, Student, a_room, do, form, joins, ms, seconds
from tests.support.looks import LATE, a_lesson, answers, round_of, written

NOT_HERE = (422, "This question was not asked here.")
NOT_YOURS = (403, "This seat is not yours any more. Join again with the code on the screen.")


# --- whose answer ---------------------------------------------------------------------------------------------------


def test_a_round_of_another_room_is_not_answered_from_here(db):
    (here, ana, _ben), (there, _ana, _bob) = a_lesson(), a_lesson()
    crossed = Answer(ana.seat, round_of(there).pk, form(choice="2"), clock.now())
    assert written(crossed) == [NOT_HERE]
    assert (answers(round_of(here)), answers(round_of(there))) == ({}, {})


@pytest.mark.parametrize("round_id", [0, 10**9, 2**62])
def test_a_round_that_never_was_is_not_answered(db, round_id):
    _room, ana, _ben = a_lesson()
    assert written(Answer(ana.seat, round_id, form(choice="2"), clock.now())) == [NOT_HERE]


def test_a_removed_participant_answers_no_more_and_the_others_do(db):
    room, ana, ben = a_lesson()
    seat = ana.seat
    ana.participant.remove()
    sent = Answer(seat, round_of(room).pk, form(choice="2"), clock.now())
    assert written(sent, ana.sends(room, choice="2"), ben.sends(room, choice="1")) == [NOT_YOURS, NOT_YOURS, "1"]
    assert answers(round_of(room)) == {"Ben": ("1", "", 0)}


def test_a_seat_that_was_given_anew_answers_no_more_under_its_old_number(db):
    room, ana, _ben = a_lesson()
    old = ana.sends(room, choice="1")
    ana.participant.knocks.create(asked_at=clock.now()).let_in()
    ana.participant.refresh_from_db()
    assert written(old, ana.sends(room, choice="2")) == [NOT_YOURS, "2"]
    assert answers(round_of(room)) == {"Ana": ("2", "", 0)}


@pytest.mark.parametrize("wrong", ["room", "participant", "number"])
def test_a_seat_that_is_wrong_in_one_part_is_nobodys(db, wrong):
    room, ana, ben = a_lesson()
    other = a_room()
    seat = ana.seat
    seats = {
        "room": Seat(other.pk, seat.participant_id, seat.number),
        "participant": Seat(seat.room_id, ben.participant.pk, seat.number),
        "number": Seat(seat.room_id, seat.participant_id, seat.number + 1),
    }
    assert written(Answer(seats[wrong], round_of(room).pk, form(choice="2"), clock.now())) == [NOT_YOURS]


def test_a_participant_who_was_deleted_with_their_room_is_told_so(db):
    room, ana, _ben = a_lesson()
    sent = ana.sends(room, choice="2")
    room.delete()
    assert written(sent) == [NOT_YOURS]


# --- the time on the round's clock ----------------------------------------------------------------------------------


def test_the_time_of_an_answer_is_what_the_clock_had_run_and_pauses_do_not_count(db):
    room, ana, ben = a_lesson()
    cleo, dan = joins(room, "Cleo"), joins(room, "Dan")
    clock.pass_(ms(4_200))
    ana.answers(room, choice="1")
    do(room, Move.PAUSE)
    clock.pass_(seconds(100))
    ben.answers(room, choice="1")
    do(room, Move.RESUME)
    clock.pass_(seconds(3))
    cleo.answers(room, choice="1")
    do(room, Move.PAUSE)
    clock.pass_(seconds(50))
    do(room, Move.RESUME)
    clock.pass_(seconds(1))
    dan.answers(room, choice="1")
    times = {nickname: time_ms for nickname, (_value, _typed, time_ms) in answers(round_of(room)).items()}
    assert times == {"Ana": 4_200, "Ben": 4_200, "Cleo": 7_200, "Dan": 8_200}


def test_the_time_is_capped_at_the_questions_own_limit_also_with_more_seconds(db):
    room, ana, ben = a_lesson()
    do(room, Move.MORE)
    clock.pass_(seconds(20))
    ana.answers(room, choice="1")
    clock.pass_(seconds(14))
    ben.answers(room, choice="1")
    assert answers(round_of(room)) == {"Ana": ("1", "", 20_000), "Ben": ("1", "", 20_000)}


def test_an_answer_before_a_resume_that_is_judged_after_it_has_the_time_of_the_pause(db, noon):
    room, ana, _ben = a_lesson()
    clock.pass_(seconds(5))
    do(room, Move.PAUSE)
    clock.pass_(seconds(10))
    waiting = ana.sends(room, choice="1")
    clock.pass_(seconds(10))
    do(room, Move.RESUME)
    clock.pass_(seconds(1))
    assert written(waiting) == ["1"]
    assert answers(round_of(room)) == {"Ana": ("1", "", 5_000)}


# --- many -----------------------------------------------------------------------------------------------------------


def a_hall(room: Room, people: int) -> list[Student]:
    """So many participants, made at once."""
    now = clock.now()
    made = Participant.objects.bulk_create(
        Participant(room=room, nickname=f"P{n}", nickname_key=f"p{n}", joined_at=now, seen_at=now)
        for n in range(people)
    )
    return [Student(participant) for participant in made]


def queries_of(batch: list[Answer]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert {type(each) for each in write_answers(batch)} == {Response}
    return len(captured)


def test_a_thousand_answers_are_one_batch_of_few_queries(db):
    room, *_two = a_lesson()
    batch = [student.sends(room, choice=str(1 + n % 3)) for n, student in enumerate(a_hall(room, 1000))]
    assert queries_of(batch) <= 12
    counted = dict.fromkeys("123", 0)
    for value, _typed, _time in answers(round_of(room)).values():
        counted[value] += 1
    assert counted == {"1": 334, "2": 333, "3": 333}


def test_one_answer_needs_no_more_queries_than_it_has_tables(db):
    room, ana, _ben = a_lesson()
    sent = ana.sends(room, choice="1")
    assert queries_of([sent]) <= 5


def test_an_empty_batch_and_a_batch_of_refusals_write_nothing(db):
    room, ana, ben = a_lesson()
    late = clock.now() + seconds(60)
    assert written() == []
    assert written(ana.sends(room, late, choice="1"), ben.sends(room, late, choice="1")) == [LATE, LATE]
    assert Response.objects.count() == 0


def test_answers_of_many_rooms_in_one_batch_touch_their_own_rooms_alone(db):
    lessons = [a_lesson(), a_lesson(PI), a_lesson(MOOD, may_change=False)]
    fields: dict[str, Any] = {"choice": "2", "number": "3", "word": "ok"}
    assert written(*(ana.sends(room, **fields) for room, ana, _ben in lessons)) == ["2", "3", "ok"]
    assert [answers(round_of(room)) for room, _ana, _ben in lessons] == [
        {"Ana": ("2", "", 0)},
        {"Ana": ("3", "3", None)},
        {"Ana": ("ok", "ok", None)},
    ]
