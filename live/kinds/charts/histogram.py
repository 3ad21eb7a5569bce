"""A histogram: bins of one width with round borders; a few far outliers do not squeeze the rest into one bar."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import ClassVar

MOST, FEWEST = 12, 4
"Bins at most (one more when the ends are no borders), and the fewest different values that make a histogram."
WIDTH, HEIGHT = 480, 100
"The size of the chart, in its own units."
NAMED = 8
"With up to so many borders each is named; with more, every second one, or fewer where the names are long."
LETTER, MARGIN, GAP = 8, 24, 10
"How wide a letter of a name is, how far names go beyond the ends, and what is between two of them."
DIGITS = 700
"Of all that is computed, so that numbers of any size and nearness are told apart."
Span = tuple[Decimal, Decimal]


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
class Mark:
    """Where a right number is, or from where to where a range goes."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The x of its name."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Histogram:
    """Columns of one width, the names of their borders, and how many numbers are outside."""

    columns: list[Column]
    borders: list[tuple[float, str]]
    right: tuple[Mark, ...]
    "The right numbers and ranges; without those that are outside."
    below: int
    above: int

    height: ClassVar[float] = 20
    "On the screen, in em of it."

    def keyless(self) -> "Histogram":
        """Return it without the right number."""
        return replace(self, right=())

    @property
    def highest(self) -> Column:
        """The column with the most numbers."""
        return max(self.columns, key=lambda column: column.count)


def histogram(
    counts: Mapping[Decimal, int], right: Sequence[Span], write: Callable[[Decimal], str]
) -> Histogram | None:
    """Return the histogram of numbers and how often each was given; None for few different numbers.

    `right`: the least and the greatest number of each right range, twice the same for a right number.
    """
    if len(counts) < FEWEST:
        return None
    with localcontext(prec=DIGITS):
        return _histogram(counts, right, write)


def _histogram(counts: Mapping[Decimal, int], right: Sequence[Span], write: Callable[[Decimal], str]) -> Histogram:
    low, high = _ends(sorted(counts), counts)
    step = _step(
        (high - low or abs(high) or Decimal(1)) / MOST,
        whole=all(number == number.to_integral_value() for number in counts),
    )
    first, last = _floor(low / step), _floor(high / step)
    ends = first * step, (last + 1) * step
    found = dict.fromkeys(range(first, last + 1), 0)
    for number, count in counts.items():
        if ends[0] <= number < ends[1]:
            found[_floor(number / step)] += count
    borders = [write(step * at) for at in range(first, last + 2)]
    return Histogram(
        _columns(list(found.values()), borders),
        _named(borders),
        tuple(mark for span in right if (mark := _mark(span, *ends))),
        below=sum(count for number, count in counts.items() if number < ends[0]),
        above=sum(count for number, count in counts.items() if number >= ends[1]),
    )


def _mark(span: Span, first: Decimal, last: Decimal) -> Mark | None:
    """Return where a right range is, as far as it can be seen; None when it is outside."""
    start, end = max(span[0], first), min(span[1], last)
    if start > end:
        return None
    return Mark(*(float((each - first) / (last - first)) * WIDTH for each in (start, end)))


def _named(borders: list[str]) -> list[tuple[float, str]]:
    """Return the names of the borders, as many as have place, each inside the picture, and where they stand."""
    longest, width = max(map(len, borders)) * LETTER, WIDTH / (len(borders) - 1)
    every = max(1 if len(borders) <= NAMED else 2, int((longest + GAP) // width) + 1)
    return [(_inside(at * width, len(name) * LETTER), name) for at, name in enumerate(borders) if at % every == 0]


def _inside(x: float, length: int) -> float:
    return min(max(x, length / 2 - MARGIN), WIDTH + MARGIN - length / 2)


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
