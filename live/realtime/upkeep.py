"""What a process does by itself, again and again: signs of life, missed changes, retention, word of an outage."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from django.db import connection
from django.utils.translation import override

from live import clock
from live.access import identity
from live.models import Participant, Room
from live.realtime import changes
from live.realtime.live_room import LiveRoom
from live.realtime.redraws import ALL_AUDIENCES, WATCHERS
from live.realtime.ticks import Ticks
from live.refusal import GONE, Away
from live.rendering import partials
from live.retention import purge
from live.rooms import moves
from live.rooms.writer import writer
from live.storage.outage import ask, outage

BEAT = 20
WATCH = 1
"Seconds between two looks at the other processes and at the database."
FORGOTTEN = 120
"Seconds after which a room that nobody looks at is dropped from memory."
logger = logging.getLogger(__name__)


class Registry(Protocol):
    """What the upkeep needs of the hub."""

    live_rooms: dict[int, LiveRoom]
    ticks: Ticks | None

    async def read(self, work: Callable[..., Any], *args: Any) -> Any:
        """Read the database in the reader's thread."""

    def tick(self, room_id: int, moved: bool) -> None:
        """Have a room drawn again."""


class Upkeep:
    """Looks after one process's live rooms, on the hub's loop."""

    def __init__(self, hub: Registry) -> None:
        self.hub = hub
        self.outlines: dict[int, changes.Outline] = {}
        self.was_away = False

    async def run(self) -> None:
        """Run until cancelled. What needs no database does not wait for what does."""
        works = [_again_and_again(BEAT, self.beat), _again_and_again(BEAT, self.look_after)]
        works.append(_again_and_again(WATCH, self.warn))
        if connection.vendor != "sqlite":
            works.append(_again_and_again(WATCH, self.ask))
        if ticks := self.hub.ticks:
            works += [ticks.run(), _again_and_again(WATCH, self.watch)]
        await asyncio.gather(*works)

    # --- the beat ----------------------------------------------------------------------------------------------

    async def beat(self) -> None:
        """Send a sign of life to each socket: a page that hears nothing for 30 seconds says so."""
        for room in self.hub.live_rooms.values():
            room.beat()

    async def look_after(self) -> None:
        """Find missed changes, write down who is here, end forgotten rooms, and let go of what is due."""
        hub = self.hub
        grounds = await hub.read(changes.grounds, list(hub.live_rooms))
        for room in list(hub.live_rooms.values()):
            self._look_over(room, grounds.get(room.room_id, room.ground))
        await self._catch_up()
        await self._check_sessions()
        here = {room.room_id: room.attendance.here() for room in hub.live_rooms.values()}
        for room_id in await writer.do(lambda: _awake(here)):
            hub.tick(room_id, moved=True)
        if await writer.do(purge.purge_deleted):
            await asyncio.to_thread(purge.wipe)
        for room_id in await asyncio.to_thread(purge.purge_daily):
            hub.tick(room_id, moved=True)

    async def _check_sessions(self) -> None:
        """Close the sockets of sessions that expired or became somebody else's."""
        rooms = list(self.hub.live_rooms.values())
        sessions = {each.session for room in rooms for each in room.attendance.listeners if each.session}
        owners = await self.hub.read(identity.session_owners, sessions) if sessions else {}
        for room in rooms:
            for each in [each for each in room.attendance.listeners if each.session in sessions]:
                if owners.get(each.session) != each.teacher_id:
                    room.dismiss(each)

    def _look_over(self, room: LiveRoom, ground: int) -> None:
        """Redraw what no tick has told of: somebody gone, a missed close, another quiz or address.

        A room in which nobody listens any more is forgotten.
        """
        attendance, snapshot = room.attendance, room.snapshot
        if attendance.listeners:
            room.used_at = time.monotonic()
        elif time.monotonic() - room.used_at > FORGOTTEN and room.redraws.drawing is None:
            self.hub.live_rooms.pop(room.room_id, None)
        if attendance.peers:
            attendance.peers.forget()
        if snapshot is None:
            return
        if attendance.peers or attendance.here() != {each.id for each in snapshot.people if each.here}:
            room.redraws.mark(WATCHERS)
        elif room.reach() != snapshot.reach:
            room.count()
        if snapshot.time_is_up or room.ground != ground:
            room.redraws.mark(ALL_AUDIENCES)

    # --- the database ------------------------------------------------------------------------------------------

    async def ask(self) -> None:
        """Ask the database server whether it answers, so that people know before they tap, and when it is back."""
        await self.hub.read(ask)
        if outage.is_on:
            await writer.do(ask)
        await self.warn()

    async def warn(self) -> None:
        """Tell the pages when the database is away, and when it is back; then all rooms are drawn again.

        Only then does the count hold an answer of which nobody knew whether it was stored.
        """
        is_away = outage.is_on
        if not (is_away or self.was_away):
            return
        for room in list(self.hub.live_rooms.values()):
            with override(room.snapshot.room.language if room.snapshot else None):
                for listener in list(room.attendance.listeners):
                    listener.warn(partials.outage(listener.audience, is_away), is_away)
            if not is_away:
                self.hub.tick(room.room_id, moved=True)
        listeners = [each for room in self.hub.live_rooms.values() for each in room.attendance.listeners]
        self.was_away = is_away or any(each.is_warned for each in listeners)

    # --- other processes ---------------------------------------------------------------------------------------

    async def watch(self) -> None:
        """Tell the others who has come here; while the ticks are cut off, or one was lost, look for changes."""
        assert self.hub.ticks
        await self._tell_who_came()
        if self.hub.ticks.is_up and not self.hub.ticks.missed:
            return
        if self.hub.ticks.missed:
            self.outlines = {}
        self.hub.ticks.missed = False
        await self._look_around()

    async def _tell_who_came(self) -> None:
        new = {room.room_id: room.attendance.newcomers() for room in self.hub.live_rooms.values()}
        came = [pk for ids in new.values() for pk in ids]
        if came and self.hub.ticks:
            await writer.do(lambda: _seen(came))
            for room_id in [pk for pk, ids in new.items() if ids]:
                self.hub.ticks.tell("counted", room_id)

    async def _look_around(self) -> None:
        """Compare all rooms with what they were; where a question is open, find out who has answered."""
        outlines = await self.hub.read(changes.outlines, list(self.hub.live_rooms))
        for room in list(self.hub.live_rooms.values()):
            now, before = outlines.get(room.room_id), self.outlines.get(room.room_id)
            if now is None or before is None or now.has_moved_since(before):
                self.hub.tick(room.room_id, moved=True)
            elif room.open_round or now.has_more_than(before):
                self.hub.tick(room.room_id, moved=False)
        self.outlines = outlines
        await self._catch_up()

    async def _catch_up(self) -> None:
        """Where a question is open, tell the sockets of those who answered by another process."""
        rooms = [room for room in self.hub.live_rooms.values() if "play" in room.attendance.audiences]
        by_round = {round.pk: room for room in rooms if self.hub.ticks and (round := room.open_round) is not None}
        given = await self.hub.read(changes.stamps, set(by_round)) if by_round else {}
        for round_id, stamps in given.items():
            by_round[round_id].catch_up(stamps)


async def _again_and_again(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Do some work every so many seconds until cancelled, whatever it raises."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except (*GONE, Away) as error:
            logger.warning("The database did not answer: %s", error)
        except Exception:
            logger.exception("Upkeep failed")


def _seen(participants: list[int]) -> None:
    Participant.objects.filter(pk__in=participants).update(seen_at=clock.now())


def _awake(here: dict[int, set[int]]) -> list[int]:
    """Write down who is here, and end the rooms in which nobody was for 12 hours; the ids of those ended.

    Participants keep a room awake, and what a host does; not a screen or a tab that was left open over night.
    """
    busy = [pk for pk, people in here.items() if people]
    Room.objects.filter(pk__in=busy, ended_at=None).update(awake_at=clock.now())
    _seen([pk for ids in here.values() for pk in ids])
    return moves.end_the_forgotten()
