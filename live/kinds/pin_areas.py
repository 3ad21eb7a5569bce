"""The grid over a picture: cells with names as on a chess board, and the areas that a teacher writes with them."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from live.content.pictures import Picture

Area = dict[str, Any]
"""{"name": "Lyon", "cells": [27, 28], "right": True}; cells are counted from 1, row by row. An area without cells is a
line that could not be read; it is its name."""
COLUMNS = 12
LETTERS = "ABCDEFGHIJKL"
FEWEST_ROWS, MOST_ROWS = 4, 20
MOST, LENGTH = 20, 60
"Areas at most, and characters of a name."
_CELL = r"([A-La-l])(\d{1,2})"
_SPAN = re.compile(rf"{_CELL}(?: ?[:–-] ?{_CELL})?(?!\w)")


def rows_on(picture: Picture) -> int:
    """Return the number of rows that makes the cells nearly square."""
    return min(max(round(COLUMNS * picture.height / picture.width), FEWEST_ROWS), MOST_ROWS)


def cell_at(column: int, row: int) -> int:
    """Return the number of a cell; columns and rows are counted from 1."""
    return (row - 1) * COLUMNS + column


def column_and_row(cell: int) -> tuple[int, int]:
    """Return where a cell is."""
    return (cell - 1) % COLUMNS + 1, (cell - 1) // COLUMNS + 1


def cell_name(cell: int) -> str:
    """Return the name of a cell: C3."""
    column, row = column_and_row(cell)
    return f"{LETTERS[column - 1]}{row}"


def read_area(text: str) -> Area:
    """Read a line like "C3:D4 F5 * Lyon": cells and rectangles, a star when they are right, and a name, if any."""
    cells: set[int] = set()
    rest = text
    while match := _SPAN.match(rest):
        cells |= _rectangle(*match.groups())
        rest = rest[match.end() :].lstrip(" ,;")
    if not cells:
        return {"name": text, "cells": [], "right": False}
    return {"name": rest.removeprefix("*").strip(), "cells": sorted(cells), "right": rest.startswith("*")}


def _rectangle(letter: str, digits: str, other_letter: str | None, other_digits: str | None) -> set[int]:
    columns = sorted(LETTERS.index(each.upper()) + 1 for each in (letter, other_letter or letter))
    rows = sorted((int(digits), int(other_digits or digits)))
    return {cell_at(column, row) for column in _through(columns) for row in _through(rows) if row}


def _through(ends: list[int]) -> range:
    return range(ends[0], ends[1] + 1)


def write_area(area: Area) -> str:
    """Return the line of an area."""
    return " ".join(filter(None, [spots(area["cells"]), "*" if area["right"] else "", area["name"]]))


def spots(cells: Collection[int]) -> str:
    """Return cells in few words: "C3:D4 F5"."""
    left, found = set(cells), []
    while left:
        rectangle = _largest_from(min(left), left)
        left -= rectangle
        first, last = cell_name(min(rectangle)), cell_name(max(rectangle))
        found.append(first if first == last else f"{first}:{last}")
    return " ".join(found)


def _largest_from(first: int, cells: Collection[int]) -> set[int]:
    """Return the rectangle that begins at a cell, first as wide and then as high as there are cells for it."""
    column, _row = column_and_row(first)
    width = 1
    while column + width <= COLUMNS and first + width in cells:
        width += 1
    rectangle = set(range(first, first + width))
    while (below := {cell + COLUMNS for cell in sorted(rectangle)[-width:]}) <= set(cells):
        rectangle |= below
    return rectangle


def middle(cells: Collection[int]) -> int:
    """Return the cell of an area that is nearest to its middle."""
    spread = [column_and_row(cell) for cell in cells]
    x, y = (sum(each) / len(spread) for each in zip(*spread, strict=True))
    return min(cells, key=lambda cell: ((column_and_row(cell)[0] - x) ** 2 + (column_and_row(cell)[1] - y) ** 2, cell))


def area_faults(areas: list[Area], rows: int) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the areas on a grid of so many rows."""
    if len(areas) > MOST:
        yield _("%d lines are the most there can be.") % MOST
    last = cell_at(COLUMNS, rows)
    for number, area in enumerate(areas[:MOST], 1):
        names, taken = [each["name"] for each in areas], set(area["cells"])
        same = names.index(area["name"]) + 1 if area["name"] else number
        shared = next((at for at, each in enumerate(areas[: number - 1], 1) if taken & set(each["cells"])), 0)
        if not area["cells"]:
            yield _("Line %d begins with a spot like C3 or C3:D4; a name may follow.") % number
        elif max(area["cells"]) > last:
            yield _("Line %(line)d is not on the picture, which ends at %(last)s.") % {
                "line": number,
                "last": cell_name(last),
            }
        elif len(area["name"]) > LENGTH:
            yield _("Line %(one)d is too long: %(most)d characters at most.") % {"one": number, "most": LENGTH}
        elif same < number:
            yield _("Lines %(one)d and %(other)d are the same.") % {"one": same, "other": number}
        elif shared:
            yield _("Lines %(one)d and %(other)d share a spot.") % {"one": shared, "other": number}
