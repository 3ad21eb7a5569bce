"""The database is stopped (T9), or a black hole swallows all on the way to it (T12), while a class answers."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from time import perf_counter

import pytest

from bench.latency import Way
from bench.load.browser import Browser
from bench.load.crowd import Crowd
from bench.load.http import Reply
from bench.systems.cluster import Process
from live.asgi.admission import AT_ONCE
from live.consumers import LATER
from tests.clusters.test_faults import insisting, stored, told
from tests.support.fixtures.broken import Bars
from tests.support.hole import Hole, a_hole
from tests.support.phones import CUT_OFF, Phone, a_hall, fill, moves, phones, play, press, until
from tests.support.school import School
from tests.support.ways import another_tab, apart

AGAIN = b"Not received yet"
LONGEST = 10
"Seconds for which anybody waits who asks while the database is silent."
OWN_THREADS = 16
"Beside those for requests: the loop, the writer, the reader, the pool's four, a probe, the loop's own helpers."


class Warned:
    """What the host's page and a phone say of the database: all that their sockets bring passes through here."""

    def __init__(self, hall: Crowd, phone: Phone) -> None:
        self.host = self.phone = False
        assert hall.host.socket
        assert phone.socket
        hear_host, hear_phone = hall.host.socket.hear, phone.socket.hear

        def host(payload: bytes) -> None:
            hear_host(payload)
            self.host = self._says(payload, b"The database does not answer.", self.host)

        def student(payload: bytes) -> None:
            hear_phone(payload)
            self.phone = self._says(payload, b"One moment.", self.phone)

        hall.host.socket.hear, phone.socket.hear = host, student

    @staticmethod
    def _says(payload: bytes, words: bytes, before: bool) -> bool:
        return words in payload if b'"#outage"' in payload else before


def threads(process: Process) -> int:
    """How many it has."""
    return len(os.listdir(f"/proc/{process.pid}/task"))


async def most_threads(school: School, most: Counter[int]) -> None:
    """Look again and again, until cancelled."""
    while True:
        for process in school.processes:
            most[process.port] = max(most[process.port], threads(process))
        await asyncio.sleep(0.05)


async def told_to_tap_again(some: list[Phone]) -> float:
    """They tap, and none is told that it was received; how long the last one waited."""
    began = perf_counter()
    await asyncio.gather(*(each.answer() for each in some))
    assert Counter(each.reply.status for each in some if each.reply) == {503: len(some)}
    assert all(AGAIN in each.reply.body for each in some if each.reply)
    return perf_counter() - began


async def are_sent_away(some: list[Phone]) -> None:
    """Their sockets break off; what they open instead is refused, or ended as something to come back to."""
    for each in some:
        assert each.socket
        each.socket.close()
        with suppress(*CUT_OFF):
            each.socket = await each.browser.listen(each.page, each._hear)
    await until(lambda: not any(each.is_connected for each in some), "their sockets are ended")
    assert {each.socket.closed_with for each in some if each.socket} <= {None, LATER}


async def a_page(browser: Browser, path: str) -> Reply:
    """A page in another tab."""
    tab = another_tab(browser)
    reply = await tab.send(tab.request("GET", path))
    tab.http.close()
    return reply


async def while_it_is_stopped(
    school: School, hall: Crowd, early: list[Phone], late: list[Phone], seconds: int, bars: Bars
) -> Warned:
    """Everybody asks, taps and presses, and is told; no process starts more threads than it may."""
    began, most = perf_counter(), Counter[int]()
    warned, watching = Warned(hall, early[0]), asyncio.ensure_future(most_threads(school, most))
    tapping = asyncio.ensure_future(told_to_tap_again(late))
    paths = ["/quizzes/", hall.host.path] * 20
    tabs = [asyncio.ensure_future(a_page(hall.host.browser, path)) for path in paths]
    await until(lambda: warned.host and warned.phone, "the host's page and a student's say so")
    bars.hold("9 PostgreSQL stopped: the host's page says so after", perf_counter() - began, 5)
    bars.hold("9 PostgreSQL stopped: the last who taps is told after", await tapping, 6)
    pressed = await press(hall, move="close")
    assert (pressed.status, AGAIN in pressed.body) == (503, True)
    page = await a_page(early[0].browser, early[0].browser.path)
    assert (page.status, page.headers("refresh"), b"What was received is safe." in page.body) == (503, ["5"], True)
    await are_sent_away(early[1:6])
    await asyncio.sleep(max(0.0, began + seconds - perf_counter()))
    if seconds > LONGEST:
        assert {tab.result().status for tab in tabs} == {503}
    watching.cancel()
    assert max(most.values()) <= AT_ONCE + OWN_THREADS
    bars.hold("9 PostgreSQL stopped: threads of a process", max(most.values()), AT_ONCE + OWN_THREADS, "")
    return warned


