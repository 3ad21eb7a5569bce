"""The key of a number question as other programs take it: decimals, and an absolute tolerance for each."""

from fractions import Fraction
from typing import NamedTuple

from live.content.number_text import TooMuch, decimal, write
from live.kinds import Content
from live.kinds.number_key import parts, ranges

DIGITS = 15
"Of a fraction that is no decimal."


class Right(NamedTuple):
    """One right number, `low` and `high` being the same, or a range."""

    low: Fraction
    high: Fraction
    tolerance: Fraction

    @property
    def is_range(self) -> bool:
        """Whether all numbers between two are right."""
        return self.low != self.high


def rights(content: Content) -> list[Right]:
    """Return what is right. Each number has its own tolerance, as that may be a share; ranges are as wide as theirs."""
    reach, is_share = _tolerance(content)
    return [_right(low, high, reach, is_share) for low, high in ranges(content["right"])]


def _tolerance(content: Content) -> tuple[Fraction, bool]:
    text = content["tolerance"]
    is_share = text.endswith("%")
    return ranges(text.rstrip("%"))[0][0] / (100 if is_share else 1), is_share


def _right(low: Fraction, high: Fraction, reach: Fraction, is_share: bool) -> Right:
    below, above = (reach * (abs(end) if is_share else 1) for end in (low, high))
    return Right(low, high, below) if low == high else Right(low - below, high + above, Fraction(0))


def numeral(number: Fraction) -> str:
    """Return a number as a decimal: "3.14", "6.022e23", "0.333333333333333"."""
    try:
        text = write(number)
    except TooMuch:
        text = "/"
    return str(decimal(number, DIGITS)) if "/" in text else text


def is_rounded(content: Content) -> bool:
    """Tell whether a number is no decimal, like 1/3."""
    kept = [end for right in rights(content) for end in right]
    return any(Fraction(numeral(number)) != number for number in kept)


def is_said_otherwise(content: Content) -> bool:
    """Tell whether what is right is the same in other words: 2^10, a tolerance in per cent, or one of a range."""
    kept = parts(content["right"])
    same = all(_is_numeral(end) for end in [content["tolerance"], *(end for part in kept for end in part)])
    return not same or (content["tolerance"] != "0" and any(len(part) > 1 for part in kept))


def _is_numeral(text: str) -> bool:
    return not text.endswith("%") and numeral(ranges(text)[0][0]) == text
