"""What the editor of each kind calls its fields, filled in with what a file says."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from live.content.number_text import write
from live.formats.found import CHANGED, NO_CHOICE, NO_KEY, NO_TRUTH, Found, choice_fields

GAPS = _("Fill in the gaps.")
"What a text with gaps asks."
_IN_GAP = str.maketrans({sign: f"\\{sign}" for sign in "[]|~"})


def choice(
    found: Found, texts: Sequence[str], right: Sequence[int], several: bool = False, is_poll: bool = False
) -> Found:
    """Make it a question with these choices, of which some (from 1) are right. `is_poll`: none is meant to be."""
    found.kind, found.fields = "several" if several or len(right) > 1 else "single", choice_fields(list(texts), right)
    return found if is_poll else _keyed(found, any(right))


def places(found: Found, right: str, count: int) -> list[int]:
    """Return which of so many choices a text names by their numbers, "1,3"; what names none is told."""
    parts = [part.strip() for part in right.replace(";", ",").split(",") if part.strip()]
    named = [int(part) for part in parts if re.fullmatch(r"\d{1,3}", part) and 0 < int(part) <= count]
    if len(named) < len(parts):
        found.remark(CHANGED, NO_CHOICE, right=right[:80])
    return named


def _keyed(found: Found, has_key: bool) -> Found:
    """Say that it is a poll, where nothing is right and nothing else tells of it."""
    if not has_key and not any(each.words in {NO_CHOICE, NO_TRUTH} for each in found.remarks):
        found.remark(CHANGED, NO_KEY)
    return found


def truth(found: Found, is_true: bool | None) -> Found:
    """Make it "true or false"; None is a poll."""
    found.kind = "truefalse"
    found.fields = {} if is_true is None else {"truth": ["true" if is_true else "false"]}
    return _keyed(found, is_true is not None)


def number(found: Found, right: Sequence[str], tolerance: str = "0", unit: str = "") -> Found:
    """Make it a number. `right`: numerals, "3.14", and ranges, "10..20"; `known` tells that a point is a decimal's."""
    known = [end for part in right for end in part.split("..") if end] + [tolerance.rstrip("%")]
    found.kind = "number"
    found.fields = {
        **{"right": ["; ".join(right)], "tolerance": [tolerance], "unit": [unit]},
        "known": list(dict.fromkeys(known)),
    }
    return _keyed(found, any(right))


def numeral(text: str) -> str:
    """Return a number as the editor keeps it; "" for what is none."""
    plain = text.strip().replace("−", "-").replace(" ", "")
    plain = plain.replace(",", ".") if "." not in plain else plain
    try:
        if "/" in plain and len(plain) <= 80:
            return write(Fraction(plain))
        value = Decimal(plain) if len(plain) <= 80 else Decimal("NaN")
        return write(Fraction(value)) if value.is_finite() and abs(value.adjusted()) < 400 else ""
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return ""


def short(found: Found, accepted: Iterable[str], exact: bool = False) -> Found:
    """Make it a short text with these accepted answers."""
    lines = dict.fromkeys(" ".join(answer.split()) for answer in accepted)
    found.kind, found.fields = "short", {"accepted": ["\n".join(line for line in lines if line)]}
    found.fields |= {"exact": ["1"]} if exact else {}
    return _keyed(found, any(lines))


def open_text(found: Found) -> Found:
    """Make it a text on the wall."""
    found.kind, found.fields = "text", {}
    return found


def slide(found: Found) -> Found:
    """Make it something that is only shown."""
    found.kind, found.fields = "slide", {}
    return found


def order(found: Found, items: Iterable[str], right: bool = True) -> Found:
    """Make it items in their right order."""
    found.kind, found.fields = "order", {"items": ["\n".join(items)]}
    found.fields |= {"ordered": ["1"]} if right else {}
    return _keyed(found, right)


def match(found: Found, pairs: Iterable[tuple[str, str]]) -> Found:
    """Make it pairs of (left, right); an empty left side makes a distractor, pairs that share a right one groups."""
    pairs = list(pairs)
    lines = (f"{left}\t{right}".replace("\n", " ") for left, right in pairs)
    found.kind, found.fields = "match", {"pairs": ["\n".join(lines)]}
    shared = Counter(right for left, right in dict.fromkeys(pairs) if left)
    found.fields |= {"groups": ["1"]} if any(count > 1 for count in shared.values()) else {}
    return found


def cloze(found: Found, parts: Iterable[str | Sequence[str]], chosen: Sequence[bool]) -> Found:
    """Make it a text with gaps: words as one line or several, and for each gap its answers.

    `chosen` says of each gap whether its answers are a list to choose from, the right one first.
    """
    source, number = "", 0
    for part in parts:
        if isinstance(part, str):
            source += part.replace("[", "\\[")
        else:
            source += " " * source.endswith("\\")  # which would protect the bracket
            source += f"[{(' ~ ' if chosen[number] else '|').join(_gap(each) for each in part)}]"
            number += 1
    found.kind, found.fields, found.asked = "cloze", {"source": [source.strip()]}, GAPS
    return found


def _gap(text: str) -> str:
    """Return an answer of a gap as it is written; a backslash at its end protects nothing."""
    plain = " ".join(text.split()).translate(_IN_GAP)
    return f"{plain} " if plain.endswith("\\") else plain
