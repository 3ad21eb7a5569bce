"""What a stage says: once, and only while it is so."""

from typing import Any

import pytest

from live.models import Move
from live.rendering import stages
from live.rooms.outcomes import read_own
from tests.support.lessons import CAPITAL, MOOD, PI, RIVER, a_room, do, joins
from tests.support.looks import look
from tests.support.page import Page

pytestmark = pytest.mark.django_db
OVER = (Move.CLOSE, Move.REVEAL)


def words(regions: dict[str, str], name: str) -> str:
    """What is read of one region."""
    return Page(regions[name]).words(name)


def test_the_announcement_of_a_question_is_sentences_apart_from_each_other():
    room = do(a_room({**CAPITAL, "seconds": 30}), Move.OPEN)
    said = words(stages.draw(look(room), "play"), "say")
    assert said == "Question 1 is open. Capital of France? 3 choices. 30 seconds."


def test_a_question_without_a_clock_announces_no_seconds():
    room = do(a_room({**CAPITAL, "seconds": 30}), Move.OPEN, Move.CLOSE, Move.REOPEN)
    assert words(stages.draw(look(room), "play"), "say") == "Question 1 is open. Capital of France? 3 choices."


def test_a_phone_says_how_many_questions_there_are():
    room = do(a_room(CAPITAL, RIVER), Move.OPEN)
    assert words(stages.draw(look(room), "play"), "stage").startswith("Question 1 of 2 Capital of France?")


@pytest.mark.parametrize("question", [RIVER, PI, MOOD], ids=lambda each: each["kind_slug"])
def test_nothing_is_expected_any_more_after_the_close(question):
    room = a_room(question)
    said = []
    for move in (Move.OPEN, *OVER):
        said.append("yet" in words(stages.draw(look(do(room, move)), "host"), "tally"))
    assert said == [True, False, False]


@pytest.mark.parametrize(
    ("question", "sent", "said"),
    [
        (RIVER, {"text": "la SEINE"}, "la SEINE"),
        (PI, {"number": "3,14"}, "3,14"),
        (CAPITAL, {"choice": "2"}, "Paris"),
        (CAPITAL, {"choice": "1"}, "Lyon"),
    ],
)
def test_everybody_reads_their_own_answer_and_the_key_once(question: dict[str, Any], sent: dict[str, Any], said: str):
    room = do(a_room(question), Move.OPEN)
    ana = joins(room, "Ana")
    ana.answers(room, **sent)
    do(room, *OVER)
    seen = look(room)
    mine = words(stages.draw_own(seen, read_own(seen))[ana.participant.pk], "mine")
    stage = words(stages.draw(seen, "play"), "stage")
    assert f"Your answer: {said}" in mine
    assert [word in mine for word in ("It is", "La Seine", "3.14 ±")] == [False] * 3
    assert ("It was Paris." in mine) == (said == "Lyon"), "the one right choice, for who has chosen another"
    assert stage.count("Right") == 1
