"""Stored answers of number questions: what each means, whether it is right, and how often each number was meant."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from live.content.number_text import decimal
from live.kinds.number_key import spans
from live.kinds.values import Content

OR = "|"
'Between the two readings of a value: "1000|1" for 1,000, the likelier one first.'


class Counted(NamedTuple):
    """How often a number was meant."""

    place: Decimal
    "The number, rounded where it must be."
    value: str
    right: bool
    times: int


def is_right(content: Content, value: str) -> bool:
    """Tell whether a reading of a value is right."""
    right = content["right"]
    return right is not None and any(_within(each, right, content["tolerance"]) for each in value.split(OR))


@lru_cache(maxsize=4096)
def _within(number: str, right: str, tolerance: str) -> bool:
    exact = Fraction(number) if "/" in number else Decimal(number)
    return any(low <= exact <= high for low, high in spans(right, tolerance))


def meant(content: Content, value: str) -> str:
    """Return the reading of a value that is right, else the likelier one."""
    readings = value.split(OR)
    return next((each for each in readings if is_right(content, each)), readings[0]) if OR in value else value


def counted(counts: dict[str, int], meant: Callable[[str], str], right: Callable[[str], bool]) -> list[Counted]:
    """Count the numbers in their order; `meant` picks the reading of a value, `right` tells whether it is right."""
    found: Counter[str] = Counter()
    for value, count in counts.items():
        found[meant(value)] += count
    return sorted(Counted(_place(value), value, right(value), n) for value, n in found.items())


@lru_cache(maxsize=4096)
def _place(value: str) -> Decimal:
    return decimal(Fraction(value)) if "/" in value else Decimal(value)
