"""Takes a snapshot and draws the stages from it, in the reader's thread; the results are plain values."""

from dataclasses import dataclass, field, replace

from live.models.participant import Seat
from live.realtime import changes
from live.realtime.listener import Listener
from live.refusal import Refused
from live.rendering import partials, stages
from live.rooms import outcomes
from live.rooms.outcomes import Own
from live.rooms.snapshot import Gone, Reach, Screens, Snapshot, recount, take


@dataclass(frozen=True)
class View:
    """What one viewer sees: the snapshot and the regions, their own included."""

    snapshot: Snapshot
    regions: partials.Regions
    has_answered: bool = False

    @property
    def digest(self) -> str:
        """A short name for what is shown."""
        return partials.digest(self.regions)


@dataclass(frozen=True)
class Drawing:
    """What was read and drawn at once: a snapshot, each audience's regions, and the regions of single participants."""

    snapshot: Snapshot | None
    regions: dict[str, partials.Regions] = field(default_factory=dict)
    own: dict[int, Own] = field(default_factory=dict)
    own_drawn: dict[int, partials.Regions] = field(default_factory=dict)
    ground: int | None = None
    "The hash of what stages show beside the room itself (`changes.ground`)."


def draw_all(
    room_id: int,
    here: set[int],
    beside: tuple[Reach, Screens | None],
    audiences: set[str],
    own_ids: set[int],
    gone: Gone | None = None,
) -> Drawing:
    """Take one snapshot and draw each audience once. Runs in the reader's thread.

    `beside`: what is known of the room beside the database.
    """
    snapshot = take(room_id, here, gone)
    if snapshot is None:
        return Drawing(None)
    snapshot = _with(snapshot, *beside)
    own = outcomes.read_own(snapshot, own_ids) if own_ids else {}
    regions = draw_more(snapshot, audiences)
    stage = regions["play"]["stage"] if "play" in regions else ""
    return Drawing(snapshot, regions, own, stages.draw_own(snapshot, own, stage), changes.ground(snapshot))


def draw_counts(
    last: Snapshot,
    here: set[int],
    beside: tuple[Reach, Screens | None],
    kept: dict[str, partials.Regions],
    gone: Gone | None = None,
) -> Drawing | None:
    """Draw these audiences again when only people and answers have changed. Runs in the reader's thread.

    `beside`: as for `draw_all`; `kept`: what each was shown last. None when more has changed.
    """
    snapshot = recount(last, here, gone)
    if snapshot is None:
        return None
    snapshot = _with(snapshot, *beside)
    return Drawing(snapshot, {name: stages.redraw(snapshot, name, regions) for name, regions in kept.items()})


def _with(snapshot: Snapshot, reach: Reach, screens: Screens | None) -> Snapshot:
    return replace(snapshot, reach=reach, screens=screens)


def draw_more(snapshot: Snapshot, audiences: set[str]) -> dict[str, partials.Regions]:
    """Each audience's regions, drawn once. Runs in the reader's thread."""
    return {name: stages.draw(snapshot, name) for name in audiences}


def still_good(listener: Listener, drawing: Drawing, own_ids: set[int]) -> bool:
    """Whether the key, pass or seat that a socket was opened with is still good."""
    if listener.seat is not None:
        own = drawing.own.get(listener.seat.participant_id)
        asked = listener.seat.participant_id in own_ids
        return listener.seat.is_of(own.participant) if own else not asked
    room = drawing.snapshot.room if drawing.snapshot else None
    return room is not None and listener.key in {None, room.screen_key, room.host_pass}


def draw_own(snapshot: Snapshot, stage: str, seats: list[Seat]) -> dict[Seat, tuple[partials.Regions, bool] | Refused]:
    """For each seat its own regions and whether it has answered, or why it is not good. Runs in the reader's thread.

    `stage`: the participants', as it was drawn from the same snapshot.
    """
    owns = outcomes.read_own(snapshot, {seat.participant_id for seat in seats})
    regions = stages.draw_own(snapshot, owns, stage)
    found: dict[Seat, tuple[partials.Regions, bool] | Refused] = {}
    for seat in seats:
        own = owns.get(seat.participant_id)
        try:
            seat.check(own.participant if own else None)
        except Refused as refused:
            found[seat] = refused
        else:
            assert own is not None
            found[seat] = regions[seat.participant_id], own.response is not None
    return found
