"""Tables as rows of texts: from XLSX (in the child alone), from CSV and TSV, and from cells that were pasted."""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Literal, NamedTuple

from django.utils.translation import gettext_noop as _

from live.formats.found import RAW_LENGTH, Unreadable
from live.formats.spreadsheet import unguarded

MOST_ROWS, MOST_COLUMNS = 2000, 60
MOST_PARTS, MOST_UNPACKED, MOST_PART = 2000, 50 << 20, 10 << 20
"Of a zip: its entries, all of their declared sizes, and one of them, in bytes."
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError, NotImplementedError)
"What reading a zip raises when it is damaged, lies, has a password, or is packed in an unusual way."
DAMAGED = _("This file is damaged: it cannot be unpacked. Export it again, and try once more.")
TOO_LARGE = _("This file unpacks to more than can be read. Split it, or take out large pictures.")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*+)>\s*+<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*+>[^<>]*+</(?:\w+:)?f>)\s*+"
    rb"(?:<(?:\w+:)?v\s*+/>\s*+|<(?:\w+:)?v>\s*+</(?:\w+:)?v>\s*+)?</(?:\w+:)?c>"
)
"A cell of a formula without its value (ECMA-376, 18.3.1.4); of a text the value may be empty."
SEPARATORS = ",;\t|"
SAMPLE = 20
MOST_ODD = 50
"Quotes that are never closed; behind so many of them a quote is a sign like any other."
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


def has_formulas_without_values(content: bytes) -> bool:
    """Tell whether a sheet has formulas that nothing has computed yet: what they come to is not in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name) for name in packed.namelist() if _SHEET.fullmatch(name)]
    return any(b't="str"' not in found[1] for part in parts for found in _UNCOMPUTED.finditer(part))


def check_zip(content: bytes) -> list[str]:
    """Return the names in a zip after a look at the sizes that it declares. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except ZIP_FAULTS as error:
        raise Unreadable(DAMAGED) from error
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise Unreadable(DAMAGED)
    sizes = [part.file_size for part in parts]
    if len(parts) > MOST_PARTS or sum(sizes) > MOST_UNPACKED or max(sizes, default=0) > MOST_PART:
        raise Unreadable(TOO_LARGE)
    return [part.filename for part in parts]


def _rows(sheet: Any) -> list[list[Cell]]:
    found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
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
            cell = Cell(str(value).removesuffix(" 00:00:00"))
            cell.is_date = True
            return cell
    return _text(str(value).replace("_x000D_", "\r"))  # ECMA-376, 22.9.2.19: a carriage return in a cell


def _text(raw: str) -> Cell:
    return Cell(_LINE_END.sub("\n", raw).strip()[:RAW_LENGTH])


def _number(value: float, form: str) -> str:
    """Return a number as the sheet shows it: 15 digits without a needless .0, and as percent where it is."""
    if "%" in form and abs(value) < 1e15:
        return f"{value * 100:.10g}%"
    return f"{value:.15g}" if abs(value) < 1e15 else str(value)


def rows_of_text(text: str) -> list[list[Cell]]:
    """Return the rows of CSV, TSV or pasted cells, one more than are read; the first records tell the separator."""
    given = _SEPARATOR_LINE.match(text)
    text = text[given.end() :] if given else text
    separator = given[1] if given else separator_of(text)
    return _trimmed(_read(_rejoined(text) if separator == "\t" else text, separator, MOST_ROWS + 1))


def _rejoined(text: str) -> str:
    """Return the cells of a Word table in quotes: unlike a spreadsheet, Word leaves line ends in them bare.

    Lines are joined until a row has the tabs of the first one. Where that does not come out the text stays as it is.
    """
    lines = text.splitlines()
    tabs = next(filter(None, (line.count("\t") for line in lines)), 0)
    if '"' in text or tabs < 2 or all(line.count("\t") == tabs for line in lines if line):
        return text
    rows = list(_joined(lines, tabs))
    if len(rows) > 1 and "\t" not in rows[-1]:
        rows[-2:] = ["\n".join(rows[-2:])]
    if any(row.count("\t") != tabs for row in rows):
        return text
    return "\n".join("\t".join(f'"{cell}"' for cell in row.split("\t")) for row in rows)


def _joined(lines: list[str], tabs: int) -> Iterator[str]:
    row: list[str] = []
    has = 0
    for line in lines:
        if row and has >= tabs:
            yield "\n".join(row)
            row, has = [], 0
        if line or row:
            row.append(line)
            has += line.count("\t")
    yield "\n".join(row)


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
    """Yield the records. A quote that is never closed is a sign of its line alone, and loses nothing behind it."""
    lines = list(io.StringIO(text.replace("\0", ""), newline=""))
    reader, before, odd = _reader(lines, 0, sign), 0, 0
    for _number in range(most):
        begins = before + reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row, before, odd = _plain(lines[begins], sign), begins + 1, odd + 1
            reader = _reader(lines, before, sign, csv.QUOTE_NONE if odd > MOST_ODD else csv.QUOTE_MINIMAL)
        yield [_text(unguarded(cell)) for cell in row[:MOST_COLUMNS]]


def _reader(lines: list[str], begins: int, sign: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Any:
    behind = map(lines.__getitem__, range(begins, len(lines)))
    return csv.reader(behind, delimiter=sign, quoting=quoting, strict=True)


def _plain(line: str, sign: str) -> list[str]:
    """Return the cells of one line of which quotes are odd."""
    try:
        return next(csv.reader([line], delimiter=sign)) if line.count('"') % 2 == 0 else line.split(sign)
    except (csv.Error, StopIteration):
        return line.split(sign)
