"""Questions in tables: our own, Kahoot's, Blooket's, Quizizz', Gimkit's, Socrative's, ClassQuiz', a colleague's."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, LOST, NO_TEXT, Found, Reading
from live.formats.kind_fields import GAPS
from live.formats.tables import columns, own_examples, table_kinds
from live.formats.tables.cells import MOST_ROWS, Cell
from live.formats.tables.columns import Columns
from live.formats.tables.table_row import Row

KAHOOTS_EXAMPLE = "Which spreadsheet tools can read this sheet"
"How the question begins that Kahoot's own template has as its example."


def is_ours(text: str) -> bool:
    """Tell by its first line whether a text is our own table, whatever else its texts might be taken for."""
    return f"({columns.MARKDOWN})" in text[:2000].partition("\n")[0].casefold()


def found_columns(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """Return what the columns mean; None for a table that holds no questions."""
    return columns.headed(rows) or columns.as_kahoots(rows)


def read(rows: Sequence[Sequence[Cell]]) -> Reading:
    """Read the questions of a table; rows are counted from 1, as people see them."""
    known = found_columns(rows)
    reading = Reading(_("a table"))
    if known is None:
        return reading
    of_places = _are_places(rows[known.body :], known)
    for number, row in enumerate(rows[known.body :], known.body + 1):
        line = Row(row, known, number, of_places)
        if not line.question and not line.is_answered:
            continue
        if not reading.has_room():
            break
        if number > MOST_ROWS:
            reading.remark(LOST, _("%(most)d rows are the most at a time; the rest was not read."), most=MOST_ROWS)
            break
        reading.found.append(_read(line))
    return reading


def _are_places(rows: Sequence[Sequence[Cell]], known: Columns) -> bool:
    """Tell whether the right answers are named by place: in most rows what is right is no text of a choice."""
    lines = [Row(row, known, 0, True) for row in rows]
    named = [line for line in lines if line.question and line.right]
    return sum(line.right in line.texts for line in named) * 2 <= len(named)


def _read(row: Row) -> Found:
    found = row.found
    found.text = row.markdown(row.question)
    found.explanation, found.notes = row.markdown(row.cell(columns.EXPLANATION)), str(row.cell(columns.NOTES))
    _seconds(row)
    _weight(row)
    table_kinds.read(row)
    if not row.question and found.kind == "cloze":
        found.asked = GAPS
    elif not row.question:
        found.refuse(NO_TEXT)
    if row.question.startswith(KAHOOTS_EXAMPLE) or (row.known.markdown and own_examples.is_one(row.row)):
        found.ticked = False
        found.remark(CHANGED, _("This is an example of the sheet to fill in."))
    if any(cell.is_date for cell in (*row.texts, row.right)):
        found.remark(CHANGED, _("A spreadsheet has made a date of a cell: please look at it."))
    return found


def _seconds(row: Row) -> None:
    written = re.match(r"0*(\d{1,5})", row.cell(columns.SECONDS))
    if written:
        row.found.limit_seconds(int(written[1]))


def _weight(row: Row) -> None:
    points = row.cell(columns.WEIGHT)
    if re.fullmatch(r"0?[0-5]", points):
        row.found.weight = int(points)
    elif points:
        row.found.remark(LOST, _("The points stay behind: here a question counts 0 to 5."))
