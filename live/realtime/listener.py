"""One open socket: what it shows, and the newest of each region while it is slow."""

import asyncio
import time
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator
from dataclasses import dataclass, field
from typing import Any

from live.asgi.messages import NO_ACCESS, frame, write_now
from live.models.participant import Seat
from live.rendering import partials
from live.rooms.snapshot import Snapshot

MOST_ALIKE = 50
"Strings of one push that are kept for other sockets; a reveal makes as many as there are students."
Send = Callable[[Any], Awaitable[None]]


@dataclass(eq=False)
class Listener:
    """A socket of one audience in one room. `key` is the screen key or host pass that it came with, if any."""

    room_id: int
    audience: str
    asgi_send: Send
    state_url: str = ""
    "The address that its page polls when it hears nothing; known once it has been sent all regions."
    seat: Seat | None = None
    key: str | int | None = None
    session: str = ""
    since: float = field(default_factory=time.monotonic)
    teacher_id: int | None = None
    shown: partials.Regions = field(default_factory=dict)
    follows: bool = False
    "Whether this screen may follow the room to a new address."
    answered: int = 0
    "The number of the room's last batch that had an answer of this seat."
    busy: bool = False
    finishing: "asyncio.Future[None] | None" = None
    closed: bool = False
    is_warned: bool = False
    "Whether its page shows that the database is away."
    latest: "tuple[Snapshot, partials.Regions] | None" = None
    "What a slow socket shows next: the newest of each region."

    def __post_init__(self) -> None:
        self.write_now = write_now(self.asgi_send)

    def show(
        self,
        snapshot: Snapshot,
        regions: partials.Regions,
        own: partials.Regions,
        strings: dict[tuple[str, ...], str],
        focus: bool = False,
        anew: bool = True,
    ) -> None:
        """Send the regions that differ from what this socket shows; what an audience shares is made once."""
        if self.busy:
            self.latest = snapshot, {**(self.latest[1] if self.latest else {}), **regions, **own}
            return
        if "stage" in regions and self.shown.get("stage") != regions["stage"]:
            self.shown.pop("given", None)  # a new stage has empty controls
        changed = tuple(name for name, html in regions.items() if self.shown.get(name) != html)
        mine = {name: html for name, html in own.items() if self.shown.get(name) != html}
        if not changed and not mine:
            return
        alike = self.audience, *changed
        if alike not in strings:
            strings[alike] = partials.push(snapshot, {name: regions[name] for name in changed}, focus, anew)
        whole = *alike, *mine.values()
        if whole not in strings and len(strings) < MOST_ALIKE:
            strings[whole] = strings[alike] + partials.push_own(mine)
        self.shown.update({name: regions[name] for name in changed}, **mine)
        self.send(strings.get(whole) or strings[alike] + partials.push_own(mine))

    def beat(self) -> None:
        """Send a sign of life, without which the page opens a new socket; a slow socket has data on its way instead."""
        if self.state_url and not self.busy:
            self.send(partials.beat(self.state_url))

    def warn(self, html: str, is_on: bool) -> None:
        """Tell the page that the database went away or came back; a slow socket is told later."""
        if self.is_warned != is_on and not self.busy:
            self.is_warned = is_on
            self.send(html)

    def send(self, text: str) -> None:
        """Send without waiting; past the server's queues where it lets us."""
        if self.closed or (not self.busy and self.write_now and self.write_now(frame(text))):
            return
        self._step(self.asgi_send({"type": "websocket.send", "text": text}))

    def close(self, last: str = "") -> None:
        """Close for good, with a last word where nothing else is on its way."""
        if last and not self.busy:
            self.send(last)
        if not self.closed:
            self._step(self.asgi_send({"type": "websocket.close", "code": NO_ACCESS}))
            self.closed = True

    def _step(self, sending: Awaitable[None]) -> None:
        """Run a send at once as far as it goes (with daphne: to its end), and only then make a task of it."""
        assert isinstance(sending, Coroutine)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        except Exception:
            self.closed = True
            return
        self.busy = True
        self.finishing = asyncio.ensure_future(self._finish(sending, waits_for))

    async def _finish(self, sending: Coroutine[Any, Any, None], waits_for: Any) -> None:
        try:
            await _rest(sending, waits_for)
        except Exception:
            self.closed = True
        self.busy = False
        if self.latest is not None:
            (snapshot, regions), self.latest = self.latest, None
            self.show(snapshot, regions, {}, {})


@types.coroutine
def _rest(sending: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    """Finish a coroutine that was stepped once already."""
    while True:
        try:
            try:
                yield waits_for
            except BaseException as error:
                waits_for = sending.throw(error)
            else:
                waits_for = sending.send(None)
        except StopIteration:
            return
