"""Our own table as CSV: the columns of the spreadsheet, for programs that read nothing else."""

import csv
import io

from django.utils.formats import get_format

from live.formats import own_rows
from live.formats.given import GivenQuiz
from live.formats.spreadsheet import guarded


def dump(quiz: GivenQuiz) -> bytes:
    """Return the questions as RFC 4180 in UTF-8, separated and marked as results are (live/formats/spreadsheet.py).

    A cell that a spreadsheet might run as a formula stands behind an apostrophe, which our reader takes off again.
    """
    out = io.StringIO(newline="")
    comma = get_format("DECIMAL_SEPARATOR", quiz.language, use_l10n=True) == ","
    rows = [own_rows.headings(quiz.language), *own_rows.rows(quiz)]
    csv.writer(out, delimiter=";" if comma else ",").writerows([guarded(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode(errors="replace")
