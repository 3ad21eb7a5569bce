"""Estimates: how far each is from the right number, and how much of the points one has that is near."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from live.kinds.number_key import Bounds, ranges, spans
from live.kinds.number_values import OR


def nearer(right: str, value: str) -> str:
    """Return the reading of a value that is nearer to a right number."""
    return min(value.split(OR), key=lambda each: distance(right, each)) if OR in value else value


@lru_cache(maxsize=4096)
def distance(right: str, value: str) -> Fraction:
    """Return how far a value is from the nearest right number or range; the nearer one of two readings counts."""
    readings = [Fraction(each) for each in value.split(OR)]
    return min(max(low - each, each - high, Fraction(0)) for low, high in ranges(right) for each in readings)


def by_distance(right: str, values: Iterable[str]) -> list[list[str]]:
    """Return the values in groups that are equally far away, the nearest first."""
    ordered = sorted(values, key=lambda value: (distance(right, value), value))
    return [list(group) for _distance, group in groupby(ordered, lambda value: distance(right, value))]


def nearness(right: str, tolerance: str, reach: str, value: str) -> float:
    """Return the share of the points for a value: 1 within the tolerance, from there evenly down to 0 at the reach.

    With a right number r, tolerance t and reach e the value at a distance d has 1 - (d - t) / (e - t), between 0 and 1.
    """
    around = list(zip(spans(right, tolerance), spans(right, reach), strict=True))
    return float(max(_slope(Fraction(each), *bounds) for bounds in around for each in value.split(OR)))


def _slope(number: Fraction, within: Bounds, beyond: Bounds) -> Fraction:
    low, high, least, most = (Fraction(each) for each in (*within, *beyond))
    if low <= number <= high:
        return Fraction(1)
    share = (number - least) / (low - least) if number < low else (most - number) / (most - high)
    return max(share, Fraction(0))


def reaches_further(right: str, tolerance: str, reach: str) -> bool:
    """Tell whether the reach is beyond the tolerance at each right number."""
    around = zip(spans(right, tolerance), spans(right, reach), strict=True)
    return all(least < low and high < most for (low, high), (least, most) in around)
