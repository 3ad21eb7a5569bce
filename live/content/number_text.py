"""Numbers written down: one text for each number, one that people read, one for spreadsheets."""

import re
from decimal import Context, Decimal, Inexact
from fractions import Fraction

DIGITS, REACH = 40, 300  # a number has so many digits at most, and is 0 or between 10^-300 and 10^300
BEFORE, BEHIND = 15, 10  # up to so many digits before and behind the point a number is written without an exponent
PART = 15  # digits of a fraction's numerator, and of its denominator
SHEET = 15  # digits that a spreadsheet keeps

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class TooMuch(ValueError):
    """A number of too many digits, or one that is too large or too near to 0."""


def write(number: Fraction) -> str:
    """Return the one text of a number: "3.14", "-2", "0", "6.022e23", "1/3". Raises TooMuch."""
    context = Context(prec=DIGITS)
    found = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    if context.flags[Inexact]:
        return _as_fraction(number)
    if found and abs(found.adjusted()) > REACH:
        raise TooMuch
    return write_decimal(found)


def _as_fraction(number: Fraction) -> str:
    if max(abs(number.numerator), number.denominator) >= 10**PART:
        raise TooMuch
    return f"{number.numerator}/{number.denominator}"


def write_decimal(number: Decimal) -> str:
    """Return the one text of a decimal."""
    context = Context(prec=10 * DIGITS)
    found = number.normalize(context)
    exponent = found.adjusted()
    if not found:
        return "0"
    if exponent < BEFORE and -int(found.as_tuple().exponent) <= BEHIND:
        return format(found, "f")
    return f"{found.scaleb(-exponent, context):f}e{exponent}"


def show(text: str) -> str:
    """Return a written number as people read it: "6.022 × 10²³" for "6.022e23", "2¹⁰" for "2^10"."""
    text = re.sub(r"^(-?)1e", r"\g<1>10^", text)
    text = re.sub(r"e(-?[0-9]+)", r" × 10^\1", text)
    return re.sub(r"\^(-?[0-9]+)", lambda power: power[1].translate(_RAISED), text)


def export(number: Fraction) -> str:
    """Return a number as spreadsheets read it: as `write` does, but "6.022E+23" and "0.333333333333333"."""
    text = write(number)
    if "e" in text:
        mantissa, _e, exponent = text.partition("e")
        return f"{mantissa}E{int(exponent):+}"
    return f"{decimal(number, SHEET):f}" if "/" in text else text


def decimal(number: Fraction, digits: int = DIGITS) -> Decimal:
    """Return a number as a decimal, rounded where it must be."""
    return Context(prec=digits).divide(Decimal(number.numerator), Decimal(number.denominator))
