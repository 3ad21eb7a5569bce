"""A heat table: how often each column was chosen in each row, the frequent cells darker."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from live.kinds.charts.size import LETTER, MOST_HEIGHT, largest, lines
from live.workshop.drawings import formulas

SHADES = 5
LEAST = 20
"A cell says its count from one twentieth of its row on."
MOST_WIDE, WIDE, LEAN = 6, 0.11, 0.055
"Up to so many columns with words are wide; the part of the width that a column has at least, wide or not."
KEY, LEFT, LONG = 1.7, 8.0, 15
"The height of a key and the least width of the headings of rows, in em; the letters of a word that is not broken."


@dataclass(frozen=True)
class Heading:
    """What a row or a column is called: a letter, words, or both."""

    text: str
    letter: str = ""

    @property
    def html(self) -> str:
        """The words, with formulas as teachers write them."""
        return formulas(self.text)


@dataclass(frozen=True)
class Cell:
    """How often a column was chosen in a row: its shade, from "0" to "5", and the count as it is written."""

    shade: str
    said: str
    right: bool = False


@dataclass(frozen=True)
class Heat:
    """The table. `legend`: the columns have letters alone, and their words stand in a list above."""

    columns: tuple[Heading, ...]
    rows: tuple[tuple[Heading, tuple[Cell, ...]], ...]
    lean: bool
    "The columns are not wide."
    legend: bool
    fit: str
    "The class of its size on the screen."
    height: float
    "On the screen, in em of it."

    def keyless(self) -> "Heat":
        """Return it without the right cells."""
        rows = ((heading, tuple(replace(cell, right=False) for cell in cells)) for heading, cells in self.rows)
        return replace(self, rows=tuple(rows))


def heat(
    rows: Sequence[Heading],
    columns: Sequence[Heading],
    counts: Sequence[Sequence[int]],
    right: Sequence[int],
) -> Heat:
    """Return the table of counts by row and column; `right`: the number of the right column in each row, from 1."""
    cells = [
        tuple(_cell(count, sum(row), at == key) for at, count in enumerate(row, 1))
        for row, key in zip(counts, right, strict=True)
    ]
    worded, listed = (largest(partial(_height, rows, columns, legend)) for legend in (False, True))
    legend = worded[1] > MOST_HEIGHT
    size = listed if legend else worded
    lean = legend or len(columns) > MOST_WIDE
    return Heat(tuple(columns), tuple(zip(rows, cells, strict=True)), lean, legend, *size)


def _cell(count: int, of: int, right: bool) -> Cell:
    shade = -(-count * SHADES // of) if count else 0
    return Cell(str(shade), str(count) if count and count * LEAST >= of else "", right)


def _height(rows: Sequence[Heading], columns: Sequence[Heading], legend: bool, width: float) -> float:
    """Return the height in em of its own size: the headings of the columns, what lists their words, the rows."""
    share = LEAN if legend or len(columns) > MOST_WIDE else WIDE
    column = max(width * share, 3.0 if legend else LETTER * _longest(columns) + 1)
    left = width - column * len(columns)
    if left < max(LEFT, LETTER * min(_longest(rows), LONG) + 1):
        return math.inf
    head = KEY + 1 if legend else KEY + 1 + 1.3 * max(lines(len(each.text), column - 1) for each in columns)
    listed = 1.1 * KEY * lines(sum(len(each.text) + 8 for each in columns), width) + 1 if legend else 0.0
    return head + listed + sum(1.3 * lines(len(each.text), left - 1) + 0.65 for each in rows)


def _longest(headings: Sequence[Heading]) -> int:
    """Return the letters of the longest word."""
    return max((len(word) for each in headings for word in each.text.split()), default=0)
