"""One live room in this process: who listens, who is here, and what each audience was shown last."""

import asyncio
import time
from dataclasses import dataclass, field

from live import lesson, stage
from live.lesson import Lesson, Own
from live.models import Phase
from live.models.participant import Seat
from live.presence import Presence
from live.wire import Listener

ALL_AUDIENCES = frozenset(stage.REGIONS)
WATCHERS = ALL_AUDIENCES - {"play"}
"Participants get no counts while a round is open."


@dataclass
class Hall:
    """One live room in this process: who listens, and what each audience was shown last."""

    room_id: int
    listeners: set[Listener] = field(default_factory=set)
    presence: Presence = field(default_factory=Presence)
    lesson: Lesson | None = None
    drawn: dict[str, stage.Regions] = field(default_factory=dict)
    stale: set[str] = field(default_factory=lambda: set(ALL_AUDIENCES))
    redrawn: set[str] = field(default_factory=set)
    "Whose stages are being read at this moment."
    answers: int = 0
    "How many batches of answers have come: what was read before one of them may know less than a page shows."
    moved: bool = False
    uncounted: bool = False
    draws: int = 0
    drawing: "asyncio.Task[None] | None" = None
    due: asyncio.TimerHandle | None = None
    close: asyncio.TimerHandle | None = None
    counted_at: float = 0.0
    ground: int = 0
    "What a lesson stands on beside its room: the quiz and the students' address, as of the last beat."
    received: dict[tuple[str, str], str] = field(default_factory=dict)
    "What those who give this answer are told, as the lesson stands."
    used_at: float = field(default_factory=time.monotonic)

    @property
    def audiences(self) -> set[str]:
        """Who listens."""
        return {listener.audience for listener in self.listeners}

    @property
    def closes_itself(self) -> bool:
        """A round is open that closes when all have answered: it is counted although nobody watches."""
        return bool(self.lesson and self.lesson.phase == Phase.OPEN and self.lesson.room.close_when_all)

    def here(self) -> set[int]:
        """Ids of the participants who are here: a socket, or a request a moment ago."""
        sockets = {each.seat.participant_id for each in self.listeners if each.seat}
        return sockets | self.presence.here()

    def sockets_of(self, participants: frozenset[int]) -> list[Listener]:
        """The sockets of these participants."""
        return [each for each in self.listeners if each.seat and each.seat.participant_id in participants]


@dataclass(frozen=True)
class View:
    """What one viewer sees: the lesson and the regions, their own included."""

    lesson: Lesson
    regions: stage.Regions
    has_answered: bool = False

    @property
    def digest(self) -> str:
        """Names what is shown."""
        return stage.digest(self.regions)


@dataclass(frozen=True)
class Drawn:
    """What one look at the database gave: the lesson, each audience's regions, and what is each listener's own."""

    lesson: Lesson | None
    regions: dict[str, stage.Regions] = field(default_factory=dict)
    own: dict[int, Own] = field(default_factory=dict)
    own_regions: dict[int, stage.Regions] = field(default_factory=dict)


def draw_all(room_id: int, here: set[int], audiences: set[str], own_ids: set[int]) -> Drawn:
    """Read the lesson once and draw each audience once. Runs in the reader's thread."""
    seen = lesson.read(room_id, here)
    if seen is None:
        return Drawn(None)
    own = lesson.read_own(seen, own_ids) if own_ids else {}
    return Drawn(seen, {name: stage.draw(seen, name) for name in audiences}, own, stage.draw_own(seen, own))


def still_good(listener: Listener, drawn: Drawn, own_ids: set[int]) -> bool:
    """The key, pass or seat that a socket was opened with still holds."""
    if listener.seat is not None:
        own = drawn.own.get(listener.seat.participant_id)
        asked = listener.seat.participant_id in own_ids
        return listener.seat.is_of(own.participant) if own else not asked
    room = drawn.lesson.room if drawn.lesson else None
    return room is not None and listener.key in {None, room.screen_key, room.host_pass}


def own_regions(seen: Lesson, seat: Seat) -> tuple[stage.Regions, bool]:
    """One participant's own regions, and whether they have answered. Raises Refused when the seat is not good."""
    own = lesson.read_own(seen, [seat.participant_id]).get(seat.participant_id)
    seat.check(own.participant if own else None)
    assert own is not None
    return stage.draw_own(seen, {seat.participant_id: own})[seat.participant_id], own.response is not None


def time_is_up(seen: Lesson | None) -> bool:
    """What was drawn shows an open round whose clock has run out."""
    return bool(seen and seen.round and seen.phase == Phase.OPEN and seen.round.time_is_up)