def test_while_the_database_is_stopped_people_are_told_and_afterwards_all_goes_on(school: School, size, bars):
    count, seconds = size(60, 500), size(4, 20)

    async def story():
        async with a_hall(school, count) as hall:  # type: ignore[arg-type]
            await moves(hall, "open")
            hall.prepare()
            early, late = phones(hall)[: count // 3], phones(hall)[count // 3 :]
            await asyncio.gather(*(each.answer() for each in early))
            acknowledged = told(hall)
            assert len(acknowledged) == len(early)
            school.postgresql.hold()
            try:
                warned = await while_it_is_stopped(school, hall, early, late, seconds, bars)
                assert told(hall) == acknowledged
            finally:
                school.postgresql.go_on()
            since = perf_counter()
            await asyncio.gather(*insisting(hall, 0), *(each.come_back() for each in early[1:6]))
            await until(lambda: not (warned.host or warned.phone), "the pages say so no more")
            bars.hold("9 PostgreSQL goes on: all received, and no page warns, after", perf_counter() - since, 5)
            assert stored(school, hall) == told(hall) == {each.id: each.value for each in hall.students}
            await moves(hall, "close", "reveal")

    before = [len(process.words) for process in school.processes]
    play(story())
    said = [process.words[length:] for process, length in zip(school.processes, before, strict=True)]
    assert not any("Traceback" in words for words in said), said


@pytest.fixture
def far(school: School) -> Iterator[tuple[Hole, Process]]:
    """A third process, and the hole between it and the database."""
    with a_hole(school.postgresql.port) as hole:
        address = school.database.replace(f":{school.postgresql.port}/", f":{hole.port}/")
        process = Process({**school.environment, "DATABASE_URL": address})
        yield hole, process
        hole.is_black = False
        assert process.stop() == 0


def test_who_is_behind_a_black_hole_holds_nobody_else_up_and_is_right_afterwards(school: School, far, size, bars):
    count, seconds = size(20, 200), size(4, 120)
    hole, process = far

    async def in_the_hole(hall: Crowd, near: list[Phone], behind: list[Phone]) -> Warned:
        began, warned = perf_counter(), Warned(hall, behind[0])
        tapping = asyncio.ensure_future(told_to_tap_again(behind))
        await asyncio.gather(*(each.answer() for each in near))
        bars.hold("12 black hole: the others' answers are received after", perf_counter() - began, 1)
        assert all(each.acknowledged for each in near)
        pressing = perf_counter()
        await hall.host.press("close")
        bars.hold("12 black hole: the others' host waits for a move", perf_counter() - pressing, 6)
        await until(lambda: warned.phone, "who is behind it is told")
        await tapping
        assert not warned.host
        await asyncio.sleep(max(0.0, began + seconds - perf_counter()))
        return warned

    async def story():
        async with apart(school, count, asks=3) as hall:
            near, hall.system = phones(hall), Way(school, process)
            behind = await fill(hall, count)
            await moves(hall, "open")
            hall.prepare()
            await asyncio.gather(*(each.answer() for each in behind[::2]))
            hole.is_black = True
            warned = await in_the_hole(hall, near, behind[1::2])
            hole.is_black = False
            since = perf_counter()
            await until(lambda: all(b"Answers are closed." in each.stage for each in behind), "their pages are right")
            await until(lambda: not warned.phone, "and warn no more")
            bars.hold("12 black hole: the pages behind it are right after its end", perf_counter() - since, 5)
            assert stored(school, hall) == told(hall)
            await moves(hall, "reveal", "open")
            await asyncio.gather(*insisting(hall, 0))
            assert stored(school, hall) == {each.id: each.value for each in hall.students}

    play(story())
