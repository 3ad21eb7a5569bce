"""One open socket: what it shows, and the newest of each region while it is slow."""

import asyncio
import time
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator
from dataclasses import dataclass, field
from typing import Any

from live.asgi.messages import NO_ACCESS, frame, write_now
from live.models.participant import Seat
from live.rendering import partials, slots
from live.rooms.snapshot import Snapshot

MOST_ALIKE = 50
"Strings of one push that are kept for other sockets; a reveal makes as many as there are students."
OPEN = "controls open"
"Before the names of regions: their push, in which the controls of a question have their slots still."
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
    sounds: bool = False
    "Whether its page plays sounds."
    answered: int = 0
    "The number of the room's last batch that had an answer of this seat."
    busy: bool = False
    finishing: "asyncio.Future[None] | None" = None
    closed: bool = False
    is_warned: bool = False
    "Whether its page shows that the database is away."
    latest: "tuple[Snapshot, partials.Regions, partials.Regions] | None" = None
    "What a slow socket shows next: the newest of each region that its audience shares, and of each of its own."

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
            self.latest = snapshot, *self._newest(regions, own)
            return
        if "stage" in regions and self.shown.get("stage") != regions["stage"]:
            self.shown.pop("controls", None)  # a new stage has empty ones
        changed = {name: html for name, html in regions.items() if self.shown.get(name) != html}
        mine = {name: html for name, html in own.items() if self.shown.get(name) != html}
        if not changed and not mine:
            return
        alike = self.audience, *changed
        if alike not in strings:
            strings[OPEN, *alike] = partials.push(snapshot, changed, focus, anew)
            strings[alike] = slots.empty_controls(strings[OPEN, *alike])
        self.shown.update(changed, **mine)
        self.send(_whole(alike, mine, strings))

    def _newest(self, regions: partials.Regions, own: partials.Regions) -> tuple[partials.Regions, partials.Regions]:
        """What waits for this socket with these laid over it; controls of an earlier stage wait no longer."""
        _snapshot, shared, mine = self.latest or (None, {}, {})
        if "stage" in regions and shared.get("stage", self.shown.get("stage")) != regions["stage"]:
            mine = {name: html for name, html in mine.items() if name != "controls"}
        return {**shared, **regions}, {**mine, **own}

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
            (snapshot, regions, own), self.latest = self.latest, None
            self.show(snapshot, regions, own, {})


def _whole(alike: tuple[str, ...], mine: partials.Regions, strings: dict[tuple[str, ...], str]) -> str:
    """What a socket is sent: the push that its audience shares, and its own; `strings` keeps what others are sent, too.

    htmx looks for all places before it fills the first, so a new stage has its participant's controls in it already.
    """
    whole = *alike, *mine.values()
    if whole in strings:
        return strings[whole]
    shared, controls = strings[OPEN, *alike], mine.get("controls", "")
    is_filled = controls and slots.CONTROLS in shared
    text = (slots.with_controls(shared, controls) if is_filled else strings[alike]) + partials.push_own(mine)
    if len(strings) < MOST_ALIKE:
        strings[whole] = text
    return text


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
