"""Wooclap's CSV: a question in each row, of ten types, with up to seven columns that are all called "Choice"."""

import re
from collections.abc import Sequence

from live.content.folding import folded
from live.formats import embedded, kind_fields
from live.formats.found import CHANGED, NO_KEY, Found, Reading
from live.formats.markup import html_markdown
from live.formats.tables.cells import Cell

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
            kind_fields.choice(found, choices, kind_fields.places(found, right, len(choices)))
        case "poll":
            kind_fields.choice(found, choices, [], is_poll=True)
        case "rating":
            found.kind, found.fields = "scale", {"statements": lines, "points": ["5"]}
        case "openquestion":
            kind_fields.short(found, plain) if choices else kind_fields.open_text(found)
        case "brainstorm":
            found.kind, found.notes = "text", "\n".join(plain)
        case "guessnumber":
            _number(found, right)
        case "matching":
            found.kind, found.fields = "match", _pairs(choices)
        case "prioritization":
            found.kind, found.fields = "points", {"choices": lines}
        case "sorting":
            kind_fields.order(found, choices)
        case "fillintheblanks":
            _gaps(found, "\n".join(plain))
        case _:
            found.refuse_type(kind)


def _number(found: Found, right: str) -> None:
    found.kind, found.fields = "number", {"right": [right], "tolerance": ["0"]}
    if not right:
        found.remark(CHANGED, NO_KEY)


def _gaps(found: Found, text: str) -> None:
    """Make it a text whose gaps stand in square brackets, [red|crimson]."""
    gaps: list[embedded.Gap] = []

    def taken(inside: re.Match[str]) -> str:
        gaps.append(embedded.Gap([each for each in map(str.strip, inside[1].split("|")) if each], False))
        return embedded.mark(len(gaps) - 1)

    marked = re.sub(r"\[(?=[^\]]*[^\s|\]])([^\[\]]{1,300})\]", taken, embedded.without_marks(text))
    embedded.placed(found, "\n".join(map(html_markdown.escaped_line, marked.split("\n"))), gaps)


def _pairs(choices: Sequence[str]) -> dict[str, list[str]]:
    pairs = [[side.strip() for side in each.split(BETWEEN, 1)] for each in choices if BETWEEN in each]
    rights = [right for _left, right in pairs]
    groups = {"groups": ["1"]} if len(set(rights)) < len(rights) else {}
    return {"pairs": ["\n".join(f"{left}\t{right}" for left, right in pairs)], **groups}
