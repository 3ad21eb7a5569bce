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
    """What lies behind the bins of right numbers: where it begins, and how wide it is."""

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
class Histogram:
    """Columns of one width, the names of their borders, and how many numbers are outside."""

    columns: list[Column]
    borders: list[tuple[float, str]]
    below: int
    above: int
    field: Field | None = None
    "The bins that right numbers fall into; None without the key, or when they are outside."

    height: ClassVar[float] = 20
    "On the screen, in em of it."

    def keyless(self) -> "Histogram":
        """Return it without the right number."""
        columns = [replace(column, right=0, keyed=False) for column in self.columns]
        return replace(self, columns=columns, field=None)

    @property
    def highest(self) -> Column:
        """The column with the most numbers."""
        return max(self.columns, key=lambda column: column.count)


def histogram(
    counts: Mapping[Decimal, int],
    right: Decimal | None,
    write: Callable[[Decimal], str],
    tolerance: Decimal = Decimal(0),
) -> Histogram | None:
    """Return the histogram of numbers and how often each was given; None for few different numbers."""
    if len(counts) < FEWEST:
        return None
    bins = _bins(counts)
    borders = [write(bins.step * at) for at in range(bins.first, bins.last + 2)]
    keyed = bins.fold(_between(counts, right, tolerance))
    field = bins.field(keyed, right)
    columns = _columns(bins.fold(counts), keyed, borders)
    return Histogram(
        [replace(column, keyed=bool(field and field.has(column.middle))) for column in columns],
        [(at * bins.width, name) for at, name in enumerate(borders) if len(borders) <= NAMED or at % 2 == 0],
        below=sum(count for number, count in counts.items() if number < bins.first * bins.step),
        above=sum(count for number, count in counts.items() if number >= (bins.last + 1) * bins.step),
        field=field,
    )


@dataclass(frozen=True)
class _Bins:
    """Bins of one width, by number: bin n reaches from n * step to (n + 1) * step."""

    step: Decimal
    first: int
    last: int

    def fold(self, counts: Mapping[Decimal, int]) -> list[int]:
        """Count the numbers in each."""
        found = dict.fromkeys(range(self.first, self.last + 1), 0)
        for number, count in counts.items():
            if (at := _floor(number / self.step)) in found:
                found[at] += count
        return list(found.values())

    @property
    def width(self) -> float:
        """The width in which each is drawn."""
        return WIDTH / (self.last + 1 - self.first)

    def field(self, keyed: list[int], right: Decimal | None) -> Field | None:
        """Return the bins of the right number and of all that count as right; None when there are none."""
        found = [at for at, count in enumerate(keyed) if count]
        if right is not None and self.first <= _floor(right / self.step) <= self.last:
            found.append(_floor(right / self.step) - self.first)
        return Field(min(found) * self.width, (max(found) + 1 - min(found)) * self.width) if found else None


def _bins(counts: Mapping[Decimal, int]) -> _Bins:
    low, high = _ends(sorted(counts), counts)
    step = _step(
        (high - low or abs(high) or Decimal(1)) / MOST,
        whole=all(number == number.to_integral_value() for number in counts),
    )
    return _Bins(step, _floor(low / step), _floor(high / step))


def _between(counts: Mapping[Decimal, int], right: Decimal | None, tolerance: Decimal) -> dict[Decimal, int]:
    """Return the numbers that are right."""
    return {number: count for number, count in counts.items() if right is not None and abs(number - right) <= tolerance}


def _columns(counts: list[int], right: list[int], borders: list[str]) -> list[Column]:
    width, top = WIDTH / len(counts), max(1, *counts)
    heights = [[count / top * HEIGHT for count in each] for each in (counts, right)]
    return [
        Column(f"{borders[at]} – {borders[at + 1]}", count, at * width + 1, width - 2, heights[0][at], heights[1][at])
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
