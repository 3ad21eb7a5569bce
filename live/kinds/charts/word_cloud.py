"""A word cloud: words in rows, each of which stays near its place while more words come and all of them grow."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import ClassVar
from unicodedata import east_asian_width
from zlib import crc32

from django.utils.translation import ngettext

from live.kinds.values import Bar

WIDTH, HEIGHT = 1240, 400
"The size of the chart, in its own units."
SMALLEST, ONCE, LARGEST = 25.0, 56.0, 170.0
"""How large words are written: at least, so that they are read from the last row, at most what came once, and at most
the most frequent one."""
RATIOS = (4.8, 4.0, 3.4, 2.8, 2.3)
"How many times larger the most frequent word may be than one that came once: the first at which that one is read."
COLOURS = "abcdef"
GAP, LINE = 0.9, 1.2
"The space between two words (in em of a word that came once), and from row to row (in em of the row's largest)."
ROWS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15)
"The numbers of rows that are tried: few, so that words seldom change rows."
WIDTHS = dict.fromkeys("iljI.,:;'!|() ", 0.36) | dict.fromkeys("ftrs-", 0.5) | dict.fromkeys("mwMW@%", 0.98)
"Of bold letters that are not as wide as most, in em."


@dataclass(frozen=True)
class Word:
    """One word and its place: x is its middle, y its baseline."""

    value: str
    text: str
    count: int
    x: int
    y: int
    size: int
    colour: str
    "One of the deep colours; two that stand side by side have different ones."


@dataclass(frozen=True)
class WordCloud:
    """The picture of these rows; the words get their places when somebody draws it."""

    bars: tuple[Bar, ...]
    "The most frequent first."
    beyond: int = 0
    "How many words there are beside them."
    readable: float = SMALLEST
    "The size that the smallest word has at least; the rarest words that would be smaller are left out."

    height: ClassVar[float] = 24
    "On the screen, in em of it, with the line on words that are left out: the question keeps its size when it comes."

    @cached_property
    def words(self) -> list[Word]:
        """The words that can be read, placed."""
        placed = cloud(self.bars)
        if min((word.size for word in placed), default=self.readable) >= self.readable:
            return placed
        many = bisect_left(range(1, len(self.bars)), True, key=lambda many: not self._fits(many))
        return cloud(self.bars[: max(1, many)])

    @property
    def more(self) -> str:
        """What is said of the words that are left out; "" when there are none."""
        left_out = self.beyond + len(self.bars) - len(self.words)
        return more(left_out) if left_out else ""

    def _fits(self, many: int) -> bool:
        """Tell whether so many words can be read where the frequent ones are as small as they may be."""
        rows = _laid(_stable(self.bars[:many]), RATIOS[-1])
        return int(_scale(rows) * min(size for row in rows for _, size, _ in row)) >= self.readable

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
    ordered = _stable(bars)
    for ratio in RATIOS:
        rows = _laid(ordered, ratio)
        if _scale(rows) >= SMALLEST:
            break
    return _place(rows, _scale(rows))


def _stable(bars: Sequence[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda bar: (crc32(bar.value.encode()), bar.value))


def _laid(bars: Sequence[Bar], ratio: float) -> list[Row]:
    """Return the words in as many rows as let them be largest."""
    pieces = _pieces(bars, ratio)
    return max((_rows(pieces, many) for many in ROWS), key=_scale)


def _pieces(bars: Sequence[Bar], ratio: float) -> Row:
    top = max((each.count for each in bars), default=0)
    return [_piece(bar, 1 + (ratio - 1) * sqrt((bar.count - 1) / max(top - 1, 4))) for bar in bars]


def _piece(bar: Bar, size: float) -> Piece:
    """A word at a size from 1 up; all stay small while even the most frequent one has few."""
    return bar, size, GAP + size * sum(map(_letter, bar.label))


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
    if not rows:
        return ONCE
    largest = max(size for row in rows for _, size, _ in row)
    return min(WIDTH / max(map(_width, rows)), HEIGHT / sum(map(_height, rows)), LARGEST / largest, ONCE)


def _width(row: Row) -> float:
    return sum(width for _, _, width in row)


def _height(row: Row) -> float:
    return LINE * max(size for _, size, _ in row)


def _place(rows: list[Row], scale: float) -> list[Word]:
    placed: list[Word] = []
    y = (HEIGHT - scale * sum(map(_height, rows))) / 2
    for row in rows:
        x = (WIDTH - scale * _width(row)) / 2
        y += scale * _height(row)
        for bar, size, width in row:
            middle, baseline = round(x + scale * width / 2), round(y - scale * _height(row) * 0.3)
            colour = _colour(bar.value, placed[-1].colour if placed else "")
            placed.append(Word(bar.value, bar.label, bar.count, middle, baseline, int(size * scale), colour))
            x += scale * width
    return placed


def _colour(word: str, beside: str) -> str:
    """A word keeps its colour while others come, unless the one beside it has it."""
    number = crc32(word.encode()) % len(COLOURS)
    return COLOURS[number] if COLOURS[number] != beside else COLOURS[number - 1]


def _letter(char: str) -> float:
    """Return the width of a bold letter, in em."""
    usual = 1.0 if east_asian_width(char) in "WF" else 0.76 if char.isupper() else 0.66
    return WIDTHS.get(char, usual)
