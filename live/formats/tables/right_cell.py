"""What stands under "Right", read as people type it, and written for each kind."""

import re
from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from live.content.folding import folded
from live.formats import arabic_letters
from live.formats.catalogues import everywhere, words
from live.formats.found import CHANGED, NO_TRUTH
from live.formats.tables import columns
from live.formats.tables.settings_cell import Fields, barred, first, parted
from live.formats.tables.table_row import Row
from live.kinds.choice_letters import LETTERS

TRUE, FALSE = _("True"), _("False")
_PARTS = re.compile(r"\s*[,;/\n،؛]\s*")
_SAID = {
    True: {
        *("true", "t", "yes", "right", "richtig", "ja", "oui", "si", "w", "v", "x", "✓", "vrai", "verdadero", "vero"),
        *("صح", "صحيح", "صواب", "نعم", "درست", "صحیح"),
    },
    False: {
        *("false", "f", "no", "wrong", "nein", "non", "faux", "falso"),
        *("خطأ", "خاطئ", "لا", "نادرست", "غلط"),
    },
}
"Beside the words of the program what people type for true and false."
_NUMERAL = r"[+−-]?\d+(?:[.,]\d+)?"
_SPAN = re.compile(rf"({_NUMERAL})\s*[-–]\s*({_NUMERAL})")
_WITHIN = re.compile(r"\s*(?:±|\+\s?/?\s?[-−])\s*")
_POINTS = re.compile(r"([01])\s*(?:-|–|—|\.\.+|…|to|bis|à|a)\s*(\d{1,2})")


# Choices: by place, letter or text


def places(row: Row) -> list[int] | None:
    """Return the places of the right choices from 1; None when they cannot be told."""
    if not row.right:
        return []
    found = _by_sign(row) or []
    by_text = _by_text(row) or []
    if found and by_text and found != by_text:
        row.found.remark(CHANGED, _("“%(right)s” may be the number or the text of a choice: please look at it."),
                         right=row.right)  # fmt: skip
    first_by_text = not row.known.markdown and not (row.of_places and row.right.isdecimal())
    whole = [[*map(folded, row.choices)].index(folded(row.right)) + 1] if _is_whole(row) and first_by_text else []
    return whole or found or by_text or None


def _is_whole(row: Row) -> bool:
    return folded(row.right) in map(folded, row.texts)


def _by_sign(row: Row) -> list[int] | None:
    """Read 1, 3 or A, C."""
    most = len(row.choices)
    parts = [columns.without_choice_word(part) for part in _PARTS.split(_comma(row.right, most))]
    if all(re.fullmatch(r"\d{1,2}", part) and 1 <= int(part) <= most for part in parts):
        return sorted({int(part) for part in parts})
    if all(len(part) == 1 and part.upper() in LETTERS[:most] for part in parts):
        return sorted({LETTERS.index(part.upper()) + 1 for part in parts})
    named = arabic_letters.places(parts)
    return sorted(set(named)) if named and max(named) <= most else None


def _by_text(row: Row) -> list[int] | None:
    """Read the texts of choices: the whole cell is one, or several stand in it."""
    texts = [folded(text) for text in row.choices]
    for parts in ([row.right], _PARTS.split(row.right), parted(row.right)):
        if all(part and folded(part) in texts for part in parts):
            return sorted({texts.index(folded(part)) + 1 for part in parts})
    return None


def _comma(right: str, choices: int) -> str:
    """Return 1.3 as 1,3 where both are places: somebody has typed 1,3 in a country of decimal commas."""
    whole, point, rest = right.partition(".")
    are_places = all(re.fullmatch(r"\d{1,2}", part) and 1 <= int(part) <= choices for part in (whole, rest))
    return f"{whole},{rest}" if point and are_places else right


