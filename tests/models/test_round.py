"""A round: what is asked and in which order, its clock, and what stays as it was asked."""

import pytest

from live.models import Move, Phase, Question, Quiz, Room, Round
from live.models.round import EDITION, PUSH_TAKES
from live.rooms import moves
from live.rooms.quick_questions import quick_round
from tests.support.lessons import CAPITAL, PI, PRIMES, RIVER, a_room, do, form, joins, seconds
from tests.support.looks import answers, look, refusal, round_of

NOT_THERE = (409, "This question is not there any more. Choose another one.")
OVER = [Move.CLOSE, Move.REVEAL]


def asked(room: Room) -> list[tuple[int, str, int]]:
    return [(each.number, each.text, each.asking) for each in room.rounds.all()]


def quiz_of(room: Room) -> Quiz:
    assert room.quiz is not None
    return room.quiz


def question(room: Room, text: str) -> Question:
    return quiz_of(room).questions.get(text=text)


# --- what is asked --------------------------------------------------------------------------------------------------


def test_next_asks_the_questions_in_order_and_then_there_is_none(db):
    room = do(a_room(CAPITAL, PRIMES, PI), Move.OPEN, *OVER, Move.OPEN, *OVER, Move.OPEN, *OVER)
    assert asked(room) == [(1, "Capital of France?", 1), (2, "Which are prime?", 1), (3, "Pi?", 1)]
    assert moves.next_question(room) is None
    assert refusal(lambda: do(room, Move.OPEN)) == NOT_THERE


def test_a_question_is_opened_by_number_and_next_goes_on_behind_it(db):
    room = a_room(CAPITAL, PRIMES, PI, RIVER)
    do(room, Move.OPEN, question=question(room, "Pi?").pk)
    do(room, *OVER, Move.OPEN)
    assert asked(room) == [(1, "Pi?", 1), (2, "River in Paris?", 1)]


def test_a_round_is_a_copy_of_the_question_with_everything_in_it(db, noon):
    room = do(a_room({**CAPITAL, "seconds": 20, "weight": 3}), Move.OPEN)
    row = Round.objects.filter(room=room).values().get()
    assert row == {
        "id": row["id"],
        "room_id": room.pk,
        "number": 1,
        "question_id": question(room, "Capital of France?").pk,
        "asking": 1,
        "position": 1,
        "question_number": 1,
        "kind_slug": "single",
        "text": "Capital of France?",
        "content": {"choices": ["Lyon", "Paris", "Nice"], "right": [2]},
        "seconds": 20,
        "weight": 3,
        "explanation": "Since Clovis.",
        "notes": "Ask who has been there.",
        "picture": None,
        "drawn": None,
        "opened_at": noon,
        "closes_at": noon + seconds(20) + PUSH_TAKES,
        "left_ms": None,
        "ran_ms": 0,
        "runs_since": noon,
        "untimed": False,
        "closed_at": None,
        "skipped": False,
        "hidden": [],
        "starred": [],
        "together": {},
        "edition": EDITION,
        "spelt": {},
        "also": [],
        "full": False,
        "dropped": False,
        "regraded": 0,
    }


def test_an_untimed_question_has_no_clock(db):
    round = round_of(do(a_room(CAPITAL), Move.OPEN))
    assert (round.closes_at, round.runs_since, round.left_ms, round.left()) == (None, None, None, None)


@pytest.mark.parametrize("way", [[Move.CLOSE], OVER, [*OVER, Move.STANDINGS], [Move.SKIP]])
def test_the_same_question_can_be_asked_again_from_wherever_the_lesson_stands(db, way):
    room = do(a_room(CAPITAL, PRIMES), Move.OPEN, *way)
    do(room, Move.OPEN, question=question(room, "Capital of France?").pk)
    assert asked(room) == [(1, "Capital of France?", 1), (2, "Capital of France?", 2)]
    assert moves.next_question(room) == question(room, "Which are prime?")


def test_both_rounds_of_a_question_asked_twice_stand_side_by_side_at_the_reveal_and_not_before(db):
    room = do(a_room(CAPITAL, PRIMES), Move.OPEN)
    ana, ben = joins(room, "Ana"), joins(room, "Ben")
    ana.answers(room, choice="1")
    ben.answers(room, choice="1")
    do(room, Move.CLOSE)
    do(room, Move.OPEN, question=question(room, "Capital of France?").pk)
    ana.answers(room, choice="2")
    assert look(room).before == []
    do(room, Move.CLOSE)
    assert look(room).before == []
    seen = look(do(room, Move.REVEAL))
    assert seen.tally is not None
    sides = [*seen.before, seen.tally]
    assert [(each.round.asking, [bar.count for bar in each.bars], each.total) for each in sides] == [
        (1, [2, 0, 0], 2),
        (2, [0, 1, 0], 1),
    ]


def test_a_skipped_asking_does_not_stand_beside_the_next_one(db):
    room = do(a_room(CAPITAL), Move.OPEN, Move.SKIP)
    do(room, Move.OPEN, question=question(room, "Capital of France?").pk)
    assert look(do(room, *OVER)).before == []


