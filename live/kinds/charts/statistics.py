"""Mean and median of points that were given so and so often, as people read them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

TENTH = Decimal("0.1")


def mean(counts: Sequence[int]) -> Decimal:
    """Return the mean of 0, 1, 2 … that were given so often; 0 for none."""
    total = sum(counts)
    return Decimal(sum(at * count for at, count in enumerate(counts))) / total if total else Decimal(0)


def median(counts: Sequence[int]) -> Decimal:
    """Return the middle one, or the mean of the two in the middle; 0 for none."""
    total = sum(counts)
    if not total:
        return Decimal(0)
    return Decimal(_nth(counts, (total - 1) // 2) + _nth(counts, total // 2)) / 2


def quartiles(counts: Sequence[int]) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest of the middle half: the medians of the lower and the upper half.

    Tukey's hinges: an odd one in the middle belongs to both halves.
    """
    half = (sum(counts) + 1) // 2
    lower, upper = _first(counts, half), _first(counts[::-1], half)[::-1]
    return median(lower), median(upper)


def _nth(counts: Sequence[int], wanted: int) -> int:
    """Return the one at this place, from 0, of all in order."""
    reached = 0
    for at, count in enumerate(counts):
        reached += count
        if reached > wanted:
            return at
    return len(counts) - 1


def _first(counts: Sequence[int], many: int) -> list[int]:
    """Return the counts of the first so many alone."""
    kept = []
    for count in counts:
        kept.append(min(count, many))
        many -= kept[-1]
    return kept


def one_decimal(number: Decimal) -> str:
    """Return a number with one decimal, rounded half up, as the active language writes it; a whole one without."""
    rounded = number.quantize(TENTH, ROUND_HALF_UP)
    return number_format(rounded, 1)


def plainly(number: Decimal) -> str:
    """Return a median: a whole number, or with one decimal."""
    return str(int(number)) if number == int(number) else one_decimal(number)


def percent(count: int, total: int) -> str:
    """Return a share in whole percent, rounded half up; "0" of none."""
    return str((200 * count + total) // (2 * total)) if total else "0"
