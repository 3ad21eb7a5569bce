"""Bars that diverge from the middle of a scale, one for each statement, all with the same middle and unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from live.kinds.charts.statistics import mean, median, one_decimal, percent, plainly
from live.kinds.scale_points import Point
from live.workshop.drawings import formulas

WRITTEN = 5
"Percent from which on they are written into a part."
SHORT = 40
"Letters of a statement that has place beside its bar."
LETTERS = 90
"Letters of a statement in one line above its bar, on the screen."


@dataclass(frozen=True)
class Part:
    """The share of one point: where it begins, how wide it is and where its middle is, in percent of the width."""

    x: str
    width: str
    middle: str
    tone: int
    said: str


@dataclass(frozen=True)
class Spread:
    """One statement, how it was answered, and how often each point was given."""

    label: SafeString
    parts: tuple[Part, ...]
    mean: str
    median: str
    total: int
    "How many rated it."
    counts: tuple[str, ...]
    length: int
    "Of the label, in letters."


@dataclass(frozen=True)
class Diverging:
    """All statements. `middle`: where the middle of the scale is, in percent of the width."""

    rows: tuple[Spread, ...]
    points: tuple[Point, ...]
    middle: str
    skips: bool
    "Not everybody had to rate every statement."

    @property
    def short(self) -> bool:
        """Whether each statement has place beside its bar."""
        return all(row.length <= SHORT for row in self.rows)

    @property
    def height(self) -> float:
        """On the screen, in em of it."""
        lines = sum(ceil(row.length / LETTERS) for row in self.rows)
        return 2.2 + (3.2 * len(self.rows) if self.short else 1.6 * lines + 1.75 * len(self.rows))

    def keyless(self) -> "Diverging":
        """Return it as it is: nothing is right."""
        return self


def diverging(
    counts: Sequence[Sequence[int]], statements: Sequence[str], points: Sequence[Point], skips: bool
) -> Diverging:
    """Return the bars of counts by statement and point; `skips`: some may be left out."""
    sides = [_sides(each) for each in counts if sum(each)] or [(0.5, 0.5)]
    left, right = max(one for one, _other in sides), max(other for _one, other in sides)
    unit = 100 / (left + right)
    rows = [
        _spread(each, text, points, _parts(each, points, left, unit))
        for each, text in zip(counts, statements, strict=True)
    ]
    return Diverging(tuple(rows), tuple(points), f"{left * unit:.2f}", skips)


def _sides(counts: Sequence[int]) -> tuple[float, float]:
    """Return the shares on both sides of the middle; half of an odd one in the middle belongs to each."""
    half = len(counts) // 2
    lower, upper = sum(counts[:half]), sum(counts[len(counts) - half :])
    share = (lower + (sum(counts) - lower - upper) / 2) / sum(counts)
    return share, 1 - share


def _parts(counts: Sequence[int], points: Sequence[Point], left: float, unit: float) -> tuple[Part, ...]:
    """Return the parts of a bar; `left`: the share that the longest has before the middle."""
    parts, total = [], sum(counts)
    x = (left - _sides(counts)[0]) * unit if total else 0
    for count, point in zip(counts, points, strict=True):
        if count:
            width, said = count / total * unit, percent(count, total)
            places = f"{x:.2f}", f"{width:.2f}", f"{x + width / 2:.2f}"
            parts.append(Part(*places, point.tone, said if int(said) >= WRITTEN else ""))
            x += width
    return tuple(parts)


def _spread(counts: Sequence[int], statement: str, points: Sequence[Point], parts: tuple[Part, ...]) -> Spread:
    total, first = sum(counts), int(points[0].shown)
    numbers = (one_decimal(mean(counts) + first), plainly(median(counts) + first)) if total else ("", "")
    return Spread(formulas(statement), parts, *numbers, total, tuple(map(str, counts)), len(statement))
