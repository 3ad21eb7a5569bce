"""A word cloud: words in rows, each of which stays near its place while more words come and all of them grow."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from unicodedata import east_asian_width
from zlib import crc32

from django.utils.translation import ngettext

from live.kinds.values import Bar

WIDTH, HEIGHT = 1000, 290
"The size of the chart, in its own units."
MOST = 2.8
"How many times larger the most frequent word is than one that came once."
LARGEST = 110.0
READABLE = 20
"The smallest size that is read from the last row."
GAP, LINE = 0.9, 1.2
"The space between two words (in em of a word that came once), and from row to row (in em of the row's largest)."
ROWS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15)
"The numbers of rows that are tried: few, so that words seldom change rows."
NARROW, WIDE = set("iljtfrI.,:;'!|() "), set("mwMW@%")


@dataclass(frozen=True)
class Word:
    """One word and its place: x is its middle, y its baseline."""

    value: str
    text: str
    count: int
    x: int
    y: int
    size: int
    weight: int
    "The font weight, 1 to 3."


@dataclass(frozen=True)
class WordCloud:
    """The picture of these rows; the words get their places when somebody draws it."""

    bars: tuple[Bar, ...]
    "The most frequent first."
    beyond: int = 0
    "How many words there are beside them."
    readable: int = READABLE
    "The size that the smallest word has at least; the rarest words that would be smaller are left out."

    @property
    def height(self) -> float:
        """On the screen, in em of it: the picture, and a line below it."""
        return 22.5 if self.more else 20

    @cached_property
    def words(self) -> list[Word]:
        """The words that can be read, placed."""
        if self._fits(len(self.bars)):
            return cloud(self.bars)
        many = bisect_left(range(1, len(self.bars)), True, key=lambda many: not self._fits(many))
        return cloud(self.bars[: max(1, many)])

    @property
    def more(self) -> str:
        """What is said of the words that are left out; "" when there are none."""
        left_out = self.beyond + len(self.bars) - len(self.words)
        return more(left_out) if left_out else ""

    def _fits(self, many: int) -> bool:
        return min((word.size for word in cloud(self.bars[:many])), default=self.readable) >= self.readable

    def keyless(self) -> "WordCloud":
        """Return it as it is: no word is right or wrong."""
        return self


def more(words: int) -> str:
    """Return the sentence on words that are not shown."""
    return ngettext("and %d more", "and %d more", words) % words


Piece = tuple[Bar, float, float]
"A word with its size and its width."
Row = list[Piece]


def cloud(bars: Sequence[Bar]) -> list[Word]:
    """Place all words. Their order is arbitrary but stable: it depends on each word alone."""
    top = max((each.count for each in bars), default=0)
    pieces = [_piece(bar, top) for bar in sorted(bars, key=lambda bar: (crc32(bar.value.encode()), bar.value))]
    rows = max((_rows(pieces, many) for many in ROWS), key=_scale)
    return _place(rows, min(_scale(rows), LARGEST / MOST))


def _piece(bar: Bar, top: int) -> Piece:
    size = _size(bar.count, top)
    return bar, size, GAP + size * sum(map(_letter, bar.label))


def _size(count: int, top: int) -> float:
    """Return a size from 1 to MOST; it stays small while even the most frequent word has few."""
    return 1 + (MOST - 1) * sqrt((count - 1) / max(top - 1, 4))


def _rows(pieces: Row, many: int) -> list[Row]:
    """Deal the words into rows of equal width; every second runs backwards, so words that change rows move little."""
    rows: list[Row] = [[] for _ in range(many)]
    whole, at = _width(pieces), 0.0
    for piece in pieces:
        rows[min(many - 1, int((at + piece[2] / 2) * many / whole))].append(piece)
        at += piece[2]
    return [row[::-1] if number % 2 else row for number, row in enumerate(rows) if row]


def _scale(rows: list[Row]) -> float:
    """Return how large a word that came once can be written."""
    return min(WIDTH / max(map(_width, rows)), HEIGHT / sum(map(_height, rows))) if rows else 0.0


def _width(row: Row) -> float:
    return sum(width for _, _, width in row)


def _height(row: Row) -> float:
    return LINE * max(size for _, size, _ in row)


def _place(rows: list[Row], scale: float) -> list[Word]:
    placed = []
    y = (HEIGHT - scale * sum(map(_height, rows))) / 2
    for row in rows:
        x = (WIDTH - scale * _width(row)) / 2
        y += scale * _height(row)
        for bar, size, width in row:
            loud = 1 if size < 1.4 else 2 if size < 2.3 else 3
            middle, baseline = round(x + scale * width / 2), round(y - scale * _height(row) * 0.3)
            placed.append(Word(bar.value, bar.label, bar.count, middle, baseline, int(size * scale), loud))
            x += scale * width
    return placed


def _letter(char: str) -> float:
    """Return the width of a bold letter, in em."""
    if char in NARROW:
        return 0.38
    if east_asian_width(char) in "WF":
        return 1.0
    return 0.95 if char in WIDE else 0.72 if char.isupper() else 0.62
