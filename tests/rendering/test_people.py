"""The host's line about how the room hangs together: connected, on polling, dropped, delay."""

import asyncio
from datetime import timedelta

import pytest

from live import clock
from live.models import Move
from live.realtime import presence, upkeep
from live.realtime.hub import hub
from live.rooms.answers import Answer
from live.rooms.writer import writer
from tests.support.app_browser import until
from tests.support.lessons import CAPITAL, Student, form
from tests.support.live_lesson import Classroom, in_loop, quiet
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")


class Host:
    """The host's page, and what its socket has made of it."""

    def __init__(self, lesson: Classroom) -> None:
        self.lesson = lesson

    async def looks_on(self) -> None:
        """Open the page and its socket."""
        self.page: Page = (await self.lesson.host.get(f"/host/{self.lesson.pk}/")).page
        self.socket = await self.lesson.watches("host")
        self.socket.hears = self.page.apply

    async def reads(self, words: str) -> None:
        """The line comes to say so, by pushes alone."""
        await until(lambda: self.page.words("health") == words, f"{words!r}")
        await quiet()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is lost is called so at once, and for a second."""
    monkeypatch.setattr(presence, "BACK_SOON", 0.1)
    monkeypatch.setattr("live.realtime.attendance.BACK_SOON", 0.1)


def test_who_has_a_socket_is_connected_and_who_asks_by_requests_is_on_polling():
    lesson = Classroom(CAPITAL)

    async def story():
        host = Host(lesson)
        await host.looks_on()
        await lesson.listens(await lesson.joins("Ana"))
        ben = await lesson.joins("Ben")
        await ben.get(f"/play/{lesson.pk}/state/")
        await host.reads("1 connected 1 on polling")
        await lesson.listens(ben)
        await host.reads("2 connected")

    in_loop(story())


def test_a_socket_that_breaks_off_is_dropped_until_its_phone_polls_or_a_minute_is_over(monkeypatch):
    lesson = Classroom(CAPITAL)

    async def story():
        host = Host(lesson)
        await host.looks_on()
        ana, ben = [await lesson.joins(name) for name in ("Ana", "Ben")]
        sockets = [await lesson.listens(each) for each in (ana, ben)]
        await host.reads("2 connected")
        for socket in sockets:
            await socket.close()
        await host.reads("0 connected 2 dropped")
        await ana.get(f"/play/{lesson.pk}/state/?down=1")
        await host.reads("0 connected 1 on polling 1 dropped")
        monkeypatch.setattr(presence, "LATELY", 0)
        await hub.upkeep.look_after()
        await host.reads("0 connected 1 on polling")

    in_loop(story())


def test_who_loads_the_page_anew_was_never_dropped(monkeypatch):
    monkeypatch.setattr(presence, "BACK_SOON", 60)
    lesson = Classroom(CAPITAL)

    async def story():
        host = Host(lesson)
        await host.looks_on()
        ana = await lesson.joins("Ana")
        socket = await lesson.listens(ana)
        await host.reads("1 connected")
        await socket.close()
        await host.reads("0 connected")
        await lesson.listens(ana)
        await host.reads("1 connected")

    in_loop(story())


def test_who_leaves_or_is_removed_is_not_dropped():
    lesson = Classroom(CAPITAL)

    async def story():
        host = Host(lesson)
        await host.looks_on()
        ana, ben = [await lesson.joins(name) for name in ("Ana", "Ben")]
        sockets = [await lesson.listens(each) for each in (ana, ben)]
        await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        person = await lesson.person("Ben")
        await lesson.change(person.remove)
        await until(lambda: all(each.ended for each in sockets), "both are shown out")
        await asyncio.sleep(0.3)
        await host.reads("0 connected")

    in_loop(story())


def test_the_delay_is_that_of_the_slowest_of_the_last_answers():
    lesson = Classroom(CAPITAL)

    async def story():
        host = Host(lesson)
        await host.looks_on()
        for name in ("Ana", "Ben"):
            await lesson.listens(await lesson.joins(name))
        room = await lesson.do(Move.OPEN)
        assert room.round_id
        answers = []
        for name, waited in (("Ana", 0.35), ("Ben", 0.1)):
            seat = Student(await lesson.person(name)).seat
            answers.append(Answer(seat, room.round_id, form(choice="1"), clock.now() + timedelta(seconds=1 - waited)))
        clock.pass_(timedelta(seconds=1))
        await asyncio.gather(*map(writer.answer, answers))
        await host.reads("2 connected delay 0.4 s")

    with clock.frozen():
        in_loop(story())


def test_a_beat_draws_nothing_while_the_line_holds():
    lesson = Classroom(CAPITAL)

    async def story():
        host = Host(lesson)
        await host.looks_on()
        await lesson.listens(await lesson.joins("Ana"))
        await host.reads("1 connected")
        draws = hub.live_rooms[lesson.pk].draws
        await hub.upkeep.look_after()
        await quiet()
        assert hub.live_rooms[lesson.pk].draws == draws

    in_loop(story())
    assert upkeep.BEAT < presence.LATELY
