"""Tables as one workbook (.xlsx) that needs no work: a heading, filters, real numbers and dates; XlsxWriter 3.3.

`Book` is plain, so that it travels to the child, where alone `dump` is called.
"""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"What Excel takes (its specifications and limits)."
Form = Literal["text", "number", "share", "points", "date"]
"""How a column is shown: any text, a number with two decimals at most, a share of 1 as percent, a whole number, or a
date with its time."""
FORMS: dict[Form, str] = {"number": "0.##", "share": "0 %", "points": "0", "date": "yyyy-mm-dd hh:mm"}
Mark = Literal["right", "partly", "wrong"]
MARKS: dict[Mark, tuple[str, str, str]] = {
    "right": ("✓", "#14532D", "#DCFCE7"),
    "partly": ("◐", "#713F12", "#FEF9C3"),
    "wrong": ("✗", "#7F1D1D", "#FEE2E2"),
}
"The sign, the ink and the ground of a marked cell. The sign is part of how it is shown: its text stays the answer."
Value = str | int | float | None
Cell = Value | tuple[str, Mark] | list[str]
"A value, or a text with a mark (a list once it has been JSON). A date is ISO 8601 without a zone."
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"What XML 1.0 cannot say."
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


@dataclass(frozen=True)
class Column:
    """One column of a sheet; `width` in characters."""

    heading: str
    width: int = 12
    form: Form = "text"


@dataclass(frozen=True)
class Sheet:
    """One table."""

    name: str
    "At most 31 characters, none of []:*?/\\ (what Excel takes)."
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    charted: int | None = None
    "The number of a column, from 0, whose shares are drawn as bars below the table."


@dataclass(frozen=True)
class Book:
    """A workbook, as it travels to the child."""

    sheets: Sequence[Sheet]
    right_to_left: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    'What the file says of itself, as "title" (docProps/core.xml).'

    def packed(self) -> bytes:
        """Return the workbook as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode(errors="replace")

    @classmethod
    def unpacked(cls, raw: bytes) -> "Book":
        """Return the workbook that was packed."""
        fields: dict[str, Any] = json.loads(raw)
        sheets = [{**sheet, "columns": [Column(**each) for each in sheet["columns"]]} for sheet in fields["sheets"]]
        return cls(**{**fields, "sheets": [Sheet(**sheet) for sheet in sheets]})


def dump(book: Book) -> bytes:
    """Return the workbook as a file."""
    from xlsxwriter import Workbook

    kept = io.BytesIO()
    with Workbook(kept, _OPTIONS) as file:
        file.set_properties(book.properties)
        looks = _Looks(file)
        for sheet in book.sheets:
            page = file.add_worksheet(sheet.name)
            if book.right_to_left:
                page.right_to_left()
            _fill(page, sheet, looks)
            if sheet.charted is not None and sheet.rows:
                _draw(file, page, sheet, sheet.charted)
    return kept.getvalue()


def clean(text: str) -> str:
    """Return a text as a cell can hold it."""
    return _NOT_IN_XML.sub("", text)[:LONGEST_CELL]


class _Looks:
    """How cells look: a format of the file for the heading, for each form and for each mark."""

    def __init__(self, file: "Workbook") -> None:
        top = {"valign": "top"}
        self.heading = file.add_format({**top, "bold": True, "text_wrap": True, "bg_color": "#E5E7F2", "bottom": 1})
        self.text = file.add_format({**top, "text_wrap": True})
        self.forms = {form: file.add_format({**top, "num_format": shown}) for form, shown in FORMS.items()}
        self.marks = {
            mark: file.add_format(
                {
                    **top,
                    "text_wrap": True,
                    "font_color": ink,
                    "bg_color": ground,
                    "num_format": f'General;-General;0;"{sign} "@',
                }
            )
            for mark, (sign, ink, ground) in MARKS.items()
        }

    def of(self, form: Form) -> "Format":
        """Return the look of a column's cells."""
        return self.forms.get(form, self.text)


def _fill(page: "Worksheet", sheet: Sheet, looks: _Looks) -> None:
    """Write the table: its heading stays in sight, and has a filter."""
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, looks.of(column.form))
        page.write_string(0, place, clean(column.heading), looks.heading)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _write(page, number, place, cell, sheet.columns[place].form, looks)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write(page: "Worksheet", row: int, place: int, cell: Cell, form: Form, looks: _Looks) -> None:
    look = looks.of(form)
    match cell:
        case None | "":
            return
        case (str(text), mark):
            page.write_string(row, place, clean(text), looks.marks[mark])  # type: ignore[index]
        case str(text) if form == "date":
            page.write_datetime(row, place, datetime.fromisoformat(text), look)
        case str(text):
            page.write_string(row, place, clean(text), looks.text)
        case int(number) | float(number):
            page.write_number(row, place, number, look)


def _draw(file: "Workbook", page: "Worksheet", sheet: Sheet, column: int) -> None:
    """Draw the shares of a column as bars, named by the first column."""
    last, chart = len(sheet.rows), file.add_chart({"type": "column"})
    cells = [page.get_name(), 1, 0, last, 0], [page.get_name(), 1, column, last, column]
    chart.add_series({"name": [page.get_name(), 0, column], "categories": cells[0], "values": cells[1], "gap": 40})
    chart.set_y_axis({"min": 0, "max": 1, "num_format": "0 %", "major_gridlines": {"visible": True}})
    chart.set_legend({"none": True})
    chart.set_size({"width": max(480, 36 * last), "height": 320})
    page.insert_chart(last + 2, 0, chart)
