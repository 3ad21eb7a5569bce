"""Points and places: pure functions of what was answered, never kept in a counter.

`live/rooms/grades.py` applies them: it asks the kind how right a value is, and the room for its `Scoring`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

FULL_POINTS = 1000
GRACE_MS = 500


@dataclass(slots=True)
class Score:
    """What a participant has: points, questions wholly right, milliseconds spent on those. Scores add up."""

    points: int = 0
    right: int = 0
    time_ms: int = 0
    hits: int = field(default=0, compare=False)
    "A bit for each round that was wholly right, in the order of the rounds that count."

    def __add__(self, other: "Score") -> "Score":
        right, time_ms = self.right + other.right, self.time_ms + other.time_ms
        return Score(self.points + other.points, right, time_ms, self.hits | other.hits)


class Standing(NamedTuple):
    """One row of the standings; a shared place is followed by a gap (1, 1, 3)."""

    place: int
    participant_id: int
    points: int
    right: int
    time_ms: int


def speed_fraction(t_ms: int, limit_s: int | None) -> float:
    """The share of the points that speed leaves: 1 - t/T/2, from 1 to 0.5; `points` rounds, once.

    `t_ms` is the answer time in milliseconds, `limit_s` the question's own limit T in seconds, None or 0 when untimed,
    which gives everything. Full below 0.5 s; t is capped at T. Source: Kahoot, "How points work".
    """
    if not limit_s or t_ms < GRACE_MS:
        return 1.0
    limit_ms = limit_s * 1000
    return 1 - min(t_ms, limit_ms) / limit_ms / 2


def points(weight: int, fraction: float, speed: float = 1.0) -> int:
    """Points for one round: round(weight x 1000 x fraction x speed); weight 0-5, fraction 0-1, speed 0.5-1."""
    return round(weight * FULL_POINTS * fraction * speed)


def score(weight: int, fraction: float, speed: float = 1.0, t_ms: int = 0) -> Score:
    """One round's Score; it is right when the fraction is 1, and weight 0 counts for nothing."""
    right = fraction == 1 and weight > 0
    return Score(points(weight, fraction, speed), int(right), t_ms if right else 0)


def standings(scores: Mapping[int, Score]) -> list[Standing]:
    """Participants by points; ties by right answers, then by time over right answers, then a shared place."""
    keyed = sorted((-s.points, -s.right, s.time_ms, participant_id) for participant_id, s in scores.items())
    rows: list[Standing] = []
    for (minus_points, minus_right, time_ms), tied in groupby(keyed, lambda row: row[:3]):
        place = len(rows) + 1
        rows.extend(Standing(place, row[3], -minus_points, -minus_right, time_ms) for row in tied)
    return rows
