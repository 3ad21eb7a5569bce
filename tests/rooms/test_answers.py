"""Which answers count: judged by when they arrived, one for each participant and round."""

from typing import Any

import pytest

from live import clock
from live.models import Move, Response
from live.models.round import PUSH_TAKES
from tests.support.lessons import ALL_KINDS, CAPITAL, MOOD, PRIMES, RIVER, do, ms, seconds
from tests.support.looks import LATE, a_lesson, answers, round_of, told, written

# --- what is stored -------------------------------------------------------------------------------------------------

SENT: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "single": ({"choice": "2"}, ("2", "")),
    "several": ({"choice": ["3", "1"]}, ("1,3", "")),
    "number": ({"number": " 3,140 "}, ("3140|3.14", "3,140")),
    "short": ({"text": "  la  SEINE "}, ("la seine", "la SEINE")),
    "cloud": ({"word": ["Tired", "", "happy"]}, ("happy\ntired", "Tired, happy")),
}


@pytest.mark.parametrize("question", ALL_KINDS, ids=[each["kind_slug"] for each in ALL_KINDS])
def test_an_answer_is_stored_as_one_canonical_value_and_as_it_was_typed(db, noon, question):
    sent, (value, typed) = SENT[question["kind_slug"]]
    room, ana, _ben = a_lesson(question)
    clock.pass_(seconds(2))
    ana.answers(room, **sent)
    row = Response.objects.values().get()
    assert row == {
        "id": row["id"],
        "round_id": round_of(room).pk,
        "participant_id": ana.participant.pk,
        "value": value,
        "typed": typed,
        "time_ms": None,
        "arrived_at": noon + seconds(2),
    }


@pytest.mark.parametrize(
    ("question", "sent", "sentence"),
    [
        (CAPITAL, {}, "Please choose an answer first."),
        (CAPITAL, {"choice": ["1", "2"]}, "Please choose one answer only."),
        (CAPITAL, {"choice": "4"}, "That choice is not part of this question. Please choose again."),
        (PRIMES, {"choice": ["1", "0"]}, "That choice is not part of this question. Please choose again."),
        (MOOD, {"word": ["", " "]}, "Please type a word first."),
        (MOOD, {"word": ["a", "b", "c", "d"]}, "That is more words than this question takes: 3."),
    ],
)
def test_nonsense_is_refused_with_a_sentence_and_what_was_stored_stays(db, question, sent, sentence):
    room, ana, _ben = a_lesson(question)
    assert told(ana.answers(room, **sent)) == (422, sentence)
    assert answers(round_of(room)) == {}
    ana.answers(room, choice="1", word="fine")
    before = answers(round_of(room))
    assert told(ana.answers(room, **sent)) == (422, sentence)
    assert answers(round_of(room)) == before


# --- the stamp ------------------------------------------------------------------------------------------------------


def test_an_answer_counts_until_the_very_deadline_and_not_a_millisecond_later(db, noon):
    room, ana, ben = a_lesson()
    deadline = noon + seconds(20) + PUSH_TAKES
    clock.pass_(seconds(30))
    assert written(ben.sends(room, deadline + ms(1), choice="1"), ana.sends(room, deadline, choice="2")) == [LATE, "2"]
    assert answers(round_of(room)) == {"Ana": ("2", "", 20_000)}


def test_an_answer_counts_until_the_host_closed_the_round_and_not_a_millisecond_later(db, noon):
    room, ana, ben = a_lesson()
    clock.pass_(seconds(5))
    do(room, Move.CLOSE)
    clock.pass_(seconds(5))
    in_time, late = noon + seconds(5), noon + seconds(5) + ms(1)
    assert written(ana.sends(room, in_time, choice="2"), ben.sends(room, late, choice="2")) == ["2", LATE]


def test_an_answer_stamped_before_the_close_counts_although_it_waited_with_its_own_time(db, noon):
    room, ana, _ben = a_lesson()
    waiting = ana.sends(room, noon + seconds(3), choice="2")
    clock.pass_(seconds(12))
    do(room, Move.CLOSE)
    clock.pass_(seconds(2))
    assert written(waiting) == ["2"]
    assert answers(round_of(room)) == {"Ana": ("2", "", 3_000)}


