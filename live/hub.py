"""Per process: who listens where; a tick comes in, stages go out. Every page reads its stage here too."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from django.db import OperationalError, connection

from live import clock, stage
from live.ballot import News, ballot
from live.hall import ALL_AUDIENCES, WATCHERS, Drawn, Hall, View, draw_all, own_regions, still_good, time_is_up
from live.models import Move, Participant, Phase, Response, Room
from live.models.participant import Seat
from live.refusal import Refused
from live.wire import Listener

TICK = 0.2
"Seconds between two counts of a room: five a second."
BEAT = 20
MOST_ALIKE = 500
"Drawn acknowledgements that are kept until the next count."
MOST_TABS = 8
"Sockets of one seat; the oldest gives way."
AGAIN = 1
"Seconds until a redraw that failed is tried again."
FORGOTTEN = 120
"Seconds after which a room that nobody looks at is dropped from memory."

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Hub:
    """The registry of one process. All of it runs on one event loop; the database is read in one thread of its own."""

    def __init__(self) -> None:
        self.halls: dict[int, Hall] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.beating: asyncio.Task[None] | None = None
        self.begun: set[asyncio.Future[None]] = set()
        self._reader = ThreadPoolExecutor(1, "reader")
        ballot.tell = self._told

    # --- reading -----------------------------------------------------------------------------------------------

    async def read(self, work: Callable[..., T], *args: Any) -> T:
        """Run something that reads the database in the reader's thread, which keeps its connection."""
        self._wake()
        return await asyncio.get_running_loop().run_in_executor(self._reader, _twice, work, *args)

    async def view(self, room_id: int, audience: str, seat: Seat | None = None) -> View | None:
        """What this viewer sees now, or None when the room is gone. Raises Refused when the seat is not good."""
        self._wake()
        hall = self._hall(room_id)
        while True:
            await self._fresh(hall, audience)
            if hall.lesson is None:
                return None
            draws, seen = hall.draws, hall.lesson
            own, answered = await self.read(own_regions, seen, seat) if seat else ({}, False)
            if draws == hall.draws and hall.lesson is not None:
                return View(hall.lesson, {**hall.drawn[audience], **own}, answered)

    async def received(self, seat: Seat, response: Response) -> str:
        """What acknowledges an answer: alike answers are drawn once, without a look at the database."""
        self._wake()
        hall = self._hall(seat.room_id)
        await self._fresh(hall, "play")
        seen = hall.lesson
        if seen is None or seen.reveals or seen.round is None or seen.round.pk != response.round_id:
            view = await self.view(seat.room_id, "play", seat)
            return stage.partial("mine", view.regions["mine"]) if view else ""
        alike = response.value, response.typed
        if len(hall.received) > MOST_ALIKE:
            hall.received.clear()
        if alike not in hall.received:
            hall.received[alike] = stage.draw_received(seen, response)
        return hall.received[alike]

    def seen(self, seat: Seat, round_id: int | None = None) -> None:
        """A participant without a socket was here just now; who was sent an open round stays until it closes."""
        hall = self._hall(seat.room_id)
        if hall.presence.saw(seat.participant_id, round_id):
            self._stale(hall, WATCHERS)

    def look_again(self, room_id: int) -> None:
        """Who hosts asks for their page anew: whatever was kept of it is drawn again."""
        if room_id in self.halls:
            self._soon(self._stale, self.halls[room_id], WATCHERS)

    def is_here(self, room_id: int, participant_id: int) -> bool:
        """The participant has a socket, or asked for something a moment ago."""
        hall = self.halls.get(room_id)
        return hall is not None and participant_id in hall.here()

    def left(self, seat: Seat) -> None:
        """A participant went by their own word: their sockets end."""
        hall = self._hall(seat.room_id)
        hall.presence.left(seat.participant_id)
        self._end(lambda each: each.seat == seat)
        self._stale(hall, WATCHERS)

    # --- sockets -----------------------------------------------------------------------------------------------

    async def listen(self, listener: Listener, link: Callable[[View], str]) -> bool:
        """Register a socket and send it a snapshot; `link` draws the quiet variant of the link box. False: no room."""
        hall = self._hall(listener.room_id)
        hall.listeners.add(listener)
        view = await self._view_of(hall, listener)
        if view is None:
            hall.listeners.discard(listener)
            return False
        self._give_way(hall, listener)
        listener.shown = dict(view.regions)
        listener.send(stage.snapshot(view.lesson, view.regions) + link(view))
        if listener.seat:
            self._stale(hall, WATCHERS)
        return True

    def _give_way(self, hall: Hall, newest: Listener) -> None:
        if newest.seat:
            tabs = [each for each in hall.sockets_of(frozenset({newest.seat.participant_id})) if each is not newest]
            for listener in sorted(tabs, key=lambda each: each.since)[: max(0, len(tabs) + 1 - MOST_TABS)]:
                self._close(hall, listener)

    async def _view_of(self, hall: Hall, listener: Listener) -> View | None:
        """What this socket has to show, read after the last answer of its seat; None when it may not look."""
        while True:
            since = hall.answers
            try:
                view = await self.view(listener.room_id, listener.audience, listener.seat)
            except Refused:
                return None
            if listener.answered <= since:
                return view

    def leave(self, listener: Listener) -> None:
        """A socket is gone."""
        hall = self.halls.get(listener.room_id)
        if hall is None:
            return
        hall.listeners.discard(listener)
        if listener.seat:
            self._stale(hall, WATCHERS)

    def end(self, whose: Callable[[Listener], bool]) -> None:
        """Close sockets for good: they get nothing more. From any thread."""
        self._soon(self._end, whose)

    def end_session(self, key: str | None) -> None:
        """Somebody signed out: the sockets of that session end."""
        self.end(lambda each: bool(key) and each.session == key)

    def end_teacher(self, teacher_id: int) -> None:
        """A password changed, or a teacher was removed: all their sockets end."""
        self.end(lambda each: each.teacher_id == teacher_id)

    def _end(self, whose: Callable[[Listener], bool]) -> None:
        for hall in self.halls.values():
            for listener in [each for each in hall.listeners if whose(each)]:
                self._close(hall, listener)

    def _close(self, hall: Hall, listener: Listener) -> None:
        hall.listeners.discard(listener)
        listener.close()

    # --- ticks -------------------------------------------------------------------------------------------------

    def tick(self, room_id: int, moved: bool) -> None:
        """The room changed: `moved` for everybody, else only the counts. On the loop."""
        hall = self.halls.get(room_id)
        if hall is None:
            return
        if not moved:
            # "place 2 of 30": who joins makes it 31, also while the reveal is being read
            shows_places = "play" in hall.redrawn or (hall.lesson is not None and hall.lesson.reveals)
            return self._stale(hall, ALL_AUDIENCES if shows_places else WATCHERS)
        hall.moved = True
        self._stale(hall, ALL_AUDIENCES)

    def _told(self, news: News) -> None:
        """The ballot has committed (in the ballot's thread)."""
        self._soon(self._take, news)

    def _take(self, news: News) -> None:
        for room_id in news.moved:
            self.tick(room_id, moved=True)
        for room_id in news.counted - news.moved:
            self.tick(room_id, moved=False)
        for hall in [self.halls[pk] for pk in news.counted if pk in self.halls]:
            self._answered(hall, news.answered)

    def _answered(self, hall: Hall, participants: frozenset[int]) -> None:
        """What these seats' sockets show is out of date; a second tab is told at once."""
        hall.answers += 1
        by_seat: dict[int, list[Listener]] = {}
        for listener in hall.sockets_of(participants) if participants else []:
            listener.shown.pop("mine", None)
            listener.answered = hall.answers
            if listener.seat:
                by_seat.setdefault(listener.seat.participant_id, []).append(listener)
        for tabs in by_seat.values():
            if len(tabs) > 1:
                self._begin(self._tell_tabs(hall, tabs))

    async def _tell_tabs(self, hall: Hall, tabs: list[Listener]) -> None:
        """Send the sockets of one seat its `#mine`."""
        view = await self._view_of(hall, tabs[0])
        for listener in tabs if view else []:
            assert view is not None
            listener.show(view.lesson, {}, {"mine": view.regions["mine"]}, {})

    def _stale(self, hall: Hall, audiences: frozenset[str]) -> None:
        """These audiences' stages are out of date; whoever listens gets new ones, counts five times a second."""
        hall.stale |= audiences
        hall.uncounted |= bool(audiences)
        if hall.drawing is not None or not (hall.audiences & hall.stale or (hall.closes_itself and hall.uncounted)):
            return
        wait = 0.0 if hall.moved else max(0.0, hall.counted_at + TICK - time.monotonic())
        if hall.due is not None:
            hall.due.cancel()
        hall.due = asyncio.get_running_loop().call_later(wait, self._draw_soon, hall)

    def _draw_soon(self, hall: Hall) -> "asyncio.Task[None]":
        if hall.due is not None:
            hall.due.cancel()
            hall.due = None
        if hall.drawing is None:
            hall.drawing = asyncio.get_running_loop().create_task(self._draw(hall, hall.audiences))
        return hall.drawing

    async def _fresh(self, hall: Hall, audience: str) -> None:
        """Wait until what this audience sees is what the database says."""
        while audience in hall.stale | hall.redrawn or time_is_up(hall.lesson):
            if hall.drawing is None:
                hall.drawing = asyncio.get_running_loop().create_task(self._draw(hall, hall.audiences | {audience}))
            await asyncio.shield(hall.drawing)

    async def _draw(self, hall: Hall, audiences: set[str]) -> None:
        """One redraw at a time, to its last socket, so that nothing older can follow something newer."""
        try:
            await self._redraw(hall, audiences)
        except Exception:
            hall.drawing = None
            logger.exception("A room could not be drawn; once more in a moment")
            asyncio.get_running_loop().call_later(AGAIN, self._stale, hall, frozenset())
            raise
        hall.drawing = None
        self._stale(hall, frozenset())

    async def _redraw(self, hall: Hall, audiences: set[str]) -> None:
        """Read the lesson once, draw each audience once, send every socket what changed for it."""
        if time_is_up(hall.lesson):
            hall.stale |= ALL_AUDIENCES
        redraw = audiences & hall.stale
        hall.stale -= redraw
        hall.redrawn, since = redraw, hall.answers
        hall.moved, hall.uncounted, hall.counted_at = False, False, time.monotonic()
        own_ids = {each.seat.participant_id for each in hall.listeners if each.seat} if "play" in redraw else set()
        try:
            drawn = await self.read(draw_all, hall.room_id, hall.here(), redraw, own_ids)
        except BaseException:
            hall.stale |= redraw
            raise
        finally:
            hall.redrawn = set()
        if drawn.lesson is None:
            return self._gone(hall)
        by_hand = hall.lesson is None or hall.lesson.room.version != drawn.lesson.room.version
        self._keep(hall, drawn)
        await self._send(hall, drawn, own_ids, by_hand, since)

    def _keep(self, hall: Hall, drawn: Drawn) -> None:
        hall.lesson, hall.draws = drawn.lesson, hall.draws + 1
        hall.drawn.update(drawn.regions)
        hall.received.clear()
        seen = drawn.lesson
        open_round = seen.round.pk if seen and seen.round and seen.phase == Phase.OPEN else None
        hall.presence.round_is(open_round)
        self._schedule_close(hall)

    async def _send(self, hall: Hall, drawn: Drawn, own_ids: set[int], by_hand: bool, since: int) -> None:
        """Write to each socket what it does not show yet, yielding now and then so that answers get in.

        A host who is typing keeps the focus when only the clock has moved the room.
        """
        assert drawn.lesson is not None
        strings: dict[tuple[str, ...], str] = {}
        for number, listener in enumerate(list(hall.listeners), start=1):
            if not still_good(listener, drawn, own_ids):
                self._close(hall, listener)
            elif listener.shown and listener.audience in drawn.regions:
                own = drawn.own_regions.get(listener.seat.participant_id, {}) if listener.seat else {}
                if listener.answered > since:  # what was read knows nothing of the answer that the page shows
                    own = {name: html for name, html in own.items() if name != "mine"}
                    self._begin(self._tell_tabs(hall, [listener]))
                focus = by_hand or listener.audience in {"play", "screen"}
                listener.show(drawn.lesson, drawn.regions[listener.audience], own, strings, focus)
            if number % 250 == 0:
                await asyncio.sleep(0)
        if drawn.lesson.room.close_when_all and drawn.lesson.all_have_answered:
            self._begin(self._all_have_answered(drawn.lesson.room))

    def _gone(self, hall: Hall) -> None:
        """The room was deleted."""
        hall.lesson = None
        for listener in list(hall.listeners):
            self._close(hall, listener)
        self.halls.pop(hall.room_id, None)

    # --- the clock ---------------------------------------------------------------------------------------------

    def _schedule_close(self, hall: Hall) -> None:
        if hall.close is not None:
            hall.close.cancel()
            hall.close = None
        seen = hall.lesson
        if seen is None or seen.round is None or seen.room.phase != Phase.OPEN or seen.round.closes_at is None:
            return
        wait = max(0.0, (seen.round.closes_at - clock.now()).total_seconds())
        loop = asyncio.get_running_loop()
        hall.close = loop.call_later(wait + 0.005, lambda: self._begin(self._settle(hall.room_id)))

    async def _settle(self, room_id: int) -> None:
        """The time is up: write it down, behind all answers that came before."""
        with suppress(Refused):  # what could not be written now is tried again with the next drawing
            await ballot.act(room_id, lambda: _settled(room_id))

    async def _all_have_answered(self, room: Room) -> None:
        with suppress(Refused, Room.DoesNotExist):
            await ballot.act(room.pk, lambda: Room.objects.get(pk=room.pk).move(Move.CLOSE, version=room.version))

    async def _beat(self) -> None:
        """Every 20 seconds: a sign of life to each socket, who is here to the database, and a fresh look at all."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._beat_once()
            except Exception:
                logger.exception("A beat failed")

    async def _beat_once(self) -> None:
        now = time.monotonic()
        grounds = await self.read(stage.grounds, list(self.halls))
        for hall in list(self.halls.values()):
            if hall.listeners:
                hall.used_at = now
            elif now - hall.used_at > FORGOTTEN and hall.drawing is None:
                self.halls.pop(hall.room_id, None)
            for listener in hall.listeners:
                listener.beat()
            if hall.lesson and hall.here() != {person.id for person in hall.lesson.people if person.here}:
                self._stale(hall, WATCHERS)
            if time_is_up(hall.lesson) or hall.ground != grounds.get(hall.room_id, hall.ground):
                self._stale(hall, ALL_AUDIENCES)
            hall.ground = grounds.get(hall.room_id, hall.ground)
        here = {hall.room_id: hall.here() for hall in self.halls.values() if hall.listeners or hall.presence.here()}
        for room_id in await ballot.act(0, lambda: _awake(here)):
            self.tick(room_id, moved=True)

    # --- the loop ----------------------------------------------------------------------------------------------

    def _hall(self, room_id: int) -> Hall:
        hall = self.halls.setdefault(room_id, Hall(room_id))
        hall.used_at = time.monotonic()
        return hall

    def _wake(self) -> None:
        """Belong to the loop that runs, and begin to beat."""
        loop = asyncio.get_running_loop()
        if self.loop is not loop:
            self.loop, self.halls = loop, {}
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


def _settled(room_id: int) -> None:
    room = Room.objects.filter(pk=room_id).first()
    if room is not None:
        with room.lock():
            room.settle()


def _awake(here: dict[int, set[int]]) -> list[int]:
    """Write down who is here, and end the rooms that nobody has been in for 12 hours; their ids."""
    now = clock.now()
    Room.objects.filter(pk__in=here, ended_at=None).update(awake_at=now)
    everybody = [pk for ids in here.values() for pk in ids]
    Participant.objects.filter(pk__in=everybody).update(seen_at=now)
    return Room.end_the_forgotten()


hub = Hub()
