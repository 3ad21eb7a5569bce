"""Finds how large the screen may write without scrolling: one of the classes `fit-1` to `fit-12`.

All lengths are in em of the screen, which is 80 wide; of its 45 in height (at 16:9) the middle has what is left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

SIZES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.4, 2.8, 3.2)
"Of choices and rows; `fit-1` is the first."
WIDTH, HEIGHT = 75.0, 31.5
LETTER, BOLD = 0.52, 0.57
"How wide a letter is at most on average, in em of its own size."
QUESTIONS = ((70, 1.5), (160, 1.3), (10_000, 1.15))
"How much larger than the choices the question is written, by its length."
LINE, GAP = 1.25, 0.5
PICTURE = 12.5
"The height that a picture has at least, while the words may be as small as they like."
FEW = 3
"Rows that stand one below the other; more stand in two columns."


@dataclass(frozen=True)
class Fit:
    """The number of the size, and whether there are two columns."""

    size: int
    pair: bool = False

    @property
    def classes(self) -> str:
        """The classes as the stylesheet knows them."""
        return f"fit-{self.size}{' pair' if self.pair else ''}"


@dataclass(frozen=True)
class Wall:
    """What is written on the screen at once; `counted`: each row with its bar, `twice`: beside an earlier asking."""

    question: str
    rows: tuple[str, ...] = ()
    counted: bool = False
    twice: bool = False
    explanation: str = ""
    lines: int = 0
    "Lines of one size with the rows: a hint, the key."
    pictures: float = 0
    "The height of all of them and of a chart, in em of the screen."

    def height(self, size: float, pair: bool) -> float:
        """The height of everything at a size, in em of the screen."""
        where = 2.4 + self.pictures + (2.6 if self.twice else 0)
        larger = next(larger for length, larger in QUESTIONS if len(self.question) <= length)
        question = _lines(self.question, WIDTH, size * larger, BOLD) * LINE + GAP
        explanation = _lines(self.explanation, WIDTH, size, LETTER) * 1.35 + 1 if self.explanation else 0
        said = question * size * larger + (explanation + self.lines * 1.6) * size
        return where + said + self._rows_height(size, pair)

    def _rows_height(self, size: float, pair: bool) -> float:
        columns = 2 if pair else 1
        whole = WIDTH * (0.62 if self.twice else 1) - (columns - 1) * size
        width = whole / columns - size * (10 if self.counted else 5)
        extra = 0.7 if self.counted else 0.85
        lines = [1 if self.twice else _lines(row, width, size, LETTER) for row in self.rows]
        rows = [max(1.75, each * LINE) + extra + (0.2 if self.twice else GAP) for each in lines]
        return sum(max(rows[at : at + columns]) for at in range(0, len(rows), columns)) * size + 1


@lru_cache(maxsize=512)
def written(wall: Wall) -> Fit:
    """The largest size at which all of it fits."""
    pair = len(wall.rows) > FEW and not wall.twice
    sizes = range(len(SIZES), 1, -1)
    return Fit(next((size for size in sizes if wall.height(SIZES[size - 1], pair) <= HEIGHT), 1), pair)


def names(nicknames: Iterable[str]) -> Fit:
    """The size of the lobby's names, one behind the other below the code."""
    widths = [_width(name) * LETTER + 2 for name in nicknames]
    height = 12.5 if len(widths) <= MANY else 19
    rows = [(size, sum(widths) * SIZES[size - 1] / (WIDTH * 0.92) + 1) for size in range(9, 0, -1)]
    return Fit(next((size for size, count in rows if count * SIZES[size - 1] * 1.95 <= height), 1))


MANY = 24
"From so many names on, the code is drawn smaller."


def _lines(text: str, width: float, size: float, letter: float) -> int:
    """How many lines a text has when it breaks between words."""
    room = max(4, int(width / (size * letter)))
    return sum(_broken(paragraph.split(), room) for paragraph in text.split("\n") if paragraph) or 1


def _broken(words: list[str], room: int) -> int:
    lines, left = 1, room
    for word in words:
        needed = _width(word)
        if needed > left and left < room:
            lines, left = lines + 1, room
        lines, left = lines + max(0, needed - 1) // room, left - (needed % room or room) - 1
    return lines


def _width(text: str) -> int:
    """The width of a text in letters; a Chinese one counts as two."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
