"""Rooms whose people come by ways of a test's choice: past nginx to one process each, or through a proxy."""

import urllib.request
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bench.latency import Way
from bench.load.browser import Browser
from bench.load.crowd import Crowd
from bench.patience import PATIENCE
from bench.plan import Plan
from bench.systems.cluster import Process
from tests.support.phones import Author, fill, leave, questions, teacher_of
from tests.support.school import School


def hears(process: Process) -> bool:
    """By its own numbers the process hears the others, and does not look for itself any more."""
    with urllib.request.urlopen(f"http://127.0.0.1:{process.port}/metrics", timeout=PATIENCE) as page:
        return b"\nshow_ticks_heard 1.0\n" in page.read()


class Through(Way):
    """A way to the program by any port."""

    def __init__(self, school: School, port: int) -> None:
        self.school, self.port, self.database = school, port, school.database
        self.cpu, self.rss_kib = school.cpu, school.rss_kib


async def the_teacher(school: School, port: int) -> Author:
    """The owner's browser, which comes by this port; all sessions are one."""
    teacher = await teacher_of(school)  # type: ignore[arg-type]
    there = Author(port)
    there.cookies, there.token = dict(teacher.cookies), teacher.token
    return there


def another_tab(browser: Browser) -> Browser:
    """The same browser, on a connection of its own."""
    tab = Browser(browser.port)
    tab.cookies, tab.path = dict(browser.cookies), browser.path
    return tab


@asynccontextmanager
async def a_room(school: School, count: int, asks: int, host_at: int, phones_at: int) -> AsyncIterator[Crowd]:
    """A room with its host and screen by one port, and so many phones by another."""
    teacher = await the_teacher(school, host_at)
    await teacher.write_quiz(questions(asks))
    hall = await Crowd.open(Through(school, host_at), teacher, Plan(count, 0, 0, 0.2))
    hall.system = Through(school, phones_at)
    try:
        await fill(hall, count)
        yield hall
    finally:
        leave(hall)


def apart(school: School, count: int, asks: int = 3) -> AbstractAsyncContextManager[Crowd]:
    """The host and the screen on the first process, so many students on the second."""
    here, elsewhere = (process.port for process in school.processes)
    return a_room(school, count, asks, here, elsewhere)
