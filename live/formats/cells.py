"""Tables as rows of texts: from XLSX (in the child alone), from CSV and TSV, and from cells that were pasted."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop as _

from live.formats.found import TEXT_LENGTH, Unreadable
from live.formats.spreadsheet import unguarded

MOST_ROWS, MOST_COLUMNS = 2000, 60
MOST_PARTS, MOST_UNPACKED, MOST_PART = 2000, 50 << 20, 10 << 20
"Of a zip: its entries, all of their declared sizes, and one of them, in bytes."
DAMAGED = _("This file is damaged: it cannot be unpacked. Export it again, and try once more.")
TOO_LARGE = _("This file unpacks to more than can be read. Split it, or take out large pictures.")
SEPARATORS = ",;\t|"
SAMPLE = 20
_LINE_END = re.compile(r"\r\n?")
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?\s*\r?\n', re.IGNORECASE)


class Cell(str):
    """The text of a cell; `is_date`: a spreadsheet had made a date of it."""

    is_date = False


class Sheet(NamedTuple):
    """One sheet; a row's number is the one that people see."""

    name: str
    rows: list[list[Cell]]


def sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of an XLSX file that can be seen, in a child alone, as it takes long. Raises Unreadable."""
    check_zip(content)
    import openpyxl  # type: ignore[import-untyped]

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [Sheet(each.title, _rows(each)) for each in book.worksheets if each.sheet_state == "visible"]
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_("This spreadsheet is damaged. Open it, save it anew as .xlsx, and try again.")) from error


def check_zip(content: bytes) -> list[str]:
    """Return the names in a zip after a look at the sizes that it declares. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(DAMAGED) from error
    sizes = [part.file_size for part in parts]
    if len(parts) > MOST_PARTS or sum(sizes) > MOST_UNPACKED or max(sizes, default=0) > MOST_PART:
        raise Unreadable(TOO_LARGE)
    return [part.filename for part in parts]


def _rows(sheet: Any) -> list[list[Cell]]:
    found = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    return _trimmed([_cell(each.value, getattr(each, "number_format", "")) for each in row] for row in found)


def _trimmed(rows: Iterable[list[Cell]]) -> list[list[Cell]]:
    """Return the rows without what is empty at their ends and at the end of them all."""
    kept = [row[: next((n for n in range(len(row), 0, -1) if row[n - 1]), 0)] for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    return kept


def _cell(value: Any, form: str = "") -> Cell:
    match value:
        case None:
            return Cell()
        case bool():
            return Cell("TRUE" if value else "FALSE")
        case float() | int():
            return Cell(_number(value, form))
        case datetime() | date() | time():
            cell = Cell(value.isoformat())
            cell.is_date = True
            return cell
    return _text(str(value).replace("_x000D_", "\r"))  # ECMA-376, 22.9.2.19: a carriage return in a cell


def _text(raw: str) -> Cell:
    return Cell(_LINE_END.sub("\n", raw).strip()[:TEXT_LENGTH])


def _number(value: float, form: str) -> str:
    """Return a number as the sheet shows it: without a needless .0, and as percent where it is."""
    if "%" in form:
        return f"{value * 100:.10g}%"
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)


def rows_of_text(text: str) -> list[list[Cell]]:
    """Return the rows of CSV, TSV or pasted cells; the separator is told from the first records."""
    given = _SEPARATOR_LINE.match(text)
    text = text[given.end() :] if given else text
    separator = given[1] if given else separator_of(text)
    return _trimmed(_read(text, separator, MOST_ROWS))


def separator_of(text: str) -> str:
    """Return the sign that parts most records into the same number of cells, more than one; "," when none does."""
    return max(SEPARATORS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    """Return which share of the first records has the usual number of cells, and this number.

    Not how many: by a sign that is none, cells of several lines fall into many records.
    """
    counts = Counter(len(row) for row in _read(text, sign, SAMPLE) if any(row))
    usual, times = max(counts.items(), key=lambda each: (each[0] > 1, each[1], each[0]), default=(1, 0))
    return (times / counts.total(), usual) if usual > 1 else (0, 0)


def _read(text: str, sign: str, most: int) -> Iterator[list[Cell]]:
    """Yield the records; a quote that is never closed, or a NUL, ends the reading and loses nothing before it."""
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=sign)
    for _number in range(most):
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        yield [_text(unguarded(cell)) for cell in row[:MOST_COLUMNS]]
