"""Our own table as CSV: the columns of the spreadsheet, for programs that read nothing else."""

from live.formats import spreadsheet
from live.formats.given import GivenQuiz
from live.formats.tables import own_rows


def dump(quiz: GivenQuiz) -> bytes:
    """Return the questions as RFC 4180 in UTF-8, separated and marked as results are (live/formats/spreadsheet.py).

    A cell that a spreadsheet might run as a formula stands behind an apostrophe, which our reader takes off again.
    """
    rows = [own_rows.headings(quiz.language), *own_rows.rows(quiz)]
    return spreadsheet.write(rows, quiz.language, spreadsheet.guarded)
