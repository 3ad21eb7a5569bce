"""Publishes this process's events ("room R moved") and hears those of the others, by Redis; at least one a second.

While Redis is away nothing is heard: the upkeep then looks for changes in the database (`Upkeep.watch`).
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, NoReturn

from channels.layers import get_channel_layer

GROUP = "ticks"
PULSE = 1.0
"Seconds after which a process sends an empty message, so that a loss is noticed."
SECONDS = 0.2
"Seconds between two messages that only count."
PACED = {"counted", "answered"}
PATIENCE = 1.0
"Seconds that the layer may take for anything; nobody else waits for it."
UNHEARD = 3
"Messages of our own that have not come back, from which on we take ourselves for deaf."
DEAF = 4.0
"Seconds without any message after which we subscribe anew."
LONGEST_WAIT = 2.0
LATE = 0.5
"Seconds under way after which a message counts as late."
MOST_PROCESSES = 100

Event = tuple[Any, ...]
"An event: its kind, and the ids that it is about."
logger = logging.getLogger(__name__)


class Ticks:
    """Sends and receives for one process, on the hub's loop; `hear` is given the events of the others.

    `is_up`: what this process says comes back to it, so it also hears the others. `missed`: since somebody last asked,
    something was not heard.
    """

    def __init__(self, hear: Callable[[Iterable[Event]], None]) -> None:
        self.hear = hear
        self.me = secrets.token_hex(8)
        self.is_up, self.missed = False, True
        self.sent = self.lost = self.late = self.failed = 0
        self._news: dict[Event, None] = {}
        self._said = asyncio.Event()
        self._due: asyncio.TimerHandle | None = None
        self._number = self._heard = 0
        self._numbers: dict[str, int] = {}
        self._spoke_at = self._heard_at = 0.0

    def tell(self, what: str, *about: Any) -> None:
        """Send an event soon; one that is told twice meanwhile is sent once."""
        self._news[what, *about] = None
        wait = self._spoke_at + SECONDS - time.monotonic() if what in PACED else 0.0
        if wait <= 0:
            self._said.set()
        elif self._due is None:
            self._due = asyncio.get_running_loop().call_later(wait, self._said.set)

    async def run(self) -> None:
        """Send and receive until cancelled, whatever becomes of Redis."""
        await asyncio.gather(self._speak(), self._listen())

    # --- the mouth ---------------------------------------------------------------------------------------------

    async def _speak(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(PULSE):  # wait_for of Python 3.11 would lose a cancellation now and then
                    await self._said.wait()
            self._said.clear()
            if self._due is not None:
                self._due.cancel()
                self._due = None
            news, self._news = list(self._news), {}
            self._number, self._spoke_at = self._number + 1, time.monotonic()
            try:
                async with asyncio.timeout(PATIENCE):
                    await get_channel_layer().group_send(GROUP, self._message(news))
                self.sent += 1
            except Exception as error:  # what could not be said is found by looking
                self.failed += 1
                self._note_cut_off(error)
                await asyncio.sleep(SECONDS)
            if self._number - self._heard >= UNHEARD:
                self._note_cut_off(TimeoutError("nothing comes back"))

    def _message(self, news: list[Event]) -> dict[str, Any]:
        return {"type": "tick", "by": self.me, "number": self._number, "at": time.time(), "news": news}

    def _note_cut_off(self, error: Exception) -> None:
        if self.is_up:
            logger.warning(
                "The ticks are cut off (%s); live rooms are read once a second", error or type(error).__name__
            )
        self.is_up = False

    # --- the ear -----------------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        wait = SECONDS
        while True:
            try:
                await self._subscribe()
            except Exception as error:
                self._note_cut_off(error)
            wait = SECONDS if self.is_up else min(2 * wait, LONGEST_WAIT)
            self.is_up = False
            await asyncio.sleep(wait)

    async def _subscribe(self) -> None:
        """Receive until there has been nothing for too long. Raises what the layer raises."""
        layer = get_channel_layer()
        hearing = None
        try:
            channel = await asyncio.wait_for(layer.new_channel(), PATIENCE)
            await asyncio.wait_for(layer.group_add(GROUP, channel), PATIENCE)
            self._heard_at = time.monotonic()
            hearing = asyncio.ensure_future(self._hear_all(layer, channel))
            while not hearing.done() and self._heard_at > time.monotonic() - DEAF:
                await asyncio.wait({hearing}, timeout=DEAF / 4)
            if hearing.done():
                hearing.result()
            raise TimeoutError("nothing is heard")
        finally:
            with suppress(Exception):  # first the layer forgets the channel: who stops to listen need not unsubscribe
                await asyncio.wait_for(layer.flush(), PATIENCE)
            if hearing is not None:
                hearing.cancel()

    async def _hear_all(self, layer: Any, channel: str) -> NoReturn:
        while True:
            message = await layer.receive(channel)
            self._heard_at = time.monotonic()
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        by, number = message["by"], message["number"]
        self.late += time.time() - message["at"] > LATE
        if by == self.me:
            self._heard = max(self._heard, number)
            self._comes_back()
            return
        before = self._numbers.get(by, number - 1)
        self.lost += max(0, number - before - 1)
        self.missed |= number > self._numbers.get(by, 0) + 1  # also what somebody new had said before we heard of them
        if by not in self._numbers and len(self._numbers) >= MOST_PROCESSES:
            self._numbers.clear()
        self._numbers[by] = max(before, number)
        self.hear(map(tuple, message["news"]))

    def _comes_back(self) -> None:
        if not self.is_up:
            logger.info("The ticks come through")
            self.is_up = self.missed = True
