"""The timer of one live room that closes its round when the time is up."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from live import clock
from live.models import Phase
from live.rooms import automatic_close
from live.rooms.snapshot import Snapshot

AFTER = 0.005
"Seconds behind the deadline, so that it has passed by any clock."


class CloseTimer:
    """Waits on the hub's loop for the deadline of the open round; `begin` starts a task that nobody waits for."""

    def __init__(self, room_id: int, begin: Callable[[Coroutine[Any, Any, None]], None]) -> None:
        self.room_id, self.begin = room_id, begin
        self._due: asyncio.TimerHandle | None = None

    def follow(self, now: Snapshot | None) -> None:
        """Wait for the deadline that a snapshot has, if any, instead of the one before."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if now is None or now.round is None or now.room.phase != Phase.OPEN or now.round.closes_at is None:
            return
        wait = max(0.0, (now.round.closes_at - clock.now()).total_seconds())
        self._due = asyncio.get_running_loop().call_later(wait + AFTER, self._close)

    def _close(self) -> None:
        self.begin(automatic_close.time_is_up(self.room_id))
