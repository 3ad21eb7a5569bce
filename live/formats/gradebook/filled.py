"""A mark book as a teacher drops it: what is in it, which column the marks may go to, and the same file filled in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_noop as _

from live.formats.found import Unreadable
from live.formats.gradebook.matching import Matches, Student, matched
from live.formats.gradebook.separated import Separated, is_text
from live.formats.gradebook.sheet_cells import SheetCells
from live.formats.spreadsheet import safe

NEW = -1
"In place of a column's number: one more column, behind all others."
EMPTY = {"", "-", "–", "—"}
"What a mark book writes where there is no mark; Moodle a hyphen."
FULL = 100.0
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s?%?")
_COMMA = re.compile(r"\d+,\d+")
_POINTS_POSSIBLE = re.compile(r"points possible", re.IGNORECASE)
'The first cell of the row in which Canvas says out of how many points a column is: "    Points Possible".'
_TOTAL_POINTS = re.compile(r"\[Total Pts: (?:up to )?([\d.,]+)", re.IGNORECASE)
'How Blackboard heads a column: "Quiz [Total Pts: 10 Score] |12345".'
NO_PEOPLE = _("No row of this file fits anybody of the lesson.")
NO_COLUMN = _("This column cannot be filled in. Choose another one.")
NOT_A_MARK_BOOK = _("This is no mark book: export it as CSV or XLSX, and drop that file.")


@dataclass(frozen=True)
class Target:
    """A column that may be filled in."""

    number: int
    heading: str
    kept: int
    "How many of the people found have a mark there already, which would be replaced."
    full: float
    "Out of how many points its marks are; 100 when the file does not say."


@dataclass(frozen=True)
class MarkBook:
    """A file with its rows, whoever they belong to."""

    table: Separated | SheetCells
    matches: Matches

    @classmethod
    def of(cls, content: bytes, students: Iterable[Student], language: str = "") -> "MarkBook":
        """Read a mark book. Raises Unreadable, also where nobody of the lesson is in it."""
        table = _table(content, language)
        matches = matched(table.rows, students)
        if not matches.rows:
            raise Unreadable(NO_PEOPLE)
        return cls(table, matches)

    def targets(self) -> list[Target]:
        """Return the columns in which these people have numbers or nothing."""
        heading = self.table.rows[0]
        return [self._target(number) for number in range(len(heading)) if self._takes_marks(number)]

    def filled(self, column: int, full: float, heading: str) -> bytes:
        """Return the file with the marks in a column, out of `full` points. Raises Unreadable.

        `heading`: that of a new column, where `column` is NEW.
        """
        if column == NEW:
            column = max(map(len, self.table.rows))
        elif not self._takes_marks(column):
            raise Unreadable(NO_COLUMN)
        else:
            heading = ""
        cells = {(row, column): self._mark(each.percent, full) for row, each in self.matches.rows.items()}
        return self.table.filled({(0, column): safe(heading), **cells} if heading else cells)

    def _target(self, number: int) -> Target:
        rows = self.table.rows
        kept = sum(_cell(rows[row], number) not in EMPTY for row in self.matches.rows)
        return Target(number, rows[0][number].strip(), kept, self._full(number))

    def _takes_marks(self, number: int) -> bool:
        if isinstance(self.table, SheetCells) and self.table.computed(number):
            return False
        cells = [_cell(self.table.rows[row], number) for row in self.matches.rows]
        marks = all(cell in EMPTY or _NUMBER.fullmatch(cell) for cell in cells)
        return 0 <= number < len(self.table.rows[0]) and marks and not self._names_people(cells)

    def _names_people(self, cells: list[str]) -> bool:
        """Tell whether these numbers are those by which people are known."""
        known = {each.ident.strip() for each in self.matches.rows.values() if each.ident}
        return bool(known.intersection(cells))

    def _full(self, number: int) -> float:
        rows = self.table.rows
        if found := _TOTAL_POINTS.search(rows[0][number]):
            return _float(found[1])
        possible = next((row for row in rows[1:4] if row and _POINTS_POSSIBLE.search(row[0])), None)
        return _float(_cell(possible, number)) if possible else FULL

    def _mark(self, percent: float, full: float) -> str:
        """Return a mark with two decimals at most, half up, with the decimal sign of the file."""
        exact = Decimal(str(percent)) * Decimal(str(full)) / 100
        shown = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
        return shown.replace(".", ",") if self._has_commas() else shown

    def _has_commas(self) -> bool:
        if isinstance(self.table, SheetCells):
            return False
        return any(_COMMA.fullmatch(cell.strip()) for row in self.table.rows for cell in row)


def _table(content: bytes, language: str) -> Separated | SheetCells:
    if content.startswith(b"PK\x03\x04"):
        return SheetCells.of(content)
    if not is_text(content):
        raise Unreadable(NOT_A_MARK_BOOK)
    return Separated.of(content, language)


def _cell(row: Sequence[str], number: int) -> str:
    return row[number].strip() if number < len(row) else ""


def _float(text: str) -> float:
    try:
        return float(text.replace(",", ".")) or FULL
    except ValueError:
        return FULL
