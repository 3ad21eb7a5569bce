"""A grid as a CSV file that spreadsheets open as text, whatever people typed."""

import csv
import io
import re
from collections.abc import Iterable

_UNSEEN = "\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_FORMULA = re.compile(rf"[\t\r\n]|[\s{_UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫]")


def write(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells as RFC 4180 in UTF-8, with the byte-order mark by which Excel tells UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode(errors="replace")


def safe(cell: str) -> str:
    """The cell, behind an apostrophe when a spreadsheet might run it: = + - @ and their full-width and small forms,
    also behind spaces and what nobody sees, and a tab or an end of line at the front (OWASP, "CSV Injection").
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
