"""When a room is drawn again: what is out of date, one redraw at a time, counts at a pace, anew after a failure."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from live.realtime.attendance import Attendance
from live.realtime.pace import Pace
from live.refusal import GONE
from live.rendering import stages

ALL_AUDIENCES = frozenset(stages.REGIONS)
WATCHERS = ALL_AUDIENCES - {"play"}
"Participants get no counts while a round is open."
AGAIN = 1
"Seconds until a redraw that failed is tried again."

logger = logging.getLogger(__name__)


class Redraws:
    """Has the stages of one room drawn that are out of date and that somebody sees; runs on the hub's loop.

    `draw` draws those of some audiences that are. `counts_unseen`: whether counts are wanted although nobody watches.
    """

    def __init__(
        self,
        draw: Callable[[set[str]], Awaitable[None]],
        attendance: Attendance,
        pace: Pace,
        counts_unseen: Callable[[], bool],
    ) -> None:
        self.draw, self.attendance, self.pace, self.counts_unseen = draw, attendance, pace, counts_unseen
        self.stale = set(ALL_AUDIENCES)
        self.reading: set[str] = set()  # whose stages are being read at this moment
        self.drawing: asyncio.Task[None] | None = None
        self.due: asyncio.TimerHandle | None = None
        self._moved = self._uncounted = False
        self._whole = True  # more has changed than counts
        self._steady: set[str] = set()  # whose last regions stand but for counts
        self._counted_at = 0.0

    def mark(self, audiences: frozenset[str], counts: bool = False) -> None:
        """Mark the stages of these audiences, or only their `counts`, as out of date; whoever listens gets new ones.

        Counts come five times a second, or as often as the pace allows.
        """
        if audiences and not counts:
            self._whole = True
            self._steady.clear()
        self.stale |= audiences
        self._uncounted |= bool(audiences)
        is_wanted = self.attendance.audiences & self.stale or (self._uncounted and self.counts_unseen())
        if self.drawing is not None or not is_wanted:
            return
        wait = 0.0 if self._moved else max(0.0, self._counted_at + self.pace.seconds - time.monotonic())
        if self.due is not None:
            self.due.cancel()
        self.due = asyncio.get_running_loop().call_later(wait, self._draw_now)

    def mark_moved(self) -> None:
        """Mark everything as out of date, as the room has moved: it waits for no pace."""
        self._moved = True
        self.mark(ALL_AUDIENCES)

    def is_behind(self, audience: str) -> bool:
        """Whether what this audience was shown last is out of date, or being read."""
        return audience in self.stale | self.reading

    async def next_end(self, audience: str) -> None:
        """Wait for the end of the redraw that is under way, else of one that begins now with this audience."""
        await asyncio.shield(self.drawing or self._begin(self.attendance.audiences | {audience}))

    # --- for whoever draws -------------------------------------------------------------------------------------

    @contextmanager
    def taken(self, audiences: set[str]) -> Iterator[set[str]]:
        """Take those of these audiences that are out of date, and draw them in the block.

        Those that are still among `reading` when it fails are out of date again.
        """
        redraw = audiences & self.stale
        self.stale -= redraw
        self.reading = set(redraw)
        self._moved, self._uncounted, self._counted_at = False, False, time.monotonic()
        self.pace.counted()
        try:
            yield redraw
        except BaseException:
            self.stale |= self.reading
            self._whole = True
            raise
        finally:
            self.reading = set()
        if not self._whole:
            self._steady |= redraw

    def only_counts(self, audiences: set[str]) -> bool:
        """Whether nothing but counts of these has changed; asked once a redraw, before it reads."""
        whole, self._whole = self._whole, False
        return not whole and audiences <= self._steady

    # --- one at a time -----------------------------------------------------------------------------------------

    def _draw_now(self) -> None:
        self.due = None
        if self.drawing is None:
            self._begin(self.attendance.audiences)

    def _begin(self, audiences: set[str]) -> "asyncio.Task[None]":
        self.drawing = asyncio.ensure_future(self._draw(audiences))
        self.drawing.add_done_callback(_retrieve_exception)
        return self.drawing

    async def _draw(self, audiences: set[str]) -> None:
        """Draw, and send it to the last socket before the next redraw: nothing older follows something newer."""
        if self.due is not None:
            self.due.cancel()
            self.due = None
        try:
            await self.draw(audiences)
        except Exception as error:
            self.drawing = None
            if not isinstance(error, GONE):
                logger.exception("A room could not be drawn; once more in a moment")
            asyncio.get_running_loop().call_later(AGAIN, self.mark, frozenset())
            raise
        self.drawing = None
        self.mark(frozenset())


def _retrieve_exception(drawing: "asyncio.Task[None]") -> None:
    """Take the exception of a redraw that failed, which has been logged, so that asyncio does not log it again."""
    if not drawing.cancelled():
        drawing.exception()
