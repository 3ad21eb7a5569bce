"""Per process: who listens where; a tick comes in, stages go out. Every page reads its stage here too."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import OperationalError, connection

from live import clock, stage
from live.ballot import News, ballot
from live.drawn import View, time_is_up
from live.hall import ALL_AUDIENCES, WATCHERS, Hall
from live.models import Participant, Response, Room
from live.models.participant import Seat
from live.wire import Listener

BEAT = 20
FORGOTTEN = 120
"Seconds after which a room that nobody looks at is dropped from memory."

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Hub:
    """The registry of one process. All of it runs on one event loop; the database is read in one thread of its own."""

    def __init__(self) -> None:
        self.halls: dict[int, Hall] = {}
        self.doors: dict[str, Room] = {}  # by room key, as they have been since the last move anywhere
        self.moves = 0
        self.loop: asyncio.AbstractEventLoop | None = None
        self.beating: asyncio.Task[None] | None = None
        self.begun: set[asyncio.Future[None]] = set()
        self._reader = ThreadPoolExecutor(1, "reader")
        ballot.tell = self._told

    # --- looking -----------------------------------------------------------------------------------------------

    async def read(self, work: Callable[..., T], *args: Any) -> T:
        """Run something that reads the database in the reader's thread, which keeps its connection."""
        self._wake()
        return await asyncio.get_running_loop().run_in_executor(self._reader, _twice, work, *args)

    async def view(self, room_id: int, audience: str, seat: Seat | None = None) -> View | None:
        """What this viewer sees now, or None when the room is gone. Raises Refused when the seat is not good."""
        self._wake()
        view = await self._hall(room_id).view(audience, seat)
        if view is None:
            self.halls.pop(room_id, None)
        return view

    async def received(self, seat: Seat, response: Response) -> str:
        """What acknowledges an answer that has been stored."""
        self._wake()
        return await self._hall(seat.room_id).acknowledge(seat, response)

    async def room_by_key(self, key: str) -> Room | None:
        """The room of a QR or join link; a class that comes at once asks the database but once."""
        if key in self.doors:
            return self.doors[key]
        moves = self.moves
        room = await self.read(lambda: Room.objects.filter(key=key).first())
        if room is not None and moves == self.moves:
            self.doors[key] = room
        return room

    def nickname_keys(self, room_id: int) -> frozenset[str]:
        """What makes the nicknames there unique, as far as is known here without asking the database."""
        hall = self.halls.get(room_id)
        return hall.lesson.nickname_keys if hall and hall.lesson else frozenset()

    def seen(self, seat: Seat, round_id: int | None = None) -> None:
        """A participant without a socket was here just now; who was sent an open round stays until it closes."""
        hall = self._hall(seat.room_id)
        if hall.presence.saw(seat.participant_id, round_id):
            hall.mark(WATCHERS)

    def left(self, seat: Seat) -> None:
        """A participant went by their own word: their sockets end."""
        hall = self._hall(seat.room_id)
        hall.presence.left(seat.participant_id)
        self._end(lambda each: each.seat == seat)
        hall.mark(WATCHERS)

    def look_again(self, room_id: int) -> None:
        """Who hosts asks for their page anew: whatever was kept of it is drawn again. From any thread."""
        self._soon(self._look_again, room_id)

    def _look_again(self, room_id: int) -> None:
        if room_id in self.halls:
            self.halls[room_id].mark(WATCHERS)

    def is_here(self, room_id: int, participant_id: int) -> bool:
        """The participant has a socket, or asked for something a moment ago."""
        hall = self.halls.get(room_id)
        return hall is not None and participant_id in hall.here()

    # --- sockets -----------------------------------------------------------------------------------------------

    async def listen(self, listener: Listener, link: Callable[[View], str]) -> bool:
        """Register a socket and send it a snapshot; `link` draws the quiet variant of the link box. False: no room."""
        self._wake()
        hall = self._hall(listener.room_id)
        hall.add(listener)
        view = await hall.view_of(listener)
        if view is None:
            hall.drop(listener)
            return False
        hall.give_way(listener)
        listener.shown = dict(view.regions)
        listener.send(stage.snapshot(view.lesson, view.regions) + link(view))
        if listener.seat:
            hall.mark(WATCHERS)
        return True

    def leave(self, listener: Listener) -> None:
        """A socket is gone."""
        hall = self.halls.get(listener.room_id)
        if hall is None:
            return
        hall.drop(listener)
        if listener.seat:
            hall.mark(WATCHERS)

    def end_session(self, key: str | None) -> None:
        """Somebody signed out: the sockets of that session end. From any thread."""
        self._soon(self._end, lambda each: bool(key) and each.session == key)

    def end_teacher(self, teacher_id: int) -> None:
        """A password changed, or a teacher was removed: all their sockets end. From any thread."""
        self._soon(self._end, lambda each: each.teacher_id == teacher_id)

    def _end(self, whose: Callable[[Listener], bool]) -> None:
        for hall in self.halls.values():
            for listener in [each for each in hall.listeners if whose(each)]:
                hall.dismiss(listener)

    # --- ticks -------------------------------------------------------------------------------------------------

    def tick(self, room_id: int, moved: bool) -> None:
        """The room changed: `moved` for everybody, else only the counts."""
        if moved:
            self.moves += 1
            self.doors.clear()
        if room_id in self.halls:
            self.halls[room_id].tick(moved)

    def _told(self, news: News) -> None:
        """The ballot has committed (in the ballot's thread)."""
        self._soon(self._take, news)

    def _take(self, news: News) -> None:
        for room_id in news.moved:
            self.tick(room_id, moved=True)
        for room_id in news.counted - news.moved:
            self.tick(room_id, moved=False)
        for hall in [self.halls[pk] for pk in news.counted if pk in self.halls]:
            hall.answered(news.answered)

    # --- the beat ----------------------------------------------------------------------------------------------

    async def _beat(self) -> None:
        """Every 20 seconds: a sign of life to each socket, who is here to the database, and a fresh look at all."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._beat_once()
            except Exception:
                logger.exception("A beat failed")

    async def _beat_once(self) -> None:
        grounds = await self.read(stage.grounds, list(self.halls))
        for hall in list(self.halls.values()):
            for listener in hall.listeners:
                listener.beat()
            self._look_over(hall, grounds.get(hall.room_id, hall.ground))
        here = {hall.room_id: hall.here() for hall in self.halls.values() if hall.listeners or hall.presence.here()}
        for room_id in await ballot.act(0, lambda: _awake(here)):
            self.tick(room_id, moved=True)

    def _look_over(self, hall: Hall, ground: int) -> None:
        """Mend what no tick has told: somebody gone, a missed close, another quiz or address; forget who is alone."""
        if hall.listeners:
            hall.used_at = time.monotonic()
        elif time.monotonic() - hall.used_at > FORGOTTEN and hall.drawing is None:
            self.halls.pop(hall.room_id, None)
        if hall.lesson and hall.here() != {person.id for person in hall.lesson.people if person.here}:
            hall.mark(WATCHERS)
        if time_is_up(hall.lesson) or (hall.lesson is not None and hall.ground != ground):
            hall.mark(ALL_AUDIENCES)

    # --- the loop ----------------------------------------------------------------------------------------------

    def _hall(self, room_id: int) -> Hall:
        if room_id not in self.halls:
            self.halls[room_id] = Hall(room_id, self.read, self._begin)
        hall = self.halls[room_id]
        hall.used_at = time.monotonic()
        return hall

    def _wake(self) -> None:
        """Belong to the loop that runs, and begin to beat."""
        loop = asyncio.get_running_loop()
        if self.loop is not loop:
            self.loop, self.halls, self.doors = loop, {}, {}
            self.beating = loop.create_task(self._beat())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Start something that nobody waits for; it is held until it is done."""
        task = asyncio.ensure_future(work)
        self.begun.add(task)
        task.add_done_callback(self.begun.discard)

    def _soon(self, call: Callable[..., None], *args: Any) -> None:
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(call, *args)


def _twice(work: Callable[..., T], *args: Any) -> T:
    """Read; once more with a new connection when the database was not there."""
    try:
        return work(*args)
    except OperationalError:
        connection.close()
        return work(*args)


def _awake(here: dict[int, set[int]]) -> list[int]:
    """Write down who is here, and end the rooms that nobody has been in for 12 hours; their ids."""
    now = clock.now()
    Room.objects.filter(pk__in=here, ended_at=None).update(awake_at=now)
    everybody = [pk for ids in here.values() for pk in ids]
    Participant.objects.filter(pk__in=everybody).update(seen_at=now)
    return Room.end_the_forgotten()


hub = Hub()
