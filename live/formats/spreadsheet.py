"""Tables as CSV files whose cells spreadsheets never run, whatever people typed."""

import csv
import io
import re
from collections.abc import Iterable

_UNSEEN = "\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_FORMULA = re.compile(rf"[\t\r\n]|[\s{_UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫]")


def write(rows: Iterable[Iterable[str]]) -> bytes:
    """Write rows of cells as RFC 4180 in UTF-8, with the byte-order mark by which Excel recognises UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode(errors="replace")


def safe(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet might run as a formula (OWASP, "CSV Injection").

    That is one beginning with = + - @ or their full-width and small forms, also after spaces and invisible
    characters, or with a tab or an end of line.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
