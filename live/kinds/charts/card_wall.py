"""A wall of cards: what people have written, as large as a room can read it; what has no place is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width
from zlib import crc32

from live.kinds.charts.word_cloud import more
from live.kinds.values import Bar

MOST = 9
COLOURS = "123456"
"Of a card's upper edge, by the choice that has it."
COLUMNS = (1, 2, 3, 2, 3, 3, 3, 3, 3)
"Of one card, two, and so on."
SIZES = {11: 2.4, 10: 2.1, 9: 1.9, 8: 1.75, 7: 1.6, 6: 1.45, 5: 1.3}
"How large the cards are written, in em of the screen, by the class `fit-N`: down to what is read from the last row."
WIDTH, GAP, INSIDE, AROUND, LINE = 75.0, 1.0, 2.4, 1.7, 1.25
"""Of the wall; between two cards; beside the words of a card, and above and below them (all in em of the screen); and
from line to line, in em of the card."""
LETTER, WIDE = 0.54, 1.05
"How wide a letter of a sentence is at most on average, and a Chinese one, in em of the card."
LEFT_OUT = 2.2
"The height of the line on what is left out."
ROW, ALL = 14.0, 22.5
"""The height of the wall with one row of cards, if they are short, and with more: beside it there is place for a
question of one line, and an explanation. It has two sizes alone, so that the question stays as large as it is."""
FEW, CUT = 3, 120
"So many cards are shown whole, as are starred ones; of others so many characters."


class Card(NamedTuple):
    """One card."""

    bar: Bar
    text: str
    colour: str

    @property
    def name(self) -> str:
        """A short name of it, for ids in a page."""
        return self.bar.name


@dataclass(frozen=True)
class CardWall:
    """The cards that the wall has place for; they are laid when somebody draws it."""

    bars: tuple[Bar, ...]
    "The candidates, at most nine."
    beyond: int = 0
    "How many answers there are beside them."

    @property
    def height(self) -> float:
        """The height that it takes on the screen, in em of it."""
        return ROW if self.rows == 1 and self._height(*self._sized) <= ROW else ALL

    @cached_property
    def laid(self) -> tuple[int, int]:
        """How many cards there are, and their size as the number of its class."""
        for many in range(len(self.bars), 0, -1):
            room = ALL - LEFT_OUT * bool(self.beyond + len(self.bars) - many)
            for size, em in SIZES.items():
                if self._height(many, em) <= room:
                    return many, size
        return 1, min(SIZES)

    @property
    def _sized(self) -> tuple[int, float]:
        many, size = self.laid
        return many, SIZES[size]

    @property
    def rows(self) -> int:
        """How many rows of cards there are."""
        return ceil(self.laid[0] / self.columns)

    @property
    def cards(self) -> list[Card]:
        """The cards, each in a colour that it keeps as long as none beside it has the same."""
        placed: list[Card] = []
        for at, bar in enumerate(self.bars[: self.laid[0]]):
            beside = {placed[near].colour for near in (at - 1, at - self.columns) if near >= 0}
            placed.append(Card(bar, self._text(bar), _colour(bar.value, beside)))
        return placed

    @property
    def size(self) -> int:
        """The number of the class by which the cards are written."""
        return self.laid[1]

    @property
    def columns(self) -> int:
        """How many cards hang beside each other."""
        return COLUMNS[self.laid[0] - 1]

    @property
    def more(self) -> str:
        """What is said of the answers that are left out; "" when there are none."""
        left_out = self.beyond + len(self.bars) - self.laid[0]
        return more(left_out) if left_out else ""

    def keyless(self) -> "CardWall":
        """Return it as it is: nothing is right or wrong."""
        return self

    def _height(self, many: int, em: float) -> float:
        """The height of so many cards at a size, in em of the screen: rows are as high as their longest card."""
        columns = COLUMNS[many - 1]
        room = ((WIDTH - (columns - 1) * GAP) / columns - INSIDE) / em
        cards = [AROUND + _lines(self._words(bar), room) * LINE * em for bar in self.bars[:many]]
        rows = [max(cards[at : at + columns]) for at in range(0, many, columns)]
        return sum(rows) + GAP * (len(rows) - 1)

    def _text(self, bar: Bar) -> str:
        """Return an answer as its card has it; cut at a word, a long one that would cost others their place."""
        if bar.starred or len(self.bars) <= FEW or len(bar.label) <= CUT:
            return bar.label
        return f"{bar.label[:CUT].rpartition(' ')[0] or bar.label[:CUT]} …"

    def _words(self, bar: Bar) -> str:
        return f"{self._text(bar)} ×{bar.count}" if bar.count > 1 else self._text(bar)


def card_wall(bars: Sequence[Bar]) -> CardWall | None:
    """Return the wall of these rows: of those with a star if there are some, else of the first nine; None for none."""
    starred = [bar for bar in bars if bar.starred]
    shown = starred or bars
    return CardWall(tuple(shown[:MOST]), len(shown[MOST:])) if shown else None


def _colour(value: str, taken: set[str]) -> str:
    """Return a colour by the value, or the next one that is not taken."""
    first = crc32(value.encode()) % len(COLOURS)
    return next(each for each in COLOURS[first:] + COLOURS[:first] if each not in taken)


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes in so much room, in em of its size; a word that is wider is broken."""
    lines, used = 1, 0.0
    for word in text.split():
        width = sum(WIDE if east_asian_width(char) in "WF" else LETTER for char in word)
        if used and used + LETTER + width > room:
            lines, used = lines + 1, 0.0
        used += width + LETTER * bool(used)
        if used > room:
            lines, used = lines + ceil(used / room) - 1, used % room
    return lines
