"""The regions that are one participant's alone; all who ask while the reader is busy are read together."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from live.models.participant import Seat
from live.realtime.drawing import draw_own
from live.rendering import partials
from live.rooms.snapshot import Snapshot

Own = tuple[partials.Regions, bool]
"One participant's regions, and whether they have answered."
Read = Callable[..., Awaitable[Any]]
Begin = Callable[[Coroutine[Any, Any, None]], None]


class OwnRegions:
    """Reads them for one live room, on the hub's loop; `drawn` gives the room and the stage as they were drawn last."""

    def __init__(self, read: Read, begin: Begin, drawn: Callable[[], tuple[Snapshot | None, str]]) -> None:
        self.read, self.begin, self.drawn = read, begin, drawn
        self._waiting: dict[Seat, asyncio.Future[Own | Exception]] = {}  # whose are to be read next
        self._is_reading = False

    async def of(self, seat: Seat) -> Own:
        """This seat's own regions. Raises Refused when the seat is not good."""
        waiting = self._waiting.setdefault(seat, asyncio.get_running_loop().create_future())
        if not self._is_reading:
            self._is_reading = True
            self.begin(self._read_all())
        found = await asyncio.shield(waiting)
        if isinstance(found, Exception):
            raise found
        return found

    async def _read_all(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, {}
            owns = await self._read(list(waiting))
            for seat, future in waiting.items():
                future.set_result(owns[seat])
        self._is_reading = False

    async def _read(self, seats: list[Seat]) -> Mapping[Seat, Own | Exception]:
        """For each seat its regions, or why there are none; of a room that has gone they are empty."""
        snapshot, stage = self.drawn()
        if snapshot is None:
            return dict.fromkeys(seats, ({}, False))
        try:
            owns: Mapping[Seat, Own | Exception] = await self.read(draw_own, snapshot, stage, seats)
        except Exception as error:
            owns = dict.fromkeys(seats, error)
        return owns
