"""Our own table as a spreadsheet, and as a template with a question of each kind: what XlsxWriter 3.3 writes."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as _

from live.formats.catalogues import everywhere, words
from live.formats.given import GivenQuiz
from live.formats.tables import columns, own_examples, own_rows
from live.formats.tables.sheet_kinds import KINDS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ROWS = 2000
"So many rows are read, and have the menu of kinds and cells for text."
WIDTHS = {columns.KIND: 18, columns.QUESTION: 45, columns.EXPLANATION: 35, columns.NOTES: 35, columns.SETTINGS: 28}
WIDTH, NARROW = 16, 9
"Of choices and of numbers, in characters."
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_QUESTIONS, _HOW, _WRITTEN = _("Questions"), _("Notes on the kinds"), _("How it is written")
_FEW = (columns.TOLERANCE, columns.UNIT, columns.SECONDS, columns.WEIGHT)


def dump(quiz: GivenQuiz) -> bytes:
    """Return the questions as XLSX, with a sheet of notes on the kinds."""
    return _book(own_rows.rows(quiz), quiz.language)


def template(language: str) -> bytes:
    """Return the spreadsheet that a teacher fills in: a row for each kind, and the notes."""
    return _book(own_examples.rows(language), language)


def are_notes(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether these are the notes on the kinds, whose examples are no questions of the file."""
    return bool(rows) and len(rows[0]) > 1 and rows[0][1] in everywhere(_WRITTEN)


def _book(rows: Sequence[Sequence[str]], language: str) -> bytes:
    from xlsxwriter import Workbook

    kept = io.BytesIO()
    with Workbook(kept, AS_WRITTEN) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E5E7F2", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        _questions(_sheet(book, _QUESTIONS, language), rows, language, head, text)
        _notes(_sheet(book, _HOW, language), language, head, text)
    return kept.getvalue()


def _sheet(book: "Workbook", name: str, language: str) -> "Worksheet":
    sheet = book.add_worksheet(words(language)(name)[:31])
    sheet.freeze_panes(1, 0)
    if language == "ar":
        sheet.right_to_left()
    return sheet


def _questions(
    sheet: "Worksheet", rows: Sequence[Sequence[str]], language: str, head: "Format", text: "Format"
) -> None:
    """Write the questions. Each cell is for text, as a spreadsheet would make a date of 1-5 and a formula of = Zn."""
    for place, column in enumerate(own_rows.ORDER):
        sheet.set_column(place, place, NARROW if column in _FEW else WIDTHS.get(column, WIDTH), text)
    for number, row in enumerate([own_rows.headings(language), *rows]):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell, text if number else head)
    names = [words(language)(kind.label) for kind in KINDS.values()]
    kinds = f"={_quoted(words(language)(_HOW)[:31])}!$A$2:$A${len(names) + 1}"
    sheet.data_validation(1, 0, ROWS, 0, {"validate": "list", "source": kinds, "error_type": "warning"})
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{ROWS}"})


def _notes(sheet: "Worksheet", language: str, head: "Format", text: "Format") -> None:
    """Write how each kind is written, with its example behind."""
    say, own = words(language), own_rows.headings(language)
    first = [own[0], say(_WRITTEN), *own[1:]]
    examples = own_examples.rows(language)
    rows = [[row[0], say(kind.about), *row[1:]] for kind, row in zip(KINDS.values(), examples, strict=True)]
    for place, column in enumerate((columns.KIND, columns.QUESTION, *own_rows.ORDER[1:])):
        sheet.set_column(place, place, NARROW if column in _FEW else WIDTHS.get(column, WIDTH))
    for number, row in enumerate([first, *rows]):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell, text if number else head)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows) + 1}"})


def _quoted(name: str) -> str:
    """Return a sheet's name as formulas have it."""
    return "'" + name.replace("'", "''") + "'"
