"""Two askings of one question beside each other: who changed their answer, and what it gained."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import comb

FEWEST_CHANGED = 20
"So many pairs are wanted before chance is spoken of."


@dataclass(frozen=True)
class Movement:
    """What became of those who answered both times; right is wholly right."""

    kept_right: int
    lost: int
    "Right first, then wrong."
    gained: int
    "Wrong first, then right."
    kept_wrong: int
    only_first: int
    only_second: int
    before: float | None
    "The mean mark of those who answered both times, the first time, from 0 to 1; None without such people."
    after: float | None

    @property
    def pairs(self) -> int:
        """How many answered both times."""
        return self.kept_right + self.lost + self.gained + self.kept_wrong

    @property
    def gain(self) -> float | None:
        """The share of what could be gained that was: g = (p2 - p1) / (1 - p1) (Hake 1998); None when p1 is 1."""
        if self.before is None or self.after is None or self.before == 1:
            return None
        return (self.after - self.before) / (1 - self.before)

    @property
    def chance(self) -> float | None:
        """How likely so one-sided a change, or more so, is by chance alone; None below 20 pairs or without a change.

        The exact test of McNemar (1947): two-sided binomial over those who changed, with an even coin.
        """
        changed = self.gained + self.lost
        if self.pairs < FEWEST_CHANGED or not changed:
            return None
        tail = sum(comb(changed, k) for k in range(min(self.gained, self.lost) + 1))
        return min(1.0, 2 * tail / 2**changed)


def movement(first: Mapping[int, float], second: Mapping[int, float]) -> Movement:
    """Compare two askings: the mark of each person who answered, by their id."""
    both = first.keys() & second.keys()
    moves = Counter((first[person] == 1, second[person] == 1) for person in both)
    return Movement(
        kept_right=moves[True, True],
        lost=moves[True, False],
        gained=moves[False, True],
        kept_wrong=moves[False, False],
        only_first=len(first.keys() - both),
        only_second=len(second.keys() - both),
        before=sum(first[person] for person in both) / len(both) if both else None,
        after=sum(second[person] for person in both) / len(both) if both else None,
    )


def changes(first: Mapping[int, str], second: Mapping[int, str]) -> Counter[tuple[str, str]]:
    """Count what people answered first and then, by pairs of values, over those who answered both times."""
    return Counter((first[person], second[person]) for person in first.keys() & second.keys())
