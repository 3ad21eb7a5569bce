"""Kahoot's report of a game (XLSX): the questions of its sheets "1 Quiz", "2 True or False"; nothing of the players."""

import re
from collections.abc import Iterator, Sequence

from live.content.folding import folded
from live.formats import kind_fields, texts
from live.formats.found import NO_TEXT, Found, Reading
from live.formats.tables.cells import Cell, Sheet

_NAMED = re.compile(r"(\d{1,3}) (\S.*)")
_OPTIONS, _ACCEPTED, _SECONDS = "answer options", "correct answers", "question duration"
"What stands in column A beside the options, the right ones as text, and the time limit."
_RIGHT = "✔✓"
WITHIN = 20
"The rows among which these are looked for: below them are the players."
Rows = Sequence[Sequence[Cell]]


def looks_like(sheets: Sequence[Sheet]) -> bool:
    """Tell by a sheet that is named after a question's number and type, and has options."""
    return any(_NAMED.fullmatch(each.name) and _row(each.rows, _OPTIONS) for each in sheets)


def read(sheets: Sequence[Sheet]) -> Reading:
    """Read a question from each sheet that is named after one."""
    reading = Reading("Kahoot")
    for sheet in sheets:
        named = _NAMED.fullmatch(sheet.name)
        asked = _at(sheet.rows, 1, 1)
        if named and (asked or _row(sheet.rows, _OPTIONS)) and reading.has_room():
            found = Found("item", int(named[1]), text=texts.markdown(asked, texts.PLAIN).text)
            reading.found.append(_question(found, sheet.rows, named[2]) if asked else found.refuse(NO_TEXT))
    return reading


def _question(found: Found, rows: Rows, kind: str) -> Found:
    if duration := re.match(r"\d{1,6}", _beside(rows, _SECONDS)):
        found.limit_seconds(int(duration[0]))
    if options := list(_options(rows)):
        places = [place for place, (_text, is_right) in enumerate(options, 1) if is_right]
        lines = [texts.line(found, text, texts.PLAIN) for text, _is_right in options]
        return kind_fields.choice(found, lines, places)
    if accepted := _beside(rows, _ACCEPTED):
        return kind_fields.short(found, [accepted])
    return found.refuse_type(kind)


def _options(rows: Rows) -> Iterator[tuple[str, bool]]:
    """Yield the options, in columns D, F, H and so on, and whether a mark is before them in the next row."""
    if place := _row(rows, _OPTIONS):
        for column in range(3, len(rows[place - 1]), 2):
            if text := _at(rows, place - 1, column):
                yield text, _at(rows, place, column - 1)[:1] in set(_RIGHT)


def _row(rows: Rows, name: str) -> int:
    """Return which row (from 1) begins with this name; 0 for none."""
    return next((number for number, row in enumerate(rows[:WITHIN], 1) if row and folded(row[0]) == name), 0)


def _beside(rows: Rows, name: str) -> str:
    """Return the first text beside a name."""
    place = _row(rows, name)
    return next((cell for cell in rows[place - 1][1:] if cell), "") if place else ""


def _at(rows: Rows, row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