def test_an_answer_that_waited_beyond_the_reveal_is_too_late(db, noon):
    room, ana, _ben = a_lesson()
    waiting = ana.sends(room, noon + seconds(3), choice="2")
    clock.pass_(seconds(5))
    do(room, Move.CLOSE, Move.REVEAL)
    assert written(waiting) == [LATE]
    assert answers(round_of(room)) == {}


def test_an_answer_counts_although_the_machines_clock_was_set_back_meanwhile(db, noon):
    room, ana, _ben = a_lesson()
    assert written(ana.sends(room, noon - seconds(30), choice="2")) == ["2"]
    assert Response.objects.get().time_ms in {None, 0}


@pytest.mark.parametrize("moves", [[Move.CLOSE, Move.REVEAL, Move.STANDINGS], [Move.SKIP], [Move.END]])
def test_no_answer_counts_once_the_round_is_behind_the_room(db, noon, moves):
    room, ana, _ben = a_lesson()
    waiting = ana.sends(room, noon, choice="2")
    do(room, *moves)
    assert (written(waiting), Response.objects.count()) == ([LATE], 0)


def test_an_answer_to_a_round_behind_which_the_next_is_open_is_too_late(db):
    room, ana, _ben = a_lesson()
    old = ana.sends(room, choice="2")
    do(room, Move.CLOSE, Move.OPEN)
    assert written(old, ana.sends(room, choice="1")) == [LATE, "1"]
    assert answers(round_of(room)) == {"Ana": ("1", "", None)}


# --- changing one's mind --------------------------------------------------------------------------------------------


def test_an_answer_may_be_changed_until_the_close_and_the_last_one_counts(db):
    room, ana, _ben = a_lesson()
    for choice in ("1", "3", "2"):
        clock.pass_(seconds(1))
        ana.answers(room, choice=choice)
    do(room, Move.CLOSE)
    clock.pass_(seconds(1))
    assert told(ana.answers(room, choice="1")) == LATE
    assert answers(round_of(room)) == {"Ana": ("2", "", 3_000)}


def test_the_same_answer_again_keeps_its_first_stamp(db, noon):
    room, ana, _ben = a_lesson()
    for _press in range(3):
        clock.pass_(seconds(1))
        ana.answers(room, choice="2")
    assert list(Response.objects.values_list("value", "time_ms", "arrived_at")) == [("2", 1_000, noon + seconds(1))]


def test_the_same_answer_spelt_otherwise_is_shown_as_it_was_sent_last_with_its_first_stamp(db, noon):
    room, ana, _ben = a_lesson({**RIVER, "seconds": 20})
    for text in ("seine", "Seine", "SEINE"):
        clock.pass_(seconds(1))
        ana.answers(room, text=text)
    kept = Response.objects.values_list("value", "typed", "time_ms", "arrived_at")
    assert list(kept) == [("seine", "SEINE", 1_000, noon + seconds(1))]


def test_going_back_to_an_earlier_answer_is_a_new_answer(db):
    room, ana, _ben = a_lesson()
    for choice in ("2", "1", "2"):
        clock.pass_(seconds(1))
        ana.answers(room, choice=choice)
    assert answers(round_of(room)) == {"Ana": ("2", "", 3_000)}


def test_where_answers_may_not_be_changed_the_first_stays_and_is_what_is_acknowledged(db):
    room, ana, ben = a_lesson(may_change=False)
    assert written(ana.sends(room, choice="1"), ana.sends(room, choice="2"), ben.sends(room, choice="2")) == [
        "1",
        "1",
        "2",
    ]
    assert written(ana.sends(room, choice="3")) == ["1"]
    assert answers(round_of(room)) == {"Ana": ("1", "", 0), "Ben": ("2", "", 0)}


def test_nonsense_is_refused_where_answers_may_not_be_changed_too(db):
    room, ana, _ben = a_lesson(may_change=False)
    assert written(ana.sends(room, choice="9"), ana.sends(room, choice="1")) == [
        (422, "That choice is not part of this question. Please choose again."),
        "1",
    ]


def test_several_answers_of_one_participant_in_one_batch_are_one_row_the_last(db):
    room, ana, ben = a_lesson()
    batch = [ana.sends(room, choice="1"), ben.sends(room, choice="1"), ana.sends(room, choice="2")]
    assert written(*batch) == ["1", "1", "2"]
    assert answers(round_of(room)) == {"Ana": ("2", "", 0), "Ben": ("1", "", 0)}
