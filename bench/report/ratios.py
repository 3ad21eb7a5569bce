"""Two revisions beside each other: the ratios of their figures, how far they scatter, and what that says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import comb
from statistics import median
from typing import Any, NamedTuple

from bench.report.figures import aligned, figure
from bench.report.limits import BUSY

BASE, HERE, AGAIN = "base", "here", "again"
"The other revision; this checkout; the other revision once more, which shows what a ratio is when nothing differs."
CHANCE = 0.05
"How often a median may lie outside of what is told as its range."
FEWEST = 6
"Turns from which on a range is as good as that: of fewer even the smallest and the largest may miss it more often."

Values = Mapping[str, float]
"What was measured in one turn, by side."


class Figure(NamedTuple):
    """A line of the table; `phase`: the load's phase whose share of a core counts for it."""

    key: str
    label: str
    unit: str
    phase: str = ""


class Ratio(NamedTuple):
    """The median of the ratios of some turns, and between which of them it lies."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, ratios: Sequence[float]) -> "Ratio":
        """From at least one. The range is by rank, whatever the distribution; of fewer than nine it is all of them."""
        ordered = sorted(ratios)
        left_off = ranks_left_off(len(ordered))
        return cls(median(ordered), ordered[left_off], ordered[-1 - left_off])

    def is_apart_from(self, other: "Ratio") -> bool:
        """The two ranges have nothing in common."""
        return self.low > other.high or self.high < other.low

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f} to {self.high:.2f})"


def ranks_left_off(count: int) -> int:
    """How many may be left off at either end of so many ordered values for their median to be still inside."""
    outside, left_off = 0, -1
    while 2 * (outside + comb(count, left_off + 1)) <= CHANCE * 2**count:
        left_off += 1
        outside += comb(count, left_off)
    return max(0, left_off)


@dataclass
class Ratios:
    """All turns of one size of class."""

    students: int
    turns: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    shares: dict[str, float] = field(default_factory=dict)
    "The load's own share of a core, by phase."

    def add(self, key: str, values: Values) -> None:
        """Add one turn, in which all sides were measured one after the other."""
        self.turns[key].append(values)

    def value(self, key: str, side: str) -> float | None:
        """The median of one side."""
        return median(turn[side] for turn in self.turns[key]) if self.turns.get(key) else None

    def ratio(self, key: str, side: str) -> Ratio | None:
        """One side to the other revision, turn by turn; None when there is nothing to divide by."""
        ratios = [turn[side] / turn[BASE] for turn in self.turns.get(key, ()) if turn[BASE]]
        return Ratio.of(ratios) if ratios else None

    def verdict(self, key: str) -> str:
        """More or less than the other revision, when the ratio lies apart from that of the revision to itself."""
        here, again = self.ratio(key, HERE), self.ratio(key, AGAIN)
        if here is None or again is None or len(self.turns[key]) < FEWEST or not here.is_apart_from(again):
            return ""
        return "MORE" if here.low > again.high else "less"

    def table(self, figures: Sequence[Figure], revision: str) -> str:
        """For people; `*` marks what was measured while the load had most of a core."""
        head = (f"{self.students} students", revision, "here", f"here : {revision}", "control", "turns", "")
        return aligned([head, *(self._line(each) for each in figures)])

    def _line(self, told: Figure) -> tuple[str, ...]:
        mark = " *" if self.shares.get(told.phase, 0) > BUSY else ""
        base, here = (figure(self.value(told.key, side)) for side in (BASE, HERE))
        ratios = [str(ratio) if ratio else "" for ratio in (self.ratio(told.key, side) for side in (HERE, AGAIN))]
        turns = str(len(self.turns.get(told.key, ())))
        return (f"{told.label}, {told.unit}{mark}", base, here, *ratios, turns, self.verdict(told.key))

    def json(self, figures: Sequence[Figure]) -> dict[str, Any]:
        """For the file."""
        return {each.key: self._told(each.key) for each in figures}

    def _told(self, key: str) -> dict[str, Any]:
        ratios = {side: ratio for side in (HERE, AGAIN) if (ratio := self.ratio(key, side))}
        return {
            "turns": [dict(turn) for turn in self.turns.get(key, ())],
            "ratios": {side: ratio._asdict() for side, ratio in ratios.items()},
            "verdict": self.verdict(key),
        }
