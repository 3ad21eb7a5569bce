"""A word cloud: words in rows, each of which stays near its place while more words come and all of them grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import ClassVar
from unicodedata import east_asian_width
from zlib import crc32

from live.kinds.values import Bar

WIDTH, HEIGHT = 1240, 400
"The size of the chart, in its own units."
SMALLEST, ONCE, LARGEST = 25.0, 56.0, 170.0
"""How large words are written: at least (smaller only where there are more than there is place for), at most what came
once, and at most the most frequent one."""
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

    height: ClassVar[float] = 24
    "On the screen, in em of it."

    @cached_property
    def words(self) -> list[Word]:
        """All words, placed."""
        return cloud(self.bars)

    def keyless(self) -> "WordCloud":
        """Return it as it is: no word is right or wrong."""
        return self


Piece = tuple[Bar, float, float]
"A word with its size and its width."
Row = list[Piece]


def cloud(bars: Sequence[Bar]) -> list[Word]:
    """Place all words. Their order is arbitrary but stable: it depends on each word alone."""
    ordered = sorted(bars, key=lambda bar: (crc32(bar.value.encode()), bar.value))
    for ratio in RATIOS:
        pieces = _pieces(ordered, ratio)
        rows = max((_rows(pieces, many) for many in ROWS), key=_scale)
        if _scale(rows) >= SMALLEST:
            break
    return _place(rows, _scale(rows))


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
