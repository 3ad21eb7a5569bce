"""Notes and key: a page of the host's alone that follows the lesson, by its socket and by polls."""

import pytest

from live.models import Move
from tests.support.app_browser import Browser
from tests.support.lessons import CAPITAL, RIVER
from tests.support.live_lesson import Classroom, application, in_loop, quiet
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")
RIVERS = {**RIVER, "notes": "Also the Marne."}
FIRST = (
    "Next Capital of France? Paris Explanation, shown at the reveal Since Clovis. Your notes Ask who has been there."
)
SECOND = FIRST.replace("Next", "Now") + " Next River in Paris? Seine / La Seine Your notes Also the Marne."


def test_the_notes_follow_every_move():
    lesson = Classroom(CAPITAL, RIVERS)

    async def story():
        url = f"/host/{lesson.pk}/key/"
        answer = await lesson.host.get(url)
        live, polled = Page(answer.text), Page(answer.text)
        socket = await lesson.watches("key")
        live.apply(socket.frames[0])
        socket.hears = live.apply
        assert live.words("notes") == FIRST
        await lesson.do(Move.OPEN)
        await quiet()
        polled.apply((await lesson.host.get(f"{url}state/", HX_Request="true")).text)
        assert [page.words("notes") for page in (live, polled)] == [SECOND] * 2
        await lesson.do(Move.SKIP, Move.OPEN, Move.END)
        await quiet()
        assert live.words("notes") == "No question is open and none is left."

    in_loop(story())


def test_nobody_else_is_told_them():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        for stranger in (ana, lesson.screen, Browser(application())):
            assert (await stranger.get(f"/host/{lesson.pk}/key/")).status == 404
            assert not (await stranger.open(f"/host/{lesson.pk}/key/live/")).accepted

    in_loop(story())


@pytest.mark.parametrize(
    ("audience", "region", "said"),
    [("screen", "stage", ["Question 1 of 2", "Question 2 of 2"]), ("host", "progress", ["1 of 2", "2 of 2"])],
)
def test_host_and_screen_say_where_the_lesson_stands(audience, region, said):
    lesson = Classroom(CAPITAL, RIVERS)

    async def story():
        page = Page("")
        socket = await lesson.watches(audience)
        page = Page(f"<main><section id=stage></section><span id=progress></span></main>{socket.frames[0]}")
        socket.hears = page.apply
        heads = []
        for moves in ((Move.OPEN,), (Move.CLOSE,), (Move.REVEAL,), (Move.OPEN,)):
            await lesson.do(*moves)
            await quiet()
            heads.append(page.words(region)[: len(said[0])])
        await lesson.do(Move.SKIP)
        await lesson.press(quick="yesno")
        await quiet()
        assert heads == [said[0]] * 3 + [said[1]]
        assert page.words(region).startswith("Quick vote")

    in_loop(story())
