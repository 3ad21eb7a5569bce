"""Tables as CSV files whose cells spreadsheets never run, whatever people typed."""

import csv
import io
import re
from collections.abc import Callable, Iterable

from django.utils.formats import get_format

_UNSEEN = "\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_FORMULA = re.compile(rf"[\t\r\n]|[\s{_UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫]")


_NUMBER = re.compile(r"-[0-9]{1,40}(?:[.,][0-9]{1,40})?(?:E[+-][0-9]{1,3})?")
"A number below zero as spreadsheets write it, which runs nothing and is summed and drawn by them."


def safe(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet might run as a formula (OWASP, "CSV Injection").

    That is one beginning with = + - @ or their full-width and small forms, also after spaces and invisible
    characters, or with a tab or an end of line. A number below zero stays one.
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def write(rows: Iterable[Iterable[str]], language: str | None = None, protect: Callable[[str], str] = safe) -> bytes:
    """Write rows of cells as RFC 4180 in UTF-8, with the byte-order mark by which Excel recognises UTF-8.

    Where the language, the active one if none is given, has a comma as decimal sign, semicolons part the cells, as its
    spreadsheets expect. (A line "sep=;" would tell Excel as well, but then it forgets the byte-order mark, and others
    show the line.) `protect` makes a cell one that no spreadsheet runs.
    """
    out = io.StringIO(newline="")
    comma = get_format("DECIMAL_SEPARATOR", language, use_l10n=True) == ","
    csv.writer(out, delimiter=";" if comma else ",").writerows([protect(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode(errors="replace")


def guarded(cell: str) -> str:
    """Return a cell as `safe` does, so that `unguarded` takes off nothing that was there before."""
    plain = cell.lstrip("'")
    return cell if safe(plain) == plain else f"'{cell}"


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell
