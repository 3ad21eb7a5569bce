"""What is one participant's alone, put into words: what their templates are given, with slots for names and numbers."""

from typing import Any, NamedTuple

from django.utils.html import conditional_escape, format_html

from live.kinds import Choice, Content, Kind
from live.models import Phase, Response, Round
from live.rendering.places import Stand
from live.rendering.slots import (
    ABOVE,
    FACE,
    GAP,
    GRADED,
    MARKS,
    PLACE,
    POINTS,
    RIGHT,
    SPAN,
    STUBS,
    TALL,
    TIME,
    TOTAL,
    WORDS,
)
from live.rooms import keys
from live.rooms.outcomes import Given
from live.rooms.snapshot import Snapshot


class Shape(NamedTuple):
    """What a participant's region looks like: those of one shape differ in names, words and numbers alone."""

    answered: bool
    outcome: str = ""
    tied: int = 0
    "Others who share the place."
    leads: bool = False
    nears: bool = False
    "Whether points are missing to the place above."
    starred: bool = False
    "Whether the host has put their answer on the wall."


def own_context(snapshot: Snapshot, shape: Shape) -> dict[str, Any]:
    """The context of what is one participant's alone; their words, marks and numbers are slots."""
    round = snapshot.round
    shows = snapshot.room.rules.with_standings and snapshot.graded_count
    return {
        **shape._asdict(),
        "key_choice": _only_right(round) if round and snapshot.reveals else None,
        "asks": snapshot.asks,
        "room": snapshot.room,
        "phase": str(snapshot.phase),
        "round_id": round.pk if round else 0,
        "face": FACE,
        "answer": WORDS if shape.answered else "",
        "marks": MARKS if shape.answered else "",
        "as_list": bool(round and snapshot.reveals and round.kind.own_is_list),
        "kept": not snapshot.room.rules.may_change,
        "points": POINTS,
        "received_at": TIME,
        "place": PLACE if shows else "",
        "above": ABOVE,
        "gap": GAP,
        "total_points": TOTAL,
        "right_count": RIGHT,
        "of_people": len(snapshot.people),
        "remarked": snapshot.remarked if snapshot.reveals else [],
        "graded": bool(round and round.is_graded),
        "weighs": bool(round and round.weighs),
        "graded_count": snapshot.graded_count,
        "graded_for_me": GRADED,
        "span": SPAN,
        "tall": TALL,
        "stubs": STUBS,
    }


def _only_right(round: Round) -> Choice | None:
    """The right choice, if there is just one."""
    right = [choice for choice in keys.choices(round) if choice.right]
    return right[0] if len(right) == 1 else None


def shape(snapshot: Snapshot, response: Given | None, outcome: str, stand: Stand) -> Shape:
    """The shape of somebody's region; places count where they are shown at large."""
    if snapshot.phase not in {Phase.STANDINGS, Phase.ENDED}:
        round, is_over = snapshot.round, snapshot.phase in {Phase.CLOSED, Phase.REVEALED}
        starred = bool(round and response and is_over and round.is_on_wall(response.value))
        return Shape(response is not None, outcome, starred=starred)
    return Shape(False, "", stand.tied, stand.leads, stand.gap > 0)


def own_words(kind: Kind, content: Content, response: Response | Given, compared: str = "") -> str:
    """What a participant answered, as HTML; `content` is without the key before the reveal.

    `compared`: how it stands beside the others, if that is told.
    """
    own = conditional_escape(kind.own_html(content, response.value, response.typed))
    return format_html("{} · {}", own, compared) if compared else own


def own_marks(round: Round, response: Response | Given) -> str:
    """The classes by which the stylesheet marks one's own choices."""
    return " ".join(f"mine-{number}" for number in round.kind.picked(response.value))
