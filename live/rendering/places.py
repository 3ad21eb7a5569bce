"""Where each participant stands beside the others, and which rounds they had right, as a phone shows it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from live.rooms.sheet import Standing

STEP, FOOT = 26, 60
"How far apart the strokes of two rounds stand in their picture, and where they end."


class Stand(NamedTuple):
    """One participant's place; a place of 0 is none."""

    place: int = 0
    tied: int = 0
    "Others who share it."
    leads: bool = False
    "Whether it is the first, and not for nothing."
    above: int = 0
    "The next place above."
    gap: int = 0
    "The points that are missing to that place."


def stands(standings: Sequence[Standing]) -> dict[int, Stand]:
    """Where each stands, by participant; `standings` as they are ordered."""
    found: dict[int, Stand] = {}
    above, points = 0, 0
    for place, rows in groupby(standings, lambda row: row.place):
        tied = list(rows)
        own = tied[0].points
        stand = Stand(place, len(tied) - 1, place == 1 and own > 0, above, points - own if above else 0)
        found |= dict.fromkeys((row.participant_id for row in tied), stand)
        above, points = place, own
    return found


@lru_cache(maxsize=4096)
def strokes_of(hits: int, could: tuple[bool, ...]) -> tuple[str, str, int]:
    """Paths of a tall stroke for each round that was right and of a stub for each other, and how wide they are in all.

    `hits`: a bit for each round that was right (`Total.hits`); what somebody could not answer has no stroke.
    """
    right = [bool(hits >> at & 1) for at, there in enumerate(could) if there]
    places = [(STEP // 2 + STEP * at, hit) for at, hit in enumerate(right)]
    tall = "".join(f"M{x} 12V{FOOT}" for x, hit in places if hit)
    stubs = "".join(f"M{x} 46V{FOOT}" for x, hit in places if not hit)
    return tall, stubs, STEP * max(1, len(right))
