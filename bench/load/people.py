"""Who takes part: students, the host, the screen; each does what a browser with our pages does."""

import asyncio
import re
from time import perf_counter
from urllib.parse import urlencode

from bench.load.browser import Browser, found
from bench.load.http import Lost, Reply, Socket
from bench.patience import PATIENCE

LOOK = 0.75
"Seconds that the host looks at what a move has changed before the next press."

BEAT = b'<hx-partial hx-target="#beat"'
STAGE = b'hx-target="#stage"'
ANSWERED = re.compile(rb'id="answered".*?<b>(\d+)</b> of', re.DOTALL)
VERSION = re.compile(rb'name="version" value="(\d+)"')
FORM = re.compile(rb'<form id="vote"[^>]* hx-post="([^"]+)".*?name="round" value="(\d+)"(.*?)</form>', re.DOTALL)
CHOICE = re.compile(rb'name="choice" value="(\d+)"')


class Ears:
    """What all the sockets of a room hear, counted; and who still waits for the next stage."""

    def __init__(self) -> None:
        self.frames = self.bytes = self.beats = 0
        self.left = 0
        self.all_heard: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def expect(self, count: int) -> "asyncio.Future[float]":
        """When the next stage is at the last of so many students."""
        self.left, self.all_heard = count, asyncio.get_running_loop().create_future()
        return self.all_heard

    def heard(self, payload: bytes) -> bool:
        """Count a frame; False for a mere sign of life."""
        if payload.startswith(BEAT):
            self.beats += 1
            return False
        self.frames += 1
        self.bytes += len(payload)
        return True

    def stage(self, at: float) -> None:
        """One student has the new stage."""
        self.left -= 1
        if self.left == 0 and not self.all_heard.done():
            self.all_heard.set_result(at)


class Student:
    """One phone."""

    def __init__(self, port: int, ears: Ears) -> None:
        self.browser, self.ears = Browser(port), ears
        self.socket: Socket | None = None
        self.ready: asyncio.Future[float] | None = None
        self.stage, self.stage_at = b"", 0.0
        self.request, self.value = b"", ""
        self.round_id = 0
        self.sent_at = 0.0
        self.reply: Reply | None = None
        self.pages: list[Reply] = []

    @property
    def id(self) -> int:
        """The participant's number, which the seat's cookie begins with."""
        return int(self.browser.cookies["seat"][0].strip('"').split(":")[1])

    async def join(self, link: str) -> float:
        """From the QR's address to the first snapshot; when it was there."""
        door = await self.browser.visit(link)
        page = door.text
        action = found(r'<form method="post" action="([^"]+)"', page)
        name = found(r'name="suggested" value="([^"]+)"', page)
        room = await self.browser.submit(action, {"suggested": name})
        self.pages = [door, room]
        self.ready = asyncio.get_running_loop().create_future()
        self.socket = await self.browser.listen(room.text, self._hear)
        at = await asyncio.wait_for(self.ready, PATIENCE)
        return at

    def _hear(self, payload: bytes) -> None:
        at = perf_counter()
        if not self.ears.heard(payload) or STAGE not in payload:
            return
        self.stage, self.stage_at = payload, at
        if self.ready is not None and not self.ready.done():
            self.ready.set_result(at)
        else:
            self.ears.stage(at)

    def prepare(self, number: int) -> None:
        """Read the form that was pushed and choose; one choice for each number, in turn."""
        form = FORM.search(self.stage)
        if form is None:
            raise Lost(f"no answer form in the stage: {self.stage[:200]!r}")
        choices = CHOICE.findall(form[3])
        self.value, self.round_id = choices[number % len(choices)].decode(), int(form[2])
        body = urlencode({"round": self.round_id, "choice": self.value}).encode()
        self.request = self.browser.request("POST", form[1].decode(), body, htmx=True)
        self.reply = None

    async def answer(self) -> None:
        """Send the answer that was prepared, and wait until it is acknowledged."""
        self.sent_at = perf_counter()
        self.reply = await self.browser.http.send(self.request)

    @property
    def acknowledged(self) -> bool:
        """The page said "Received"."""
        return self.reply is not None and self.reply.status == 200 and b"Received" in self.reply.body

    def leave(self) -> None:
        """Close everything."""
        self.browser.http.close()
        if self.socket is not None:
            self.socket.close()


class Host:
    """The host's page of one room: its socket tells the version, its presses name it."""

    def __init__(self, browser: Browser, path: str, page: str, ears: Ears) -> None:
        self.browser, self.path, self.page, self.ears = browser, path, page, ears
        self.token = token(page)
        self.version = found(VERSION.pattern.decode(), page)
        self.socket: Socket | None = None
        self.newer = asyncio.Event()  # the page shows what the last press did; nobody presses the next button before
        self.newer.set()
        self.moved_at = -LOOK
        self.said = b""
        "What the last press was answered."

    async def listen(self) -> None:
        """Open the page's socket."""
        self.browser.path = self.path
        self.socket = await self.browser.listen(self.page, self._hear)

    def _hear(self, payload: bytes) -> None:
        if self.ears.heard(payload) and (match := VERSION.search(payload)):
            before, self.version = self.version, match[1].decode()
            if self.version != before:
                self.moved_at = perf_counter()
                self.newer.set()

    async def ready(self) -> None:
        """Wait until the page shows what the last press did, and look at it. Raises Lost when it never does."""
        try:
            await asyncio.wait_for(self.newer.wait(), PATIENCE)
        except TimeoutError:
            raise Lost(f"{self.path} still shows version {self.version}: {self.said!r}") from None
        await self.looks()

    async def looks(self) -> None:
        """Look at what has changed, as people do: sooner would be the second of two presses."""
        await asyncio.sleep(max(0.0, self.moved_at + LOOK - perf_counter()))

    async def press(self, move: str) -> None:
        """Make a move; the socket brings what it changes."""
        await self.ready()
        self.newer.clear()
        form = {"csrfmiddlewaretoken": self.token, "version": self.version, "live": "1", "move": move}
        request = self.browser.request("POST", f"{self.path}act/", urlencode(form).encode(), htmx=True)
        reply = await self.browser.send(request)
        if reply.status >= 400:
            raise Lost(f"{move} was refused with {reply.status}: {reply.body[-300:]!r}")
        self.said = reply.body[-300:]


def token(page: str) -> str:
    """The token without which a host's forms are refused."""
    return found(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)


class Screen:
    """The projector: it remembers when it showed which count."""

    def __init__(self, port: int, ears: Ears) -> None:
        self.browser, self.ears = Browser(port), ears
        self.counts: list[tuple[float, int]] = []
        self.awaited = 0
        self.all_shown: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.socket: Socket | None = None

    async def open(self, path: str) -> None:
        """Open the page and its socket."""
        page = await self.browser.visit(path)
        self.socket = await self.browser.listen(page.text, self._hear)

    def _hear(self, payload: bytes) -> None:
        at = perf_counter()
        if self.ears.heard(payload) and (match := ANSWERED.search(payload)):
            self.counts.append((at, int(match[1])))
            if self.counts[-1][1] >= self.awaited and not self.all_shown.done():
                self.all_shown.set_result(None)

    async def shows(self, count: int) -> None:
        """Wait until it has shown so many. Raises TimeoutError."""
        self.awaited, self.all_shown = count, asyncio.get_running_loop().create_future()
        if self.showed(count) is None:
            await asyncio.wait_for(self.all_shown, PATIENCE)

    def showed(self, count: int) -> float | None:
        """When it first showed that many."""
        return next((at for at, shown in self.counts if shown >= count), None)
