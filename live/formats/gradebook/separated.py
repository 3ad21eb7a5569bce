"""CSV and TSV whose cells can be changed one by one: all other bytes stay, quotes, line ends and marks included."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from live.formats.encodings import MARKS, decoded
from live.formats.found import Unreadable
from live.formats.tables.cells import separator_of

MOST_ROWS, MOST_COLUMNS = 5000, 400
LETTERS_LOST = _("The letters of this file cannot be told for sure. Save it as CSV in UTF-8, and try again.")
TOO_LONG = _("This mark book has too many rows or columns. Export one class alone.")
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_NEEDS_QUOTES = re.compile(r'["\r\n]')


class Span(NamedTuple):
    """Where a cell stands in the text, its quotes included."""

    begins: int
    ends: int


@dataclass(frozen=True)
class Separated:
    """A table as text: RFC 4180 with any separator."""

    text: str
    encoding: str
    mark: bytes
    separator: str
    spans: list[list[Span]]

    @classmethod
    def of(cls, content: bytes, language: str = "") -> "Separated":
        """Read a file. Raises Unreadable where its letters would not come out again as they went in."""
        mark = next((mark for mark, _name in MARKS if content.startswith(mark)), b"")
        text, encoding = decoded(content, language)
        if mark + text.encode(encoding, "replace") != content:
            raise Unreadable(LETTERS_LOST)
        declared = _DECLARED.match(text)
        separator = declared[1] if declared else separator_of(text)
        return cls(text, encoding, mark, separator, spans(text, separator, declared.end() if declared else 0))

    @property
    def rows(self) -> list[list[str]]:
        """The texts of all cells, without their quotes."""
        return [[_plain(self.text[cell.begins : cell.ends]) for cell in row] for row in self.spans]

    def filled(self, cells: Mapping[tuple[int, int], str]) -> bytes:
        """Return the file with other texts in some cells, by row and column from 0; a row that is too short grows."""
        parts, at = [], 0
        for (row, column), value in sorted(cells.items()):
            line = self.spans[row]
            begins, ends = line[column] if column < len(line) else (line[-1].ends, line[-1].ends)
            missing = self.separator * max(0, column + 1 - len(line))
            parts += [self.text[at:begins], missing, self._cell(value, self.text[begins:ends])]
            at = ends
        return self.mark + "".join([*parts, self.text[at:]]).encode(self.encoding, "replace")

    def _cell(self, value: str, before: str) -> str:
        """Return a cell's text, in quotes where it needs them or had them."""
        quoted = before.startswith('"') or self.separator in value or _NEEDS_QUOTES.search(value)
        return '"' + value.replace('"', '""') + '"' if quoted else value


def _plain(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def spans(text: str, separator: str, at: int = 0) -> list[list[Span]]:
    """Return where each cell stands, from `at` on.

    A quote opens a cell only at its beginning; one that is never closed is a sign like any other. Raises Unreadable.
    """
    cell = re.compile(rf'"(?:[^"]|"")*+"(?=[{re.escape(separator)}\r\n]|\Z)|[^{re.escape(separator)}\r\n]*+')
    rows: list[list[Span]] = [[]]
    while found := cell.match(text, at):
        rows[-1].append(Span(*found.span()))
        at = found.end()
        if at >= len(text):
            break
        if text[at] == separator:
            at += 1
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        if at >= len(text):
            break
        rows.append([])
        if len(rows) > MOST_ROWS:
            raise Unreadable(TOO_LONG)
    if max(map(len, rows)) > MOST_COLUMNS:
        raise Unreadable(TOO_LONG)
    return rows


def is_text(content: bytes) -> bool:
    """Tell whether a file is text rather than a program's own bytes."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" not in content[:4000]