def test_next_passes_over_what_was_asked_and_comes_back_to_what_was_left_out(db):
    room = do(a_room(CAPITAL, PRIMES, PI, RIVER), Move.OPEN, *OVER)
    for text in ("Pi?", "Capital of France?"):
        do(room, Move.OPEN, question=question(room, text).pk)
        do(room, *OVER)
    assert moves.next_question(room) == question(room, "Which are prime?")
    do(room, Move.OPEN, *OVER)
    assert moves.next_question(room) == question(room, "River in Paris?")
    do(room, Move.OPEN, question=question(room, "River in Paris?").pk)
    assert moves.next_question(room) is None


def test_after_a_leap_to_the_last_question_those_before_it_are_still_next(db):
    room = a_room(CAPITAL, PRIMES, PI)
    do(room, Move.OPEN, question=question(room, "Pi?").pk)
    assert moves.next_question(room) == question(room, "Capital of France?")


def test_a_quick_question_is_a_poll_without_a_question_and_next_goes_on_where_the_quiz_stood(db):
    room = do(a_room(CAPITAL, PRIMES), Move.OPEN, *OVER)
    do(room, Move.OPEN, quick=quick_round(form(quick="yesno", quick_text="Clear?")))
    round = round_of(room)
    assert (round.number, round.asking, round.question_id, round.text) == (2, 1, None, "Clear?")
    assert (round.is_graded, round.weight, round.closes_at) == (False, 0, None)
    assert moves.next_question(room) == question(room, "Which are prime?")


def test_two_quick_questions_are_not_two_rounds_of_one_question(db):
    room = a_room(CAPITAL)
    for _time in range(2):
        do(room, Move.OPEN, quick=quick_round(form(quick="yesno")))
        do(room, *OVER)
    assert (asked(room), look(room).before) == ([(1, "Yes or no?", 1), (2, "Yes or no?", 1)], [])


def test_a_question_of_another_quiz_is_not_asked(db):
    room, other = a_room(CAPITAL), a_room(PI)
    assert refusal(lambda: do(room, Move.OPEN, question=question(other, "Pi?").pk)) == NOT_THERE
    assert (room.phase, asked(room)) == (Phase.LOBBY, [])


def test_a_room_without_a_quiz_has_no_question_to_open_but_a_quick_one(db):
    room = a_room(CAPITAL)
    pk = question(room, "Capital of France?").pk
    quiz_of(room).delete()
    assert refusal(lambda: do(room, Move.OPEN)) == NOT_THERE
    assert refusal(lambda: do(room, Move.OPEN, question=pk)) == NOT_THERE
    do(room, Move.OPEN, quick=quick_round(form(quick="cloud")))
    assert asked(room) == [(1, "In a few words?", 1)]


# --- what was asked stays -------------------------------------------------------------------------------------------


def test_a_question_edited_after_it_was_asked_stays_as_asked_and_is_new_when_asked_again(db):
    room = do(a_room(CAPITAL), Move.OPEN)
    edited = question(room, "Capital of France?")
    edited.text, edited.content = "Capital of Chad?", {"choices": ["Abéché", "N'Djamena"], "right": [2]}
    edited.save()
    old = round_of(room)
    assert (old.text, old.content) == (CAPITAL["text"], CAPITAL["content"])
    do(room, *OVER)
    do(room, Move.OPEN, question=edited.pk)
    assert asked(room) == [(1, "Capital of France?", 1), (2, "Capital of Chad?", 2)]


def test_a_question_not_asked_yet_is_taken_as_it_is_when_asked(db):
    room = do(a_room(CAPITAL, PRIMES), Move.OPEN, *OVER)
    quiz_of(room).questions.filter(text="Which are prime?").update(text="Which is even?")
    assert asked(do(room, Move.OPEN)) == [(1, "Capital of France?", 1), (2, "Which is even?", 1)]


def test_a_deleted_question_is_skipped(db):
    room = do(a_room(CAPITAL, PRIMES, PI), Move.OPEN, *OVER)
    question(room, "Which are prime?").delete()
    assert asked(do(room, Move.OPEN)) == [(1, "Capital of France?", 1), (2, "Pi?", 1)]


def test_a_question_deleted_while_it_is_asked_is_still_asked_and_next_goes_on_behind_it(db):
    room = do(a_room(CAPITAL, PRIMES), Move.OPEN)
    question(room, "Capital of France?").delete()
    expected = "Capital of France?", question(room, "Which are prime?")
    assert (room.rounds.get().text, moves.next_question(room)) == expected


def test_next_follows_the_quiz_as_it_stands_now(db):
    room = do(a_room(CAPITAL, PRIMES, PI), Move.OPEN, *OVER)
    question(room, "Pi?").move_to(1)
    assert moves.next_question(room) == question(room, "Which are prime?")
    question(room, "Capital of France?").move_to(3)
    assert moves.next_question(room) == question(room, "Pi?")


def test_deleting_the_quiz_keeps_the_room_its_rounds_and_its_answers(db):
    room = do(a_room(CAPITAL), Move.OPEN)
    joins(room, "Ana").answers(room, choice="2")
    quiz_of(room).delete()
    do(room, *OVER)
    room.refresh_from_db()
    assert (room.quiz, room.title, asked(room)) == (None, "Geography", [(1, "Capital of France?", 1)])
    assert answers(round_of(room)) == {"Ana": ("2", "", None)}
