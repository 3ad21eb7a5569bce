"""The key of a number question as its teacher writes it: right numbers, ranges, and a tolerance."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext as _

from live.content.number_text import DIGITS, REACH, TooMuch, decimal, show
from live.content.numbers import Reading, read

MOST = 10  # right numbers and ranges
LENGTH = 200  # of all of them together
_APART = re.compile("[;；؛]")
_TO = re.compile(r"(?<!\.)\.\.(?!\.)|…")
_SHARE = re.compile("[%٪％﹪‰]")
_PERCENT = "%٪％﹪"
Parts = list[list[str]]
"""The numbers of a key, a list of two for a range: [["1"], ["10", "20"]]."""


class Fault(ValueError):
    """A key that cannot be kept; its text is a sentence for the teacher."""


class Doubt(Fault):
    """A number of the key that has two readings."""

    def __init__(self, text: str, readings: tuple[Reading, ...]) -> None:
        self.text, self.readings = text, readings
        both = {"typed": text, "one": readings[0].text, "other": readings[1].text}
        super().__init__(_("“%(typed)s” can be read as %(one)s or as %(other)s. Please choose.") % both)


def parts(text: str) -> Parts:
    """Split a key into its numbers."""
    return [[end.strip() for end in _TO.split(part)] for part in _APART.split(text)]


def joined(found: Parts) -> str:
    """Put the numbers of a key together again: "1; 10..20"."""
    return "; ".join("..".join(part) for part in found)


def numbers(text: str) -> list[str]:
    """List the numbers of a key or a tolerance."""
    return [each for part in parts(text) for each in part]


def sure(text: str, unit: str, unsure: list[str]) -> Reading:
    """Read one number of a key. Raises Fault, Doubt and TooMuch.

    As it is kept, a lone point is a decimal point; the texts of `unsure` have been typed just now.
    """
    readings = read(text, unit)
    if not readings:
        raise Fault
    if len(readings) == 1 or (readings[-1].text == text and text not in unsure):
        return readings[-1]
    raise Doubt(text, readings)


def doubt(text: str, unit: str, unsure: list[str]) -> Doubt | None:
    """Find the first number of a text that has two readings."""
    for each in numbers(text)[: 2 * MOST]:
        try:
            sure(each, unit, unsure)
        except Doubt as found:
            return found
        except (Fault, TooMuch):
            continue
    return None


def unclear(text: str, unit: str) -> list[str]:
    """List the numbers of a text that have two readings."""
    return [each for each in numbers(text)[: 2 * MOST] if len(tried(each, unit)) > 1]


def tried(text: str, unit: str) -> tuple[Reading, ...]:
    """Return the readings of a text; none where it is no number, or beyond what can be read."""
    try:
        return read(text, unit)
    except TooMuch:
        return ()


def choose(text: str, unit: str, known: set[str], which: int) -> tuple[str, str]:
    """Fill in a reading of the first number that has two and is not known; return the text, and what is known then."""
    found = doubt(text, unit, [each for each in unclear(text, unit) if each not in known])
    if found is None:
        return text, ""
    chosen, waiting = found.readings[which].text, True
    filled = parts(text)
    for part in filled:
        for at, each in enumerate(part):
            if waiting and each == found.text:
                part[at], waiting = chosen, False
    return joined(filled), chosen


def clean_right(text: str, unit: str, unsure: list[str]) -> tuple[str, str]:
    """Return a right answer as it is kept, and its unit, which is % for "50%". Raises Fault."""
    found = parts(text)
    unread = _("The right answer is not a number that we can read, like 3.14.")
    if len(found) > MOST:
        raise Fault(_("At most %d right numbers and ranges, please.") % MOST)
    if len(text) > LENGTH or any(len(part) > 2 for part in found):
        raise Fault(unread)
    signs = _SHARE.findall(text)
    if not unit and len(signs) >= len(found):
        unit = signs[0] if signs[0] == "‰" else "%"
    kept = [[_read(each, unit, unsure, unread) for each in part] for part in found]
    if any(part[0].number >= part[-1].number for part in kept if len(part) == 2):
        raise Fault(_("A range begins with the smaller number, like 10..20."))
    return joined([[each.text for each in part] for part in kept]), unit


def clean_tolerance(text: str, unit: str, unsure: list[str]) -> str:
    """Return a tolerance as it is kept: "0.5", or "5%" of the right number. Raises Fault."""
    unread = _("The tolerance is a number like 0.5, and not below 0.")
    number = text.rstrip(f"{_PERCENT} ")
    share = number != text
    if share and _SHARE.search(unit):
        raise Fault(_("The unit is a percent sign already. Write the tolerance without one: 5 is five points."))
    if "‰" in text:
        raise Fault(unread)
    kept = _read(number if share else text, unit, unsure, unread)
    if kept.number < 0:
        raise Fault(unread)
    return f"{kept.text}%" if share else kept.text


def _read(text: str, unit: str, unsure: list[str], unread: str) -> Reading:
    try:
        return sure(text, unit, unsure)
    except TooMuch:
        raise Fault(too_much()) from None
    except Doubt:
        raise
    except Fault:
        raise Fault(unread) from None


def too_much() -> str:
    """The sentence about a number that nobody needs."""
    limits = {"digits": DIGITS, "reach": show(f"10^{REACH}")}
    return _("That number is beyond what we can read: %(digits)d digits, and %(reach)s, at most.") % limits


def said(right: str) -> str:
    """Return the right numbers as people read them: "2; 10 – 20; 3 × 10⁸"."""
    return "; ".join(" – ".join(map(show, part)) for part in parts(right))


Span = tuple[Fraction, Fraction]
"The least and the greatest number that is right."
Bounds = tuple[Fraction | Decimal, Fraction | Decimal]
"The same as decimals, which compare exactly and fast, unless a fraction is none."


@lru_cache(maxsize=256)
def spans(right: str, tolerance: str) -> tuple[Bounds, ...]:
    """Return where a number is right: at the numbers and ranges that were kept, and within the tolerance of them."""
    share = tolerance.endswith("%")
    reach = _kept(tolerance.rstrip("%")) / (100 if share else 1)
    return tuple(_widened(ends, reach, share) for ends in ranges(right))


@lru_cache(maxsize=256)
def ranges(right: str | None) -> tuple[Span, ...]:
    """Return the right numbers and ranges without their tolerance; none for a poll."""
    return () if right is None else tuple((_kept(part[0]), _kept(part[-1])) for part in parts(right))


def _widened(ends: Span, reach: Fraction, share: bool) -> Bounds:
    low, high = ends
    return _fast(low - reach * (abs(low) if share else 1)), _fast(high + reach * (abs(high) if share else 1))


def _fast(number: Fraction) -> Fraction | Decimal:
    rounded = decimal(number)
    return rounded if rounded == number else number


def _kept(text: str) -> Fraction:
    return read(text)[-1].number
