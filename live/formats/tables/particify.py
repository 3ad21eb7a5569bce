"""Particify's CSV: a question in each row, lists by line ends in a cell.

Source: particify/arsnova-server, core/model/export/ContentExport.java.
"""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as _

from live.content.folding import folded
from live.formats import kind_fields, texts
from live.formats.found import CHANGED, LOST, NO_CHOICE, NO_TEXT, Found, Reading
from live.formats.tables.cells import Cell
from live.kinds.scale_points import PRESETS

NEEDED = {"format", "body", "options"}
_SCALE = re.compile(r"([A-Z_]+) \((\d{1,2})\)")
_TOLERANCE = re.compile(r"±|\+[−–-]")
_POINTS = 5
Row = Mapping[str, str]


def looks_like(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell by the headings."""
    return bool(rows) and {folded(cell) for cell in rows[0]} >= NEEDED


def read(rows: Sequence[Sequence[Cell]]) -> Reading:
    """Read the rows below the headings."""
    reading = Reading("Particify")
    headings = [folded(cell) for cell in rows[0]]
    for number, cells in enumerate(rows[1:], 2):
        row = dict(zip(headings, cells, strict=False))
        if not any(cells):
            continue
        if not reading.has_room():
            break
        reading.found.append(_question(Found("row", number), row))
    return reading


def _question(found: Found, row: Row) -> Found:
    found.text, images = texts.markdown(row.get("body", ""), texts.MARKDOWN)
    texts.lose(found, images)
    texts.explain(found, row.get("additionaltext", ""), texts.MARKDOWN)
    if not found.text and not images:
        return found.refuse(NO_TEXT)
    if re.fullmatch(r"\d{1,6}", seconds := row.get("duration", "")):
        found.limit_seconds(int(seconds))
    return _kind(found, row, _lines(row, "options"), _lines(row, "correctoptions"))


def _lines(row: Row, name: str) -> list[str]:
    return [line.strip() for line in row.get(name, "").splitlines() if line.strip()]


def _kind(found: Found, row: Row, options: list[str], right: list[str]) -> Found:
    match row.get("format", "").strip().upper():
        case "CHOICE" | "BINARY":
            return _choice(found, options, right, folded(row.get("multiple", "")) == "true")
        case "SCALE":
            return _scale(found, options)
        case "NUMERIC":
            return _number(found, options, right)
        case "WORDCLOUD":
            found.kind, found.fields = "cloud", {"words": options[:1] or ["1"]}
            return found
        case "SORT":
            return kind_fields.order(found, options)
        case "PRIORITIZATION":
            found.kind, found.fields = "points", {"choices": ["\n".join(options)]}
            return found
        case "TEXT":
            return kind_fields.open_text(found)
        case "SHORT_ANSWER":
            return kind_fields.short(found, right or options)
        case "SLIDE":
            return kind_fields.slide(found)
        case "FLASHCARD":
            found.remark(CHANGED, _("This flashcard comes as a slide; its back is the explanation."))
            return kind_fields.slide(found)
        case other:
            return found.refuse_type(other)


def _choice(found: Found, options: list[str], right: list[str], several: bool) -> Found:
    places = [options.index(text) + 1 for text in right if text in options]
    for text in right:
        if text not in options:
            found.remark(CHANGED, NO_CHOICE, right=text[:80])
    return kind_fields.choice(found, options, places, several)


def _scale(found: Found, options: list[str]) -> Found:
    named = _SCALE.fullmatch(options[0]) if len(options) == 1 else None
    if named is None:
        return kind_fields.choice(found, options, [], is_poll=True)
    preset = named[1].lower()
    found.kind, found.fields = "scale", {"statements": [""], "points": [named[2]], "preset": [preset]}
    if preset not in PRESETS:
        found.fields["preset"] = [""]
        found.remark(LOST, _("The words of the scale “%(name)s” are lost; its points come along."), name=named[1][:40])
    return found


def _number(found: Found, options: list[str], right: list[str]) -> Found:
    if options:
        found.remark(LOST, _("From where to where numbers can be is lost."))
    value, *tolerance = _TOLERANCE.split(right[0], maxsplit=1) if right else [""]
    if right and not kind_fields.numeral(value):
        return found.refuse(_("“%(text)s” is no number."), text=value[:80])
    known = [kind_fields.numeral(value)] if right else []
    return kind_fields.number(found, known, kind_fields.numeral(tolerance[0] if tolerance else "") or "0")
