"""An answer that is not taken leads back to the question: with the sentence, and with what was sent in its fields."""

from datetime import timedelta
from typing import Any

import pytest

from live import clock
from live.models import Move
from tests.support.app_browser import Answer
from tests.support.lessons import CAPITAL, MOOD, PI, PRIMES, RIVER
from tests.support.live_lesson import Classroom, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

REFUSED: list[tuple[dict[str, Any], dict[str, Any], str, list[str]]] = [
    (CAPITAL, {}, "Please choose an answer first.", []),
    (PRIMES, {}, "Please choose an answer first.", []),
    (PRIMES, {"choice": ["1", "9"]}, "That choice is not part of this question. Please choose again.", ["1"]),
    (PI, {"number": "twelve"}, "That is not a number that we can read. Write it like 12 or 3.5.", ["twelve"]),
    (
        PI,
        {"number": "1e999999999"},
        "That number is beyond what we can read: 40 digits, and 10³⁰⁰, at most.",
        ["1e999999999"],
    ),
    (PI, {"number": "10½³"}, "That is not a number that we can read. Write it like 12 or 3.5.", ["10½³"]),
    (PI, {"number": "3 kg"}, "We cannot read “kg” beside the number. Please write the number alone.", ["3 kg"]),
    (RIVER, {"text": " "}, "Please type an answer first.", [" "]),
    (MOOD, {"word": ["a", "", "x" * 31]}, "That is too long: each word has 30 characters at most.", ["a", "x" * 31]),
]


def kept(answer: Answer) -> list[str]:
    """What stands in the fields and boxes of the page."""
    found = answer.page.root.xpath("//*[@id='controls']//input[not(@type='checkbox')]/@value")
    return [*filter(None, found), *answer.page.root.xpath("//*[@id='controls']//input[@checked]/@value")]


def reloads(answer: Answer) -> list[str]:
    """After how many seconds the page loads itself anew where there is no script."""
    found: list[str] = answer.page.root.xpath("//noscript/meta[@http-equiv='refresh']/@content")
    return found


@pytest.mark.parametrize(("question", "sent", "words", "fields"), REFUSED)
def test_it_leads_back_to_the_question_with_the_sentence(question, sent, words, fields):
    lesson = Classroom(question)

    async def story():
        await lesson.do(Move.OPEN)
        ana = await lesson.joins("Ana")
        answer = await lesson.answers(ana, htmx=False, **sent)
        assert (answer.status, answer.page.words("say"), kept(answer)) == (422, words, fields)
        assert question["text"] in answer.page.words("stage")
        assert (await lesson.responses(), (await ana.get(f"/play/{lesson.pk}/answer/")).where) == (
            [],
            f"/play/{lesson.pk}/",
        )

    in_loop(story())


def test_one_that_comes_too_late_leads_to_what_there_is_now():
    lesson = Classroom(RIVER)

    async def story():
        opened = await lesson.do(Move.OPEN)
        ana = await lesson.joins("Ana")
        await lesson.do(Move.CLOSE)
        answer = await lesson.answers(ana, htmx=False, round=str(opened.round_id), text="Seine")
        assert (answer.status, answer.page.words("say")) == (409, "Too late: this question is closed.")
        assert "Answers are closed." in answer.page.words("stage")

    in_loop(story())


def test_who_has_no_seat_is_still_told_so_on_a_page():
    lesson = Classroom(RIVER)

    async def story():
        await lesson.do(Move.OPEN)
        answer = await lesson.answers(lesson.screen, htmx=False, text="Seine")
        assert (answer.status, "Join again with the code on the screen." in answer.text) == (403, True)

    in_loop(story())


@pytest.mark.parametrize("question", [PRIMES, PI, RIVER, MOOD], ids=lambda each: each["kind_slug"])
def test_a_page_on_which_something_may_be_half_typed_never_reloads_by_itself(question):
    lesson = Classroom({**question, "seconds": 30})

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        assert reloads(await ana.get(f"/play/{lesson.pk}/")) == []
        await lesson.do(Move.PAUSE)
        assert reloads(await ana.get(f"/play/{lesson.pk}/")) == []

    in_loop(story())


def test_one_with_buttons_reloads_when_the_time_is_up():
    lesson = Classroom({**CAPITAL, "seconds": 30})

    async def story():
        ana = await lesson.joins("Ana")
        with clock.at(clock.now()):
            await lesson.do(Move.OPEN)
            clock.pass_(timedelta(seconds=10))
            assert reloads(await ana.get(f"/play/{lesson.pk}/")) == ["22"]

    in_loop(story())
