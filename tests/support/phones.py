"""A room on a real server, and phones that do what a browser and its owner do when the server goes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from math import inf
from random import Random
from time import perf_counter
from typing import Any, TypeVar
from urllib.parse import urlencode

from bench.load.crowd import AIKEN, Crowd, Teacher
from bench.load.http import Lost, Reply
from bench.load.people import Host, Student
from bench.patience import PATIENCE
from bench.plan import Plan
from tests.support.looking import look
from tests.support.server import Server

T = TypeVar("T")
CUT_OFF = (Lost, OSError, TimeoutError)
LONGEST_STORY = 3600.0
"Seconds after which a story has come to a halt; each of its own waits is bounded by PATIENCE."
MINE = b'id="mine"'
dice = Random(3)


def play(story: Coroutine[Any, Any, T]) -> T:
    """Run a test's story in a loop of its own, then end what it left behind. Its result."""

    async def whole() -> T:
        try:
            return await asyncio.wait_for(story, LONGEST_STORY)
        finally:
            await _tidy_up()

    return asyncio.run(whole())


async def _tidy_up() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for transport in list(asyncio.get_running_loop()._transports.values()):  # type: ignore[attr-defined]
        transport.abort()
    await asyncio.sleep(0)  # lets the loop see the cuts


async def until(condition: Callable[[], bool], what: str) -> float:
    """Wait until something holds; how long it took."""
    began = perf_counter()
    while not condition():
        assert perf_counter() - began < PATIENCE, f"not within {PATIENCE} s: {what}"
        await asyncio.sleep(0.01)
    return perf_counter() - began


class Phone(Student):
    """A phone whose socket comes back as htmx's does, and whose owner taps again until "Received" is there."""

    page = ""
    mine = b""
    failures: int

    async def join(self, link: str) -> float:
        """Come in by the QR."""
        at = await super().join(link)
        self.page, self.failures = self.pages[-1].text, 0
        return at

    def _hear(self, payload: bytes) -> None:
        super()._hear(payload)
        if MINE in payload:
            self.mine = payload

    @property
    def is_connected(self) -> bool:
        """Its socket stands."""
        return self.socket is not None and not self.socket.transport.is_closing() and self.socket.closed_with is None

    async def insist(self, after: float = 0.0) -> None:
        """Answer after so many seconds, again and again until it is acknowledged."""
        await asyncio.sleep(after)
        while not self.acknowledged:
            try:
                await self.answer()
            except CUT_OFF:
                self.failures += 1
                self.browser.http.close()
                await asyncio.sleep(0.1)

    async def come_back(self) -> float:
        """Open the socket again as htmx does: after half a second, then less and less often. When the snapshot came."""
        wait = 0.5
        while True:
            await asyncio.sleep(wait * dice.uniform(0.7, 1.3))
            try:
                return await self.look_again()
            except CUT_OFF:
                wait = min(2 * wait, 4)

    async def look_again(self) -> float:
        """Open a new socket; when its snapshot was there."""
        if self.socket is not None:
            self.socket.close()
        self.ready = asyncio.get_running_loop().create_future()
        self.socket = await self.browser.listen(self.page, self._hear)
        return await asyncio.wait_for(self.ready, PATIENCE)


class Author(Teacher):
    """A teacher's browser, which writes any quiz and starts the one it wrote last."""

    quiz = ""

    async def write_quiz(self, text: str, title: str = "A full hall") -> None:
        """Write a quiz in the Aiken format."""
        await self.submit("/quizzes/new/", {**self.token, "title": title})
        self.quiz = self.path
        await self.bring(f"{self.quiz}paste/", text)

    async def start_quiz(self) -> Reply:
        """Start it, which leads to the host's page."""
        return await self.submit(f"{self.quiz}start/", self.token)


async def teacher_of(server: Server) -> Author:
    """A browser that is signed in; the printed link is used once for each start of a server."""
    signed_in: Teacher | None = getattr(server, "teacher", None)
    if signed_in is None:
        signed_in = Teacher(server.port)
        await signed_in.sign_in(server.sign_in)
        server.teacher = signed_in  # type: ignore[attr-defined]
        signed_in.http.close()
    fresh = Author(server.port)  # connections belong to one test's loop
    fresh.cookies, fresh.token = signed_in.cookies, signed_in.token
    return fresh


def questions(count: int) -> str:
    """So many questions with four choices."""
    return "".join(AIKEN.format(number=number) for number in range(1, count + 1))


@asynccontextmanager
async def a_hall(server: Server, count: int, asks: int = 3, seconds: float = 0.0) -> AsyncIterator[Crowd]:
    """A room with its host, its screen and so many phones; everybody goes at the end."""
    teacher = await teacher_of(server)
    await teacher.write_quiz(questions(asks))
    hall = await Crowd.open(server, teacher, Plan(count, 0, 0, 0.2))
    try:
        await fill(hall, count, seconds)
        yield hall
    finally:
        leave(hall)
        await asyncio.sleep(0)


async def fill(hall: Crowd, count: int, seconds: float = 0.0) -> list[Phone]:
    """So many phones join, and listen."""
    new = [Phone(hall.system.port, hall.ears) for _ in range(count)]
    steps = max(seconds, count / 300)  # a hall of 1,000 does not come within one second
    await asyncio.gather(*(_joins(each, hall.link, steps * number / count) for number, each in enumerate(new)))
    hall.students += new
    return new


async def _joins(phone: Phone, link: str, after: float) -> None:
    await asyncio.sleep(after)
    await phone.join(link)


def phones(hall: Crowd) -> list[Phone]:
    """Everybody's phone."""
    return [each for each in hall.students if isinstance(each, Phone)]


def leave(hall: Crowd) -> None:
    """Everybody goes, the host too."""
    hall.leave()
    for browser in (hall.host.browser, hall.screen.browser):
        browser.http.close()


async def press(hall: Crowd, **fields: str) -> Reply:
    """The host presses any button, from the version that the page shows."""
    return await press_as(hall.host, **fields)


async def press_as(host: Host, **fields: str) -> Reply:
    """Any host of a room does so, after a look."""
    await host.looks()
    form = {"csrfmiddlewaretoken": host.token, "version": host.version, "live": "1", **fields}
    return await host.browser.send(host.browser.request("POST", f"{host.path}act/", urlencode(form).encode(), True))


async def presses(hall: Crowd, **fields: str) -> None:
    """The same, and it is taken."""
    reply = await press(hall, **fields)
    assert (reply.status, "said-" in reply.text) == (200, False), reply.text


async def moves(hall: Crowd, *names: str) -> None:
    """The host moves on, each time when all phones and the host's own page show the last move."""
    for name in names:
        before = hall.host.version
        await has_looked(hall)
        await hall.press(name)
        await until(lambda before=before: hall.host.version != before, f"the host sees {name}")  # type: ignore[misc]


async def has_looked(hall: Crowd) -> None:
    """The host has looked at the last move, as people do before they press; the look takes no time."""
    await asyncio.to_thread(look, hall.system.database, int(hall.host.path.split("/")[2]))
    hall.host.moved_at = -inf


async def timed(work: Awaitable[Any]) -> float:
    """Seconds that something takes."""
    began = perf_counter()
    await work
    return perf_counter() - began