def _write_places(fields: Fields, _language: str) -> str:
    """Write numbers; letters where a choice is a number itself."""
    texts, right = [folded(text) for text in fields["choice"]], [int(number) for number in fields["right"]]
    signs = [str(number) for number in range(1, len(texts) + 1)]
    lettered = {*signs} & {*texts} and not {*map(folded, LETTERS[: len(texts)])} & {*texts}
    return ", ".join((LETTERS if lettered else signs)[number - 1] for number in right)


# True or false


def truth(text: str) -> bool | None:
    """Tell which of the two a text says; None when neither."""
    said = folded(text)
    return next((value for value in (True, False) if said in _truths(value)), None)


@lru_cache
def _truths(value: bool) -> set[str]:
    return {*map(folded, _SAID[value] | everywhere(TRUE if value else FALSE))}


def _read_truth(row: Row) -> Fields:
    value = truth(row.right)
    if value is None and row.right:
        row.found.remark(CHANGED, NO_TRUTH, right=row.right)
    return {"truth": ["" if value is None else "true" if value else "false"]}


def _write_truth(fields: Fields, language: str) -> str:
    return words(language)({"true": TRUE, "false": FALSE}[value]) if (value := first(fields, "truth")) else ""


# Numbers


def _read_number(row: Row) -> Fields:
    """Take 3.14, 3.14 ± 0.01, 10..20 and 10-20; numbers have a decimal point, as we write them."""
    right, *behind = _WITHIN.split(row.right, maxsplit=1) if not _WITHIN.match(row.right) else [row.right]
    right = _SPAN.sub(r"\1..\2", right) if _SPAN.fullmatch(right) else right
    within = _WITHIN.sub("", row.cell(columns.TOLERANCE) or (behind[0] if behind else ""), count=1)
    return {"right": [right], "tolerance": [within], "unit": [str(row.cell(columns.UNIT))]}


def with_known(fields: Fields) -> Fields:
    """Add which numbers are known to have a decimal point: all that have one."""
    texts = [first(fields, name) for name in ("right", "tolerance", "reach", "from", "to")]
    ends = [end.strip() for text in texts for end in re.split(r"[;]|\.\.|…", text)]
    return {**fields, "known": [end for end in dict.fromkeys(ends) if "." in end]}


# Words, and points of a scale


def _read_accepted(row: Row) -> Fields:
    answers = [*row.texts, *(part for line in row.right.split("\n") for part in parted(line))]
    return {"accepted": ["\n".join(dict.fromkeys(filter(None, answers)))]}


def _write_accepted(fields: Fields, _language: str) -> str:
    return barred(first(fields, "accepted").split("\n"))


def _read_points(row: Row) -> Fields:
    """Take 1–5, 0-10, 1..7 and 5."""
    found = _POINTS.fullmatch(row.right)
    if not found and row.right and not row.right.isdecimal():
        row.found.remark(CHANGED, _("“%(right)s” says no points: it has five now."), right=row.right)
    if not found:
        return {"points": [str(row.right) if row.right.isdecimal() else "5"]}
    low, high = int(found[1]), int(found[2])
    return {"points": [str(high - low + 1)], **({} if low else {"zero": ["1"]})}


def _write_points(fields: Fields, _language: str) -> str:
    """Write with a dash, of which no spreadsheet makes a date."""
    many, low = int(first(fields, "points")), 0 if first(fields, "zero") else 1
    return f"{low}–{many + low - 1}"


READ: dict[str, Callable[[Row], Fields]] = {
    **{"truefalse": _read_truth, "number": _read_number, "estimate": _read_number},
    **{"short": _read_accepted, "scale": _read_points},
}
WRITE: dict[str, Callable[[Fields, str], str]] = {
    **{"single": _write_places, "several": _write_places, "truefalse": _write_truth, "short": _write_accepted},
    **{"scale": _write_points, "number": lambda fields, _language: first(fields, "right")},
    "estimate": lambda fields, _language: first(fields, "right"),
}
"By the kind's slug; (fields, language) as the text of the cell."
