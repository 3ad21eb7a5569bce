"""A histogram: bins of one width with round borders; a few far outliers do not squeeze the rest into one bar."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal, localcontext
from itertools import pairwise, starmap
from typing import ClassVar

from live.kinds.charts.quantiles import ends, median

MOST, FEWEST = 12, 4
"Bins at most (one more when the ends are no borders), and the fewest different values that make a histogram."
WIDTH, HEIGHT = 480, 100
"The size of the chart, in its own units."
NAMED = 8
"With up to so many borders each is named; with more, every second one, or fewer where the names are long."
LETTER, MARGIN, GAP = 9, 24, 10
"How wide a letter of a name is, how far names go beyond the ends, and what is between two of them."
DIGITS = 700
"Of all that is computed, so that numbers of any size and nearness are told apart."
MEDIAN_LETTERS = 8
"How many letters stand beside the number of the median."
Span = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Column:
    """One bin: how many numbers lie between two borders, and where its column is drawn."""

    label: str
    count: int
    x: float
    width: float
    height: float
    right: float = 0
    "How much of its height is right numbers."
    keyed: bool = False
    "It stands in the field of the right ones."

    @property
    def y(self) -> float:
        """The column's upper end; SVG counts from above."""
        return HEIGHT - self.height

    @property
    def right_y(self) -> float:
        """The upper end of its right numbers, which stand below the others."""
        return HEIGHT - self.right

    @property
    def middle(self) -> float:
        """The x at which the count is written."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Field:
    """What lies behind the bins of a right number or range: where it begins, and how wide it is."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        """The x of its mark."""
        return self.x + self.width / 2

    def has(self, x: float) -> bool:
        """Tell whether a place is in it."""
        return self.x <= x <= self.x + self.width


@dataclass(frozen=True)
class Median:
    """The line at the median of all numbers: its place, and that of its label, which stays in the picture."""

    x: float
    label: str
    label_x: float


@dataclass(frozen=True)
class Histogram:
    """Columns of one width, the names of their borders, and how many numbers are outside."""

    columns: list[Column]
    borders: list[tuple[float, str]]
    below: int
    above: int
    fields: tuple[Field, ...] = ()
    "The bins of the right numbers and ranges, from left to right; without the key, and of those outside, none."

    median: Median | None = None

    height: ClassVar[float] = 18
    "On the screen, in em of it."

    def keyless(self) -> "Histogram":
        """Return it without the right numbers."""
        columns = [replace(column, right=0, keyed=False) for column in self.columns]
        return replace(self, columns=columns, fields=())

    @property
    def highest(self) -> Column:
        """The column with the most numbers."""
        return max(self.columns, key=lambda column: column.count)


def histogram(
    counts: Mapping[Decimal, int],
    write: Callable[[Decimal], str],
    right: Sequence[Span] = (),
    judged: Mapping[Decimal, int] | None = None,
    widens: bool = True,
    with_median: bool = False,
) -> Histogram | None:
    """Return the histogram of numbers and how often each was given; None for few different numbers.

    `right`: the least and the greatest number of each right range, twice the same for a right number. `judged`: those
    of the counts that the key takes as right; the field of a right number `widens` to those that are nearest to it.
    """
    if len(counts) < FEWEST:
        return None
    with localcontext(prec=DIGITS):
        bins = _bins(counts)
        judged = judged or {}
        borders = [write(bins.step * at) for at in range(bins.first, bins.last + 2)]
        fields = bins.fields(right, judged if widens else ())
        columns = _columns(bins.fold(counts), bins.fold(judged), borders)
        return Histogram(
            [replace(each, keyed=any(field.has(each.middle) for field in fields)) for each in columns],
            _named(borders),
            below=sum(count for number, count in counts.items() if number < bins.start),
            above=sum(count for number, count in counts.items() if number >= bins.end),
            fields=fields,
            median=bins.line(median(counts), write) if with_median else None,
        )


@dataclass(frozen=True)
class _Bins:
    """Bins of one width, by number: bin n reaches from n * step to (n + 1) * step."""

    step: Decimal
    first: int
    last: int

    @property
    def start(self) -> Decimal:
        """The least number that is in one."""
        return self.first * self.step

    @property
    def end(self) -> Decimal:
        """The least number beyond them."""
        return (self.last + 1) * self.step

    @property
    def width(self) -> float:
        """The width in which each is drawn."""
        return WIDTH / (self.last + 1 - self.first)

    def line(self, number: Decimal, write: Callable[[Decimal], str]) -> Median:
        """Return the line at a number, at an end when it is beyond them."""
        x = float(min(max((number - self.start) / (self.end - self.start), Decimal(0)), Decimal(1))) * WIDTH
        label = write(number)
        return Median(x, label, _inside(x, (len(label) + MEDIAN_LETTERS) * LETTER))

    def fold(self, counts: Mapping[Decimal, int]) -> list[int]:
        """Count the numbers in each."""
        found = dict.fromkeys(range(self.first, self.last + 1), 0)
        for number, count in counts.items():
            if self.start <= number < self.end:
                found[_floor(number / self.step)] += count
        return list(found.values())

    def fields(self, right: Sequence[Span], judged: Iterable[Decimal]) -> tuple[Field, ...]:
        """Return the bins of each right range and of the right numbers nearest to it; one field where some meet."""
        reached: list[list[Decimal]] = [self._seen(span) for span in right]
        for number in judged:
            if self.start <= number < self.end:
                min(zip(right, reached, strict=True), key=lambda each: _distance(each[0], number))[1].append(number)
        spans = [(_floor(min(each) / self.step), _floor(max(each) / self.step)) for each in reached if each]
        return tuple(
            Field((low - self.first) * self.width, (high + 1 - low) * self.width) for low, high in _apart(spans)
        )

    def _seen(self, span: Span) -> list[Decimal]:
        """Return the ends of a range, as far as they can be seen; none when it is outside."""
        low, high = span
        if low >= self.end or high < self.start:
            return []
        return [max(low, self.start), high if high < self.end else self.last * self.step]


def _distance(span: Span, number: Decimal) -> Decimal:
    """Return how far a number is from a range: 0 within it."""
    return max(span[0] - number, number - span[1], Decimal(0))


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together the runs of bins that share one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def _bins(counts: Mapping[Decimal, int]) -> _Bins:
    low, high = ends(counts)
    step = _step(
        (high - low or abs(high) or Decimal(1)) / MOST,
        whole=all(number == number.to_integral_value() for number in counts),
    )
    return _Bins(step, _floor(low / step), _floor(high / step))


def _named(borders: list[str]) -> list[tuple[float, str]]:
    """Return the names of the borders, as many as have place, each inside the picture, and where they stand."""
    width = WIDTH / (len(borders) - 1)
    names = [(_inside(at * width, len(name) * LETTER), name) for at, name in enumerate(borders)]
    every = 1 if len(names) <= NAMED else 2
    while not all(starmap(_are_apart, pairwise(names[::every]))):
        every += 1
    return names[::every]


def _are_apart(one: tuple[float, str], other: tuple[float, str]) -> bool:
    """Tell whether there is a gap between two names."""
    return other[0] - one[0] >= (len(one[1]) + len(other[1])) * LETTER / 2 + GAP


def _inside(x: float, length: int) -> float:
    return min(max(x, length / 2 - MARGIN), WIDTH + MARGIN - length / 2)


def _columns(counts: list[int], right: list[int], borders: list[str]) -> list[Column]:
    width, top = WIDTH / len(counts), max(1, *counts)
    heights = [[count / top * HEIGHT for count in each] for each in (counts, right)]
    return [
        Column(f"{borders[at]} – {borders[at + 1]}", count, at * width + 1, width - 2, heights[0][at], heights[1][at])
        for at, count in enumerate(counts)
    ]


def _step(least: Decimal, whole: bool) -> Decimal:
    """Return a width of at least `least`: 1, 2 or 5 times a power of ten, and not below 1 for whole numbers."""
    power = Decimal(10) ** least.adjusted()
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
    return max(step, Decimal(1)) if whole else step


def _floor(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_FLOOR))
