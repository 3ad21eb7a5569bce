"""A histogram: bins of one width with round borders; a few far outliers do not squeeze the rest into one bar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from typing import ClassVar

MOST, FEWEST = 12, 4
"Bins at most (one more when the ends are no borders), and the fewest different values that make a histogram."
WIDTH, HEIGHT = 480, 100
"The size of the chart, in its own units."
NAMED = 8
"With up to so many borders each is named; with more, every second one."


@dataclass(frozen=True)
class Column:
    """One bin: how many numbers lie between two borders, and where its column is drawn."""

    label: str
    count: int
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        """The column's upper end; SVG counts from above."""
        return HEIGHT - self.height

    @property
    def middle(self) -> float:
        """The x at which the count is written."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Histogram:
    """Columns of one width, the names of their borders, and how many numbers are outside."""

    columns: list[Column]
    borders: list[tuple[float, str]]
    right: float | None
    "The x of the right number; None without one, or when it is outside."
    below: int
    above: int

    height: ClassVar[float] = 20
    "On the screen, in em of it."

    def keyless(self) -> "Histogram":
        """Return it without the right number."""
        return replace(self, right=None)

    @property
    def highest(self) -> Column:
        """The column with the most numbers."""
        return max(self.columns, key=lambda column: column.count)


def histogram(
    counts: Mapping[Decimal, int], right: Decimal | None, write: Callable[[Decimal], str]
) -> Histogram | None:
    """Return the histogram of numbers and how often each was given; None for few different numbers."""
    if len(counts) < FEWEST:
        return None
    low, high = _ends(sorted(counts), counts)
    step = _step(
        (high - low or abs(high) or Decimal(1)) / MOST,
        whole=all(number == number.to_integral_value() for number in counts),
    )
    first, last = _floor(low / step), _floor(high / step)
    found = dict.fromkeys(range(first, last + 1), 0)
    for number, count in counts.items():
        if (at := _floor(number / step)) in found:
            found[at] += count
    borders = [write(step * at) for at in range(first, last + 2)]
    place = None if right is None else float((right / step - first) / len(found))
    return Histogram(
        _columns(list(found.values()), borders),
        [(at * WIDTH / len(found), name) for at, name in enumerate(borders) if len(borders) <= NAMED or at % 2 == 0],
        place * WIDTH if place is not None and 0 <= place <= 1 else None,
        below=sum(count for number, count in counts.items() if number < first * step),
        above=sum(count for number, count in counts.items() if number >= (last + 1) * step),
    )


def _columns(counts: list[int], borders: list[str]) -> list[Column]:
    width, top = WIDTH / len(counts), max(1, *counts)
    return [
        Column(f"{borders[at]} – {borders[at + 1]}", count, at * width + 1, width - 2, count / top * HEIGHT)
        for at, count in enumerate(counts)
    ]


def _ends(numbers: list[Decimal], counts: Mapping[Decimal, int]) -> tuple[Decimal, Decimal]:
    """Return the first and last number that is no far outlier: within three interquartile ranges (Tukey)."""
    low, high = _quantile(numbers, counts, 0.25), _quantile(numbers, counts, 0.75)
    reach = 3 * (high - low) or 3 * (_quantile(numbers, counts, 0.95) - _quantile(numbers, counts, 0.05))
    near = [number for number in numbers if not reach or low - reach <= number <= high + reach]
    return near[0], near[-1]


def _quantile(numbers: list[Decimal], counts: Mapping[Decimal, int], share: float) -> Decimal:
    wanted, reached = share * sum(counts.values()), 0
    for number in numbers:
        reached += counts[number]
        if reached >= wanted:
            return number
    return numbers[-1]


def _step(least: Decimal, whole: bool) -> Decimal:
    """Return a width of at least `least`: 1, 2 or 5 times a power of ten, and not below 1 for whole numbers."""
    power = Decimal(10) ** least.adjusted()
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
    return max(step, Decimal(1)) if whole else step


def _floor(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_FLOOR))
