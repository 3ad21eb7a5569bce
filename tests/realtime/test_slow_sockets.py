"""A socket whose line is full: the newest of each region waits for it, and nothing of an earlier round."""

import pytest

from live.models import Move
from live.realtime.hub import hub
from live.realtime.listener import Listener
from live.rendering.partials import Regions
from tests.support.app_browser import Browser, Socket, until
from tests.support.lessons import PRIMES, RIVER
from tests.support.live_lesson import Classroom, in_loop, quiet

pytestmark = pytest.mark.usefixtures("in_process")


async def slowly(lesson: Classroom, browser: Browser) -> tuple[Socket, Listener]:
    """A socket, and what the hub knows of it."""
    known = set(all_listeners())
    socket = await lesson.listens(browser)
    [listener] = set(all_listeners()) - known
    return socket, listener


def all_listeners() -> list[Listener]:
    return [each for room in hub.live_rooms.values() for each in room.attendance.listeners]


def full(socket: Socket, listener: Listener) -> None:
    """Let the line be full: the next frame stays on its way, and all that follows waits."""
    socket.takes.clear()
    listener.send("<p>on its way</p>")


def waits_for(listener: Listener) -> Regions:
    """What a slow socket shows next."""
    _snapshot, *regions = listener.latest or (None, {}, {})
    return {name: html for each in regions for name, html in each.items()}


def test_a_slow_socket_gets_no_controls_of_an_earlier_round():
    lesson = Classroom(PRIMES, RIVER)

    async def story():
        await lesson.do(Move.OPEN)
        ana = await lesson.joins("Ana")
        await lesson.listens(ana)
        socket, listener = await slowly(lesson, ana)
        await quiet()
        full(socket, listener)
        await lesson.answers(ana, choice=["1", "3"])
        await until(lambda: "controls" in waits_for(listener), "the answer waits for the slow socket")
        await lesson.do(Move.CLOSE, Move.OPEN)
        await until(lambda: "River in" in waits_for(listener).get("stage", ""), "the next question waits, too")
        assert "controls" not in waits_for(listener)
        socket.takes.set()
        await quiet()
        assert ("River in" in socket.frames[-1], "controls" in listener.shown) == (True, False)
        assert [frame for frame in socket.frames[1:] if " checked" in frame] == []

    in_loop(story())


def test_a_slow_socket_gets_a_reopened_question_with_what_was_answered():
    lesson = Classroom(PRIMES)

    async def story():
        await lesson.do(Move.OPEN)
        ana = await lesson.joins("Ana")
        page = (await ana.get(f"/play/{lesson.pk}/")).page
        socket, listener = await slowly(lesson, ana)
        socket.hears = page.apply
        await lesson.answers(ana, choice=["1", "3"])
        await lesson.do(Move.CLOSE)
        await quiet()
        assert page.find("controls") is None
        full(socket, listener)
        await lesson.do(Move.REOPEN)
        await until(lambda: "controls" in waits_for(listener), "the reopened question waits for the slow socket")
        socket.takes.set()
        await quiet()
        assert page.root.xpath("//*[@id='controls']//input[@checked]/@value") == ["1", "3"]

    in_loop(story())
