"""One live room in this process: what each audience was shown last, and the redraws that keep it true."""

import asyncio
import time
from collections.abc import Callable, Mapping, Set
from datetime import datetime

from django.utils.translation import override

from live.models import Phase, Response, Round
from live.models.participant import Seat
from live.realtime.attendance import Attendance
from live.realtime.close_timer import CloseTimer
from live.realtime.drawing import Drawing, View, draw_all, draw_counts, draw_more, still_good
from live.realtime.listener import Listener
from live.realtime.own_regions import Begin, OwnRegions, Read
from live.realtime.pace import Pace
from live.realtime.peers import Peers
from live.realtime.redraws import ALL_AUDIENCES, WATCHERS, Redraws
from live.realtime.sounds import Sounds
from live.refusal import Refused
from live.rendering import partials, stages
from live.rooms import automatic_close
from live.rooms.snapshot import Reach, Screens, Snapshot

ANSWERED = {"mine", "controls"}
"The regions of one participant that say what they have answered."
YIELD = 250
"Sockets that are written to before answers get in."

Tell = Callable[..., None]


class LiveRoom:
    """Draws one room for all who listen, on the hub's loop. `read` reads in the hub's thread, `begin` starts a task.

    `tell` handles an event here and in other processes; `peers` is there when there are any.
    """

    def __init__(
        self, room_id: int, read: Read, begin: Begin, tell: Tell, pace: Pace, peers: Peers | None = None
    ) -> None:
        self.room_id, self.read, self.begin, self.tell = room_id, read, begin, tell
        self.attendance = Attendance(self.count, peers)
        self.redraws = Redraws(self._redraw, self.attendance, pace, self._closes_itself)
        self.close_timer = CloseTimer(room_id, begin)
        self.sounds = Sounds(self.attendance.sounding)
        self.own_regions = OwnRegions(read, begin, lambda: (self.snapshot, self._stage))
        self.delay: float | None = None  # seconds that the answers which were written last waited for it
        self.screens: Screens | None = None  # what became of them at the last new code
        self.snapshot: Snapshot | None = None
        self.drawn: dict[str, partials.Regions] = {}
        self.received: stages.Received | None = None  # acknowledges answers, as the room was drawn last
        self.ground = 0  # the hash of what stages show beside the room, as they were drawn
        self.used_at = time.monotonic()
        self.draws = 0
        self.answers = 0  # batches of answers: what was read before one of them may know less than a page shows

    # --- whoever listens ---------------------------------------------------------------------------------------

    def reach(self) -> Reach:
        """How participants without a socket here are reached, and how fast answers are written."""
        return self.attendance.reach(self.delay)

    def count(self) -> None:
        """Show new counts to all who watch the room, as somebody came or went."""
        self.redraws.mark(WATCHERS, counts=True)

    @property
    def open_round(self) -> Round | None:
        """The round that is open here, as far as is known."""
        return self.snapshot.round if self.snapshot is not None and self.snapshot.phase == Phase.OPEN else None

    def dismiss(self, listener: Listener) -> None:
        """Close a socket for good; its page says so at once, or a screen that may follow asks for the new address."""
        self.attendance.remove(listener)
        with self._room_language():
            if listener.follows and listener.state_url:
                listener.close(partials.link(listener.state_url, at_once=True))
            else:
                listener.close(partials.farewell(listener.audience))

    def screens_left(self, screens: Screens) -> None:
        """Note what became of screens at a new code, here or in another process; the host is told."""
        before = self.screens if self.screens and self.screens.code == screens.code else Screens(screens.code)
        followed, ended = before.followed + screens.followed, before.ended + screens.ended
        self.screens = Screens(screens.code, followed, ended)
        self.redraws.mark(frozenset({"host"}))

    def close_surplus(self, newest: Listener) -> None:
        """Close the oldest sockets of a seat that has too many; their pages ask by requests from then on."""
        for listener in self.attendance.surplus(newest):
            self.attendance.remove(listener)
            listener.close()

    def beat(self) -> None:
        """Send a sign of life to each socket, in the room's language."""
        with self._room_language():
            for listener in list(self.attendance.listeners):
                listener.beat()

    def _room_language(self) -> override:
        return override(self.snapshot.room.language if self.snapshot else None)

    # --- what is seen ------------------------------------------------------------------------------------------

    async def view(self, audience: str, seat: Seat | None) -> View | None:
        """What this viewer sees now, or None when the room is gone. Raises Refused when the seat is not good."""
        while True:
            await self.fresh(audience)
            if self.snapshot is None:
                return None
            draws = self.draws
            own, answered = await self.own_regions.of(seat) if seat else ({}, False)
            if draws == self.draws and self.snapshot is not None:
                return View(self.snapshot, {**self.drawn[audience], **own}, answered)

    async def view_of(self, listener: Listener) -> View | None:
        """What this socket has to show, read after the last answer of its seat; None when it may not look."""
        while True:
            since = self.answers
            try:
                view = await self.view(listener.audience, listener.seat)
            except Refused:
                return None
            if listener.answered <= since:
                return view

    async def acknowledge(self, seat: Seat, response: Response) -> str:
        """What acknowledges an answer: drawn once for all, without a look at the database."""
        await self.fresh("play")
        seen = self.snapshot
        if seen is None or seen.reveals or seen.round is None or seen.round.pk != response.round_id:
            view = await self.view("play", seat)
            return partials.partial("mine", view.regions["mine"]) if view else ""
        self.received = self.received or stages.Received(seen, seen.round, self._stage)
        return self.received.of(response)

    @property
    def _stage(self) -> str:
        """The participants' stage, as it was drawn last."""
        return self.drawn["play"]["stage"] if "play" in self.drawn else ""

    async def fresh(self, audience: str) -> None:
        """Wait until what this audience sees is what the database says."""
        while self.redraws.is_behind(audience) or (self.snapshot is not None and self.snapshot.time_is_up):
            await self.redraws.next_end(audience)

    # --- what has changed --------------------------------------------------------------------------------------

    def tick(self, moved: bool) -> None:
        """The room changed: `moved` for everybody, else only the counts."""
        if moved:
            return self.redraws.mark_moved()
        # "place 2 of 30": who joins makes it 31, also while the reveal is being read
        shows_places = "play" in self.redraws.reading or (self.snapshot is not None and self.snapshot.reveals)
        self.redraws.mark(ALL_AUDIENCES if shows_places else WATCHERS, counts=True)

    def answered(self, stamps: Mapping[int, datetime]) -> None:
        """Note answers that this process acknowledged, by participant id; a second tab of theirs is told at once."""
        if self.attendance.peers:
            self.attendance.peers.learns(stamps)
        self._answered(stamps.keys(), tabs=2)

    def answered_elsewhere(self, participants: Set[int]) -> None:
        """Note answers that another process acknowledged; the participants' sockets here are told."""
        self._answered(participants, tabs=1)

    def catch_up(self, stamps: Mapping[int, datetime]) -> None:
        """Find answers that no tick announced; their participants may have sockets in this process."""
        if self.attendance.peers:
            self.answered_elsewhere(self.attendance.peers.learns(stamps))

    def _answered(self, participants: Set[int], tabs: int) -> None:
        """Mark what these participants' sockets show as out of date; a seat with so many `tabs` is told at once."""
        self.answers += 1
        for listeners in [self.attendance.by_seat[pk] for pk in participants & self.attendance.by_seat.keys()]:
            for listener in listeners:
                for name in ANSWERED:
                    listener.shown.pop(name, None)
                listener.answered = self.answers
            if len(listeners) >= tabs:
                self.begin(self._tell_tabs(list(listeners)))

    async def _tell_tabs(self, tabs: list[Listener]) -> None:
        """Send the sockets of one seat what they have answered."""
        view = await self.view_of(tabs[0])
        for listener in tabs if view else []:
            assert view is not None
            listener.show(view.snapshot, {}, {name: view.regions[name] for name in ANSWERED & view.regions.keys()}, {})

    def _closes_itself(self) -> bool:
        """Whether a round is open that closes when all have answered: it is counted although nobody watches."""
        now = self.snapshot
        return bool(now and now.phase == Phase.OPEN and now.asks and now.room.rules.close_when_all)

    # --- drawing -----------------------------------------------------------------------------------------------

    async def _redraw(self, audiences: set[str]) -> None:
        """Take one snapshot, draw each audience once, send every socket what changed for it.

        Students come first: they are many, and wait for the question.
        """
        if self.snapshot is not None and self.snapshot.time_is_up:
            self.redraws.stale |= ALL_AUDIENCES
        with self.redraws.taken(audiences) as redraw:
            before, since, first = self.snapshot, self.answers, redraw & {"play"} or redraw
            own_ids = set(self.attendance.by_seat) if "play" in redraw else set()
            drawn = await self._look(first, own_ids)
            if drawn.snapshot is None:
                return self._gone()
            anew = _has_moved(before, drawn.snapshot)
            self._keep(drawn)
            self.redraws.reading -= first
            await self._send(drawn, own_ids, anew, since)
            if rest := redraw - first:
                regions = await self.read(draw_more, drawn.snapshot, rest)
                self.drawn.update(regions)
                self.redraws.reading -= rest
                await self._send(Drawing(drawn.snapshot, regions), set(), anew, since)
            self.sounds.drawn(before, drawn.snapshot)
        if drawn.snapshot.room.rules.close_when_all and drawn.snapshot.all_have_answered:
            self.begin(automatic_close.all_have_answered(drawn.snapshot.room))

    async def _look(self, audiences: set[str], own_ids: set[int]) -> Drawing:
        """Read and draw: only the counts, when nothing else has changed."""
        only_counts, beside = self.redraws.only_counts(audiences), (self.reach(), self.screens)
        gone = self.attendance.peers.gone if self.attendance.peers else None
        if self.snapshot is not None and only_counts and not own_ids:
            kept = {name: self.drawn[name] for name in audiences}
            counted = await self.read(draw_counts, self.snapshot, self.attendance.here(), beside, kept, gone)
            if counted is not None:
                return counted
        return await self.read(draw_all, self.room_id, self.attendance.here(), beside, audiences, own_ids, gone)

    def _keep(self, drawn: Drawing) -> None:
        self.snapshot, self.draws = drawn.snapshot, self.draws + 1
        self.ground = self.ground if drawn.ground is None else drawn.ground
        self.drawn.update(drawn.regions)
        self.received = None
        seen = drawn.snapshot
        self.attendance.presence.round_is(seen.round.pk if seen and seen.round and seen.phase == Phase.OPEN else None)
        self.close_timer.follow(seen)

    async def _send(self, drawn: Drawing, own_ids: set[int], anew: bool, since: int) -> None:
        """Write to each socket what it does not show yet, yielding now and then so that answers get in.

        A new stage takes the focus, whoever has moved the room; the stylesheet leaves it to a host who is typing.
        """
        assert drawn.snapshot is not None
        strings: dict[tuple[str, ...], str] = {}
        ended = 0
        for number, listener in enumerate(list(self.attendance.listeners), start=1):
            if not still_good(listener, drawn, own_ids):
                self.dismiss(listener)
                ended += listener.audience == "screen" and not listener.follows  # who follows asks where to first
            elif listener.shown and listener.audience in drawn.regions:
                own = drawn.own_drawn.get(listener.seat.participant_id, {}) if listener.seat else {}
                if listener.answered > since:  # what was read knows nothing of the answer that the page shows
                    own = {name: html for name, html in own.items() if name not in ANSWERED}
                    self.begin(self._tell_tabs([listener]))
                listener.show(drawn.snapshot, drawn.regions[listener.audience], own, strings, anew, anew)
            if number % YIELD == 0:
                await asyncio.sleep(0)
        if ended:
            self.tell("screens", self.room_id, drawn.snapshot.room.code, 0, ended)

    def _gone(self) -> None:
        """Close all sockets of a room that was deleted."""
        self.snapshot = None
        for listener in list(self.attendance.listeners):
            self.dismiss(listener)


def _has_moved(before: Snapshot | None, now: Snapshot) -> bool:
    """Whether the lesson has moved since, by a hand or by its clock."""
    return before is None or (before.room.version, before.phase) != (now.room.version, now.phase)
