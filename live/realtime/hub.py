"""One process's registry of live rooms: ticks come in, stages go out; pages and polls read their stages here, too."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.utils.crypto import salted_hmac

from live.models import Participant, Response, Room
from live.models.participant import Seat
from live.realtime.drawing import View
from live.realtime.listener import Listener
from live.realtime.live_room import LiveRoom
from live.realtime.pace import Pace
from live.realtime.peers import Peers
from live.realtime.redraws import WATCHERS
from live.realtime.ticks import Event, Ticks
from live.realtime.upkeep import Upkeep
from live.refusal import GONE, Away
from live.rendering import partials
from live.rooms.snapshot import Screens
from live.rooms.writer import News, writer
from live.storage.outage import outage
from live.workshop import drawings

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Hub:
    """Finds a room's live room, and tells it what happened. Runs on one event loop; one thread reads the database."""

    def __init__(self) -> None:
        self.live_rooms: dict[int, LiveRoom] = {}
        self.pace = Pace()
        self.doors: dict[str, Room] = {}  # by room key, as they have been since the last move anywhere
        self.moves = 0
        self.loop: asyncio.AbstractEventLoop | None = None
        self.ticks: Ticks | None = None  # None: there is no other process
        self.upkeep = Upkeep(self)
        self.running: asyncio.Task[None] | None = None
        self.begun: set[asyncio.Future[None]] = set()
        self._reader = ThreadPoolExecutor(1, "reader")
        writer.tell = self._told

    # --- looking -----------------------------------------------------------------------------------------------

    async def read(self, work: Callable[..., T], *args: Any) -> T:
        """Run something that reads the database in the reader's thread, which keeps its connection.

        It never waits there for a drawing: what was missing is drawn meanwhile, and the reading is done once more.
        """
        self.wake()
        found, missing = await self._read(partial(work, *args), {})
        if missing:
            found, _missing = await self._read(partial(work, *args), await drawings.made(missing))
        return found

    async def _read(self, work: Callable[[], T], own: dict[str, str]) -> tuple[T, set[drawings.Wanted]]:
        met = partial(outage.meet, "reader", partial(drawings.collected, work, own=own))
        return await asyncio.get_running_loop().run_in_executor(self._reader, met)

    async def view(self, room_id: int, audience: str, seat: Seat | None = None) -> View | None:
        """What this viewer sees now, or None when the room is gone. Raises Refused when the seat is not good."""
        self.wake()
        view = await self._room(room_id).view(audience, seat)
        if view is None:
            self.live_rooms.pop(room_id, None)
        return view

    async def received(self, seat: Seat, response: Response) -> str:
        """The region that acknowledges an answer that has been stored."""
        self.wake()
        return await self._room(seat.room_id).acknowledge(seat, response)

    async def room_by_key(self, key: str) -> Room | None:
        """The room of a QR or join link; a class that comes at once asks the database but once."""
        if key in self.doors and self.hears_all:
            return self.doors[key]
        moves = self.moves
        room = await self.read(lambda: Room.objects.filter(key=key).first())
        if room is not None and moves == self.moves:
            self.doors[key] = room
        return room

    @property
    def hears_all(self) -> bool:
        """Whether every change that another process made has been heard here."""
        return self.ticks is None or (self.ticks.is_up and not self.ticks.missed)

    def language(self, room_id: int) -> str:
        """The language of a room, where it is known without asking the database; else ""."""
        room = self.live_rooms.get(room_id)
        return room.snapshot.room.language if room and room.snapshot else ""

    def nickname_keys(self, room_id: int) -> frozenset[str]:
        """The keys that make the nicknames of a room unique, where they are known without asking the database."""
        room = self.live_rooms.get(room_id)
        return room.snapshot.nickname_keys if room and room.snapshot else frozenset()

    def seen(self, seat: Seat, round_id: int | None = None) -> None:
        """Note that a participant without a socket asked for something; one who was sent an open round counts as here
        until it closes."""
        room = self._room(seat.room_id)
        if room.attendance.presence.saw(seat.participant_id, round_id):
            room.count()

    def left(self, seat: Seat) -> None:
        """Close the sockets of a participant who has left, in all processes."""
        self._do("left", seat.room_id, seat.participant_id)

    def screen_left(self, room_id: int, code: str, follows: bool) -> None:
        """Tell the host that a screen has followed to the address that came with this code, or has ended."""
        self._do("screens", room_id, code, int(follows), int(not follows))

    def look_again(self, room_id: int) -> None:
        """Draw a host's page again, as its host has asked for it anew. From any thread."""
        self._everywhere("looked", room_id)

    def is_here(self, participant: Participant) -> bool:
        """The participant has a socket, or asked for something a moment ago."""
        return self._room(participant.room_id).attendance.is_here(participant)

    # --- sockets -----------------------------------------------------------------------------------------------

    async def listen(self, listener: Listener, link: Callable[[View], str]) -> bool:
        """Register a socket and send it all regions; `link` draws the quiet variant of the link box. False: no room."""
        self.wake()
        room = self._room(listener.room_id)
        room.attendance.add(listener)
        view = await room.view_of(listener)
        if view is None:
            room.attendance.remove(listener)
            return False
        room.close_surplus(listener)
        listener.shown = dict(view.regions)
        listener.send(partials.push_all(view.snapshot, view.regions) + link(view))
        if listener.seat or listener.sounds:  # who has just turned the sound on hears the last seconds, too
            room.count()
        return True

    def leave(self, listener: Listener) -> None:
        """Remove a socket that broke off."""
        room = self.live_rooms.get(listener.room_id)
        if room is None:
            return
        room.attendance.lose(listener)
        if listener.seat:
            room.count()

    def end_session(self, key: str | None) -> None:
        """Close the sockets of a session that was signed out, in all processes. From any thread."""
        if key:
            self._everywhere("signed_out", _digest(key))

    def end_teacher(self, teacher_id: int) -> None:
        """Close all sockets of a teacher who was removed or has a new password, in all processes. From any thread."""
        self._everywhere("teacher_left", teacher_id)

    def _end(self, whose: Callable[[Listener], bool]) -> None:
        for room in self.live_rooms.values():
            for listener in [each for each in room.attendance.listeners if whose(each)]:
                room.dismiss(listener)

    # --- ticks -------------------------------------------------------------------------------------------------

    def tick(self, room_id: int, moved: bool) -> None:
        """Have a room drawn again: when it `moved` for everybody, else only its counts."""
        if moved:
            self.moves += 1
            self.doors.clear()
        if room_id in self.live_rooms:
            self.live_rooms[room_id].tick(moved)

    def _told(self, news: News) -> None:
        """Take the writer's news to the loop; called in the writer's thread."""
        self._soon(self._take, news)

    def _take(self, news: News) -> None:
        for room_id, seconds in news.waited.items():
            if room_id in self.live_rooms:
                self.live_rooms[room_id].delay = seconds
        for room_id in news.moved:
            self._do("moved", room_id)
        for room_id in news.counted - news.moved:
            self._do("counted", room_id)
        for room_id, stamps in news.answered.items():
            if room_id in self.live_rooms:
                self.live_rooms[room_id].answered(stamps)
            if self.ticks is not None:
                self.ticks.tell("answered", room_id, *stamps)

    def _everywhere(self, what: str, *about: Any) -> None:
        """Handle an event in this process, and send it to the others. From any thread."""
        self._soon(self._do, what, *about)

    def _do(self, what: str, *about: Any) -> None:
        HANDLERS[what](self, *about)
        if self.ticks is not None:
            self.ticks.tell(what, *about)

    def hear(self, events: Iterable[Event]) -> None:
        """Handle the events of another process; one of a newer version may send kinds that are not known here."""
        for what, *about in events:
            if what in HANDLERS:
                HANDLERS[what](self, *about)

    def _room_moved(self, room_id: int) -> None:
        self.tick(room_id, moved=True)

    def _room_counted(self, room_id: int) -> None:
        self.tick(room_id, moved=False)

    def _answered(self, room_id: int, *participants: int) -> None:
        if room_id in self.live_rooms:
            self.live_rooms[room_id].answered_elsewhere(set(participants))

    def _looked(self, room_id: int) -> None:
        if room_id in self.live_rooms:
            self.live_rooms[room_id].redraws.mark(WATCHERS)

    def _left(self, room_id: int, participant_id: int) -> None:
        room = self._room(room_id)
        for listener in room.attendance.leave(participant_id):
            room.dismiss(listener)
        room.count()

    def _screens_left(self, room_id: int, *screens: Any) -> None:
        if room_id in self.live_rooms:
            self.live_rooms[room_id].screens_left(Screens(*screens))

    def _signed_out(self, digest: str) -> None:
        self._end(lambda each: bool(each.session) and _digest(each.session) == digest)

    def _teacher_left(self, teacher_id: int) -> None:
        self._end(lambda each: each.teacher_id == teacher_id)

    # --- the loop ----------------------------------------------------------------------------------------------

    def _room(self, room_id: int) -> LiveRoom:
        if room_id not in self.live_rooms:
            peers = Peers() if self.ticks else None
            self.live_rooms[room_id] = LiveRoom(room_id, self.read, self._begin, self._do, self.pace, peers)
        room = self.live_rooms[room_id]
        room.used_at = time.monotonic()
        return room

    def wake(self) -> None:
        """Begin anew on the running event loop, if it is another one than before, and start the upkeep there."""
        loop = asyncio.get_running_loop()
        if self.loop is not loop:
            self.loop, self.live_rooms, self.doors, self.begun = loop, {}, {}, set()
            self.ticks = Ticks(self.hear) if settings.CHANNEL_LAYERS else None
            self.running = loop.create_task(self.upkeep.run())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Start a task that nobody waits for, and hold it until it is done."""
        task = asyncio.ensure_future(work)
        self.begun.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Future[None]) -> None:
        """Log why a task failed that nobody waited for; that the database is away is known already."""
        self.begun.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, (*GONE, Away)):
            logger.error("Something that nobody waits for failed", exc_info=error)

    def _soon(self, call: Callable[..., None], *args: Any) -> None:
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(call, *args)


def _digest(session: str) -> str:
    """A name for a session that other processes may know: its key would sign people in."""
    return salted_hmac("live.hub", session).hexdigest()


HANDLERS: dict[str, Callable[..., None]] = {
    "moved": Hub._room_moved,
    "counted": Hub._room_counted,
    "answered": Hub._answered,
    "looked": Hub._looked,
    "left": Hub._left,
    "screens": Hub._screens_left,
    "signed_out": Hub._signed_out,
    "teacher_left": Hub._teacher_left,
}
"The kinds of event that may travel between processes, and what handles each of them."

hub = Hub()
