"""Wooclap's CSV: a question in each row, of ten types, with up to seven columns that are all called "Choice"."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from live.content.folding import folded
from live.formats import html_markdown
from live.formats.cells import Cell
from live.formats.found import Found, Reading, choice_fields

HEADINGS = ["type", "title", "correct", "choice"]
BETWEEN = "---"


def looks_like(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell by the first four headings."""
    return bool(rows) and [folded(cell) for cell in rows[0][:4]] == HEADINGS


def read(rows: Sequence[Sequence[Cell]]) -> Reading:
    """Read the rows."""
    reading = Reading("Wooclap")
    for number, row in enumerate(rows[1:], 2):
        if len(row) > 1 and any(row) and reading.has_room():
            found = Found("row", number, text=html_markdown.escaped(row[1]))
            _read(found, row[0], row[2] if len(row) > 2 else "", [cell for cell in row[3:] if cell])
            reading.found.append(found)
    return reading


def _read(found: Found, kind: str, right: str, choices: Sequence[str]) -> None:
    plain, choices = choices, [html_markdown.escaped_line(choice) for choice in choices]
    lines = ["\n".join(choices)]
    match folded(kind):
        case "mcq":
            places = [int(part) for part in right.replace(";", ",").split(",") if re.fullmatch(r"\s*\d{1,3}\s*", part)]
            found.kind = "several" if len(places) > 1 else "single"
            found.fields = choice_fields(list(choices), places)
        case "poll":
            found.kind, found.fields = "single", choice_fields(list(choices), [])
        case "rating":
            found.kind, found.fields = "scale", {"statements": lines, "points": ["5"]}
        case "openquestion":
            found.kind, found.fields = ("short", {"accepted": ["\n".join(plain)]}) if choices else ("text", {})
        case "brainstorm":
            found.kind, found.notes = "text", "\n".join(plain)
        case "guessnumber":
            found.kind, found.fields = "number", {"right": [right], "tolerance": ["0"]}
        case "matching":
            found.kind, found.fields = "match", _pairs(choices)
        case "prioritization":
            found.kind, found.fields = "points", {"choices": lines}
        case "sorting":
            found.kind, found.fields = "order", {"items": lines, "ordered": ["1"]}
        case "fillintheblanks":
            found.kind, found.fields = "cloze", {"source": ["\n".join(plain)]}
        case _:
            found.refuse(_("A question of the type “%(kind)s” cannot be asked here."), kind=kind)


def _pairs(choices: Sequence[str]) -> dict[str, list[str]]:
    pairs = [[side.strip() for side in each.split(BETWEEN, 1)] for each in choices if BETWEEN in each]
    rights = [right for _left, right in pairs]
    groups = {"groups": ["1"]} if len(set(rights)) < len(rights) else {}
    return {"pairs": ["\n".join(f"{left}\t{right}" for left, right in pairs)], **groups}
