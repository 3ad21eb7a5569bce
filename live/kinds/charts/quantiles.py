"""The middle and the ends of numbers, each with how often it was given."""

from collections.abc import Mapping
from decimal import Context, Decimal
from itertools import accumulate

MEDIAN = 10
"How many digits are written of a median that lies between two numbers."


def median(counts: Mapping[Decimal, int]) -> Decimal:
    """Return the median of numbers and how often each was given; between two numbers it is their mean."""
    many = sum(counts.values())
    low, high = (_at(counts, place) for place in ((many - 1) // 2, many // 2))
    return low if low == high else Context(prec=MEDIAN).plus((low + high) / 2)


def _at(counts: Mapping[Decimal, int], place: int) -> Decimal:
    """Return the number at a place, from 0, when all that were given stand in their order."""
    numbers = sorted(counts)
    reached = accumulate(counts[number] for number in numbers)
    return next(number for number, end in zip(numbers, reached, strict=True) if end > place)


def ends(counts: Mapping[Decimal, int]) -> tuple[Decimal, Decimal]:
    """Return the first and last number that is no far outlier: within three interquartile ranges (Tukey)."""
    numbers = sorted(counts)
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
