"""When a room sounds: what has happened between two snapshots, and the last seconds of a clock."""

import asyncio
import time
from datetime import datetime, timedelta

from live import clock
from live.models import Phase
from live.models.round import PUSH_TAKES
from live.realtime.listener import Listener
from live.rendering import sounds
from live.rendering.standings import standings_context
from live.rendering.tallies import is_covered
from live.rooms.snapshot import Snapshot

LAST = timedelta(seconds=5) + PUSH_TAKES
"How long before a round closes it begins to tick: one sound has five ticks, the first while a 5 is on the screen."
KNOCKS_APART = 0.25
"Seconds; who comes in between is not heard by themselves."
OF_PHASE = {Phase.OPEN: "open", Phase.CLOSED: "close", Phase.REVEALED: "reveal", Phase.ENDED: "podium"}


class Sounds:
    """Plays a room's sounds on those of its screens that have them on; runs on the hub's loop.

    `listeners`: the sockets of these screens. While there are none nothing is done.
    """

    def __init__(self, listeners: set[Listener]) -> None:
        self.listeners = listeners
        self.knocked_at = 0.0
        self.closes_at: datetime | None = None
        self.due: asyncio.TimerHandle | None = None  # until the ticks begin
        self.ticks = False  # they have begun, and nothing else was played since

    def drawn(self, before: Snapshot | None, now: Snapshot) -> None:
        """Play what has happened between two snapshots, once the screens show the later one."""
        if not self.listeners or before is None:
            return
        moved = self._follow_clock(now)
        name = happened(before, now)
        if name == "join" and not self._may_knock():
            return
        if name or (moved and self.ticks):
            self._play(name)

    def _may_knock(self) -> bool:
        """Whether the last knock is long enough ago; from now on this is the last one."""
        last, now = self.knocked_at, time.monotonic()
        if now - last < KNOCKS_APART:
            return False
        self.knocked_at = now
        return True

    def _follow_clock(self, now: Snapshot) -> bool:
        """Have the ticks begin in time, and tell whether the clock runs to another end than before, or to none."""
        closes_at = now.round.closes_at if now.round and now.phase == Phase.OPEN else None
        if closes_at == self.closes_at:
            return False
        self.closes_at = closes_at
        if self.due is not None:
            self.due.cancel()
        wait = (closes_at - LAST - clock.now()).total_seconds() if closes_at else 0.0
        self.due = asyncio.get_running_loop().call_later(wait, self._tick) if wait > 0 else None
        return True

    def _tick(self) -> None:
        self.due = None
        self._play("last")
        self.ticks = True

    def _play(self, name: str) -> None:
        """Send a sound, or "" for silence, to all but slow sockets: it would come when it is over."""
        self.ticks = False
        for listener in self.listeners:
            if listener.shown and not listener.busy:
                listener.send(sounds.cue(name))


def happened(before: Snapshot, now: Snapshot) -> str:
    """Name the sound of what a screen shows now and did not show before; "" for none."""
    if now.phase == Phase.LOBBY:
        return "join" if {person.id for person in now.people} - {person.id for person in before.people} else ""
    if _shown(before) == _shown(now) or (now.phase == Phase.REVEALED and is_covered(now, "screen")):
        return ""
    if now.phase == Phase.ENDED and not standings_context(now, host=False)["podium"]:
        return ""
    return OF_PHASE.get(now.phase, "")


def _shown(snapshot: Snapshot) -> tuple[Phase, int | None, bool]:
    """What a screen shows, as far as it sounds; results that were covered are shown when they are not any more."""
    covered = snapshot.phase == Phase.REVEALED and is_covered(snapshot, "screen")
    return snapshot.phase, snapshot.round.pk if snapshot.round else None, covered
