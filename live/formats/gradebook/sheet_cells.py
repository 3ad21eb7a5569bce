"""One sheet of an XLSX file whose cells can be changed one by one: every other part of the file stays byte for byte.

ECMA-376, part 1, 18.3.1: a sheet is `<sheetData>` of `<row r="2">` of `<c r="B2" s="4" t="s"><v>…</v></c>`.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext_noop as _

from live.formats.found import Unreadable
from live.formats.gradebook.separated import MOST_COLUMNS, MOST_ROWS, TOO_LONG
from live.formats.tables.cells import ZIP_FAULTS, check_zip

DAMAGED = _("This spreadsheet is damaged. Open it, save it anew as .xlsx, and try again.")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_STYLE = re.compile(rb'\ss="(\d+)"')


@dataclass
class _Row:
    """A row of the sheet: where its cells stand in the bytes, and where another one may follow."""

    ends: int = 0
    "Where `</row>` begins; 0 for an empty row, which has none."
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)
    computed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class SheetCells:
    """The first sheet that can be seen."""

    content: bytes
    part: str
    "Its name in the zip."
    rows: list[list[str]]
    places: dict[int, _Row]
    xml: bytes

    @classmethod
    def of(cls, content: bytes) -> "SheetCells":
        """Read a file, in the child alone. Raises Unreadable."""
        check_zip(content)
        part, rows = _read(content)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            xml = packed.read(part)
        return cls(content, part, rows, _places(xml), xml)

    def computed(self, column: int) -> bool:
        """Tell whether the file computes a column: it would overwrite what is put there."""
        return any(column in row.computed for row in self.places.values())

    def filled(self, cells: Mapping[tuple[int, int], str]) -> bytes:
        """Return the file with other values in some cells, by row and column from 0; numbers become numbers."""
        edits = sorted(self._edit(row, column, value) for (row, column), value in cells.items())
        parts, at = [], 0
        for begins, ends, _order, new in edits:
            parts += [self.xml[at:begins], new]
            at = ends
        return _packed_anew(self.content, self.part, b"".join([*parts, self.xml[at:]]))

    def _edit(self, row: int, column: int, value: str) -> tuple[int, int, int, bytes]:
        """Return which bytes give way to a cell."""
        place = self.places.get(row)
        if place is None or not place.ends:
            raise Unreadable(DAMAGED)
        if column in place.cells:
            begins, ends = place.cells[column]
        else:
            begins = ends = min((at for other, (at, _end) in place.cells.items() if other > column), default=place.ends)
        style = _STYLE.search(self.xml[begins : self.xml.index(b">", begins)]) if ends > begins else None
        return begins, ends, column, _cell(f"{_letters(column)}{row + 1}", value, style[1] if style else b"")


def _read(content: bytes) -> tuple[str, list[list[str]]]:
    """Return the sheet's name in the zip and the texts of its cells."""
    import openpyxl  # type: ignore[import-untyped]

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
        if (sheet.max_row or 0) > MOST_ROWS or (sheet.max_column or 0) > MOST_COLUMNS:
            raise Unreadable(TOO_LONG)
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        return str(sheet._worksheet_path).lstrip("/"), rows
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(DAMAGED) from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _places(xml: bytes) -> dict[int, _Row]:
    """Return where the cells stand, by row and column from 0."""
    if b"<!DOCTYPE" in xml[:2000]:
        raise Unreadable(DAMAGED)
    finder = _Finder(xml)
    try:
        finder.parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    return finder.rows


class _Finder:
    """Goes through the XML of a sheet and notes where rows and cells begin and end."""

    def __init__(self, xml: bytes) -> None:
        self.xml, self.rows, self.row, self.cell = xml, dict[int, _Row](), _Row(), (0, 0)
        self.number, self.column = -1, -1
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.number = int(attributes["r"]) - 1 if "r" in attributes else self.number + 1
                self.column, self.row = -1, self.rows.setdefault(self.number, _Row())
            case "c":
                found = _REFERENCE.fullmatch(attributes.get("r", ""))
                self.column = _column(found[1]) if found else self.column + 1
                self.cell = self.parser.CurrentByteIndex, self.column
            case "f":
                self.row.computed.add(self.column)

    def _end(self, name: str) -> None:
        at = self.parser.CurrentByteIndex
        match name.rpartition(":")[2]:
            case "row" if self.xml.startswith(b"</", at):
                self.row.ends = at
            case "c":
                self.row.cells[self.cell[1]] = self.cell[0], self.xml.index(b">", at) + 1


def _column(letters: str) -> int:
    """Return the number of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(column: int) -> str:
    """Return the letters of a column."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


def _cell(reference: str, value: str, style: bytes) -> bytes:
    look = b' s="' + style + b'"' if style else b""
    try:
        number = f"{float(value):.15g}"
    except ValueError:
        text = value.replace("&", "&amp;").replace("<", "&lt;")
        inside = f'<is><t xml:space="preserve">{text}</t></is>'.encode()
        return b'<c r="' + reference.encode() + b'"' + look + b' t="inlineStr">' + inside + b"</c>"
    return b'<c r="' + reference.encode() + b'"' + look + b"><v>" + number.encode() + b"</v></c>"


def _packed_anew(content: bytes, part: str, xml: bytes) -> bytes:
    """Return the zip with one part changed; the others keep their bytes, order and times."""
    kept = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
            for each in old.infolist():
                new.writestr(each, xml if each.filename == part else old.read(each))
    except ZIP_FAULTS as error:
        raise Unreadable(DAMAGED) from error
    return kept.getvalue()
