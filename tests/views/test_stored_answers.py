"""What somebody has answered is drawn in the controls: on the page, in the snapshot, by a poll, in a second tab."""

from typing import Any

import pytest
from lxml import html

from live.models import Move
from tests.support.app_browser import Browser
from tests.support.lessons import MOOD, PI, PRIMES, RIVER
from tests.support.live_lesson import Classroom, in_loop, quiet
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")

ANSWERS: list[tuple[dict[str, Any], dict[str, Any], dict[str, list[str]]]] = [
    (PRIMES, {"choice": ["1", "3"]}, {"choice": ["1", "3"]}),
    (PI, {"number": "3,1", "minus": "1"}, {"number": ["3,1"], "minus": ["1"]}),
    (RIVER, {"text": "la <Seine>"}, {"text": ["la <Seine>"]}),
    (MOOD, {"word": ["Glad", "tired"]}, {"word": ["Glad", "tired"]}),
]
KINDS = [question["kind_slug"] for question, _sent, _shown in ANSWERS]


def shown(page: Page) -> dict[str, list[str]]:
    """What the controls would send, as a browser does that has just been given this page."""
    found: dict[str, list[str]] = {}
    for field in page.root.xpath("//*[@id='controls']//input"):
        if field.get("type") != "checkbox" or "checked" in field.attrib:
            found.setdefault(field.get("name"), []).append(field.get("value") or "")
    return {name: list(filter(None, values)) for name, values in found.items() if any(values)}


def answer(page: Page) -> str | None:
    """The name of the answer that the controls show."""
    controls = page.find("controls")
    assert controls is not None
    return controls.get("data-answer")


def inside(page: Page) -> str:
    """What is in the controls."""
    controls = page.find("controls")
    assert controls is not None
    return "".join(html.tostring(each, encoding="unicode") for each in controls)


async def poll(lesson: Classroom, ana: Browser) -> str:
    """What a page without a socket is answered."""
    text: str = (await ana.get(f"/play/{lesson.pk}/state/", HX_Request="true")).text
    return text


async def opened(lesson: Classroom) -> tuple[Browser, str]:
    """Ana has the page of the open question."""
    await lesson.do(Move.OPEN)
    ana = await lesson.joins("Ana")
    return ana, (await ana.get(f"/play/{lesson.pk}/")).text


async def followed(lesson: Classroom, ana: Browser, text: str) -> Page:
    """A page of hers, with a socket that brings it what is pushed."""
    page, socket = Page(text), await lesson.listens(ana)
    page.apply(socket.frames[0])
    socket.hears = page.apply
    return page


@pytest.mark.parametrize(("question", "sent", "expected"), ANSWERS, ids=KINDS)
def test_whoever_comes_back_finds_what_they_have_answered(question, sent, expected):
    lesson = Classroom(question)

    async def story():
        ana, before = await opened(lesson)
        polled, fresh = Page(before), Page(before)
        assert shown(polled) == {}
        await lesson.answers(ana, **sent)
        page = (await ana.get(f"/play/{lesson.pk}/")).page
        socket = await lesson.listens(ana)
        fresh.apply(socket.frames[0])
        polled.apply(await poll(lesson, ana))
        assert [shown(each) for each in (page, fresh, polled)] == [expected] * 3

    in_loop(story())


@pytest.mark.parametrize(("question", "sent", "_shown"), ANSWERS, ids=KINDS)
def test_the_form_that_sent_an_answer_is_told_its_name_and_keeps_its_controls(question, sent, _shown):
    lesson = Classroom(question)

    async def story():
        ana, before = await opened(lesson)
        sender = Page(before)
        kept = inside(sender)
        reply = (await lesson.answers(ana, **sent)).text
        sender.apply(reply)
        there = (await ana.get(f"/play/{lesson.pk}/")).page
        assert (answer(Page(before)), answer(sender), inside(sender)) == ("", answer(there), kept)
        assert "<input" not in reply

    in_loop(story())


def test_a_reply_that_comes_too_late_changes_no_controls_of_another_round():
    lesson = Classroom(PRIMES)

    async def story():
        ana, before = await opened(lesson)
        page = await followed(lesson, ana, before)
        reply = (await lesson.answers(ana, choice=["1", "4"])).text
        await lesson.do(Move.CLOSE)
        asked = (await lesson.now()).round
        assert asked is not None
        await lesson.do(Move.OPEN, question=asked.question_id)
        await quiet()
        page.apply(reply)
        assert (answer(page), shown(page)) == ("", {})

    in_loop(story())


@pytest.mark.parametrize(("question", "sent", "expected"), ANSWERS, ids=KINDS)
def test_a_question_that_is_opened_again_brings_the_answer_to_a_page_that_polls(question, sent, expected):
    lesson = Classroom(question)

    async def story():
        ana, before = await opened(lesson)
        page = Page(before)
        await lesson.answers(ana, **sent)
        await lesson.do(Move.CLOSE)
        page.apply(await poll(lesson, ana))
        assert page.find("controls") is None
        await lesson.do(Move.REOPEN)
        page.apply(await poll(lesson, ana))
        assert shown(page) == expected

    in_loop(story())


@pytest.mark.parametrize(("question", "sent", "expected"), ANSWERS, ids=KINDS)
def test_a_second_tab_shows_what_the_first_one_has_answered(question, sent, expected):
    lesson = Classroom(question)

    async def story():
        ana, before = await opened(lesson)
        await lesson.listens(ana)
        second = await followed(lesson, ana, before)
        await lesson.answers(ana, **sent)
        await quiet()
        assert shown(second) == expected

    in_loop(story())


def test_a_question_that_is_opened_again_still_shows_what_was_answered():
    lesson = Classroom(PRIMES)

    async def story():
        ana, before = await opened(lesson)
        page = await followed(lesson, ana, before)
        page.apply((await lesson.answers(ana, choice=["1", "4"])).text)
        await lesson.do(Move.CLOSE)
        await quiet()
        assert page.find("controls") is None
        await lesson.do(Move.REOPEN)
        await quiet()
        assert shown(page) == {"choice": ["1", "4"]}

    in_loop(story())


def test_a_question_that_is_asked_again_begins_with_empty_controls():
    lesson = Classroom(PRIMES)

    async def story():
        ana, before = await opened(lesson)
        page = await followed(lesson, ana, before)
        await lesson.answers(ana, choice=["1", "4"])
        await lesson.do(Move.CLOSE)
        asked = (await lesson.now()).round
        assert asked is not None
        await lesson.do(Move.OPEN, question=asked.question_id)
        await quiet()
        assert page.find("controls") is not None
        assert shown(page) == {}
        assert shown((await ana.get(f"/play/{lesson.pk}/")).page) == {}

    in_loop(story())


def test_no_answer_is_drawn_for_anybody_else():
    lesson = Classroom(RIVER)

    async def story():
        ana, _page = await opened(lesson)
        ben = await lesson.joins("Ben")
        socket = await lesson.listens(ben)
        await lesson.answers(ana, text="Mississippi")
        await quiet()
        page = (await ben.get(f"/play/{lesson.pk}/")).text
        assert ("Mississippi" in page, any("Mississippi" in frame for frame in socket.frames)) == (False, False)
        assert "\ue000" not in page

    in_loop(story())
