"""Columns from 0, one for each point of a scale, with the mean as a line across them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from live.kinds.charts.statistics import mean, median, one_decimal, percent, plainly
from live.kinds.scale_points import Point

COUNTED = 50
"Up to so many answers columns say how many, with more answers how many percent."
GAP = 0.12
"On each side of a column, of the place that it has."


@dataclass(frozen=True)
class Column:
    """One column: where it stands and how high, in percent of the chart, and what is written above and below it."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    said: str
    shown: str
    word: str


@dataclass(frozen=True)
class Columns:
    """The columns, from the lowest point to the highest, and the mean and the median in words; "" without answers."""

    columns: tuple[Column, ...]
    mean: str = ""
    median: str = ""
    at: str = ""
    "Where the mean is, in percent of the width."

    height: ClassVar[float] = 22
    "On the screen, in em of it."

    def keyless(self) -> "Columns":
        """Return it as it is: nothing is right."""
        return self


def columns(counts: Sequence[int], points: Sequence[Point]) -> Columns:
    """Return the columns of counts, one for each point."""
    total, first = sum(counts), int(points[0].shown)
    drawn = tuple(_column(at, counts, point) for at, point in enumerate(points))
    if not total:
        return Columns(drawn)
    at = f"{(100 * mean(counts) + 50) / len(counts):.2f}"
    return Columns(drawn, one_decimal(mean(counts) + first), plainly(median(counts) + first), at)


def _column(at: int, counts: Sequence[int], point: Point) -> Column:
    each, height = 100 / len(counts), 100 * counts[at] / max(1, *counts)
    places = at * each + each * GAP, 100 - height, each * (1 - 2 * GAP), height, (at + 0.5) * each
    x, y, wide, high, middle = (f"{place:.2f}" for place in places)
    return Column(x, y, wide, high, middle, _said(counts[at], sum(counts)), point.shown, point.word)


def _said(count: int, total: int) -> str:
    return str(count) if total <= COUNTED else f"{percent(count, total)}\u00a0%"
