"""Finds how large the screen may write without scrolling: one of the classes `fit-1` to `fit-12`.

What cannot be broken (formulas, tables, listings) may be smaller than the words around it: `less-1` to `less-5`.

All lengths are in em of the screen, which is 80 wide; of its 45 in height (at 16:9) the middle has what is left.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from live.rendering.extent import LINE, Extent, extent

SIZES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.4, 2.8, 3.2)
"Of choices and rows; `fit-1` is the first."
WIDTH, HEIGHT = 75.0, 31.5
LETTER, BOLD = 0.52, 0.57
"How wide a letter is at most on average, in em of its own size."
QUESTIONS = ((70, 1.5), (160, 1.3), (10_000, 1.15))
"How much larger than the choices the question is written, by its length."
GAP = 0.5
SCALES = (1, 0.7, 0.5, 0.3, 0.15, 0.05)
"Of formulas, tables and listings beside the words; `less-1` is the second."
PICTURE = 12.5
"The height that a picture has at least, while the words may be as small as they like."
FEW = 3
"Rows that stand one below the other; more stand in two columns."


@dataclass(frozen=True)
class Fit:
    """The number of the size, whether there are two columns, and how much smaller than words formulas are."""

    size: int
    pair: bool = False
    less: int = 0

    @property
    def classes(self) -> str:
        """The classes as the stylesheet knows them."""
        return f"fit-{self.size}{' pair' if self.pair else ''}{f' less-{self.less}' if self.less else ''}"


@dataclass(frozen=True)
class Wall:
    """What is written on the screen at once, as HTML; `counted`: rows with bars, `twice`: beside an earlier one."""

    question: str
    rows: tuple[str, ...] = ()
    counted: bool = False
    twice: bool = False
    explanation: str = ""
    typed: int = 0
    "How many characters the question was typed with."
    lines: int = 0
    "Lines of one size with the rows: a hint, the key."
    pictures: float = 0
    "The height of all of them and of a chart, in em of the screen."


@dataclass(frozen=True)
class _Measured:
    """A wall whose texts have been read."""

    wall: Wall
    question: Extent
    explanation: Extent
    rows: tuple[Extent, ...]

    @property
    def scales(self) -> bool:
        return any(each.scales for each in (self.question, self.explanation, *self.rows))

    def height(self, size: float, pair: bool, scale: float) -> float:
        """The height of everything at a size, in em of the screen; infinite when something is too wide."""
        wall = self.wall
        where = 2.4 + wall.pictures + (2.6 if wall.twice else 0)
        larger = size * next(larger for length, larger in QUESTIONS if wall.typed <= length)
        question = (self.question.height(WIDTH / larger, BOLD, scale) + GAP) * larger
        explained = self.explanation.height(WIDTH / size, LETTER, scale) * 1.08 + 1 if wall.explanation else 0
        return where + question + (explained + wall.lines * 1.6) * size + self._rows_height(size, pair, scale)

    def _rows_height(self, size: float, pair: bool, scale: float) -> float:
        wall, columns = self.wall, 2 if pair else 1
        whole = WIDTH * (0.62 if wall.twice else 1) - (columns - 1) * size
        room = whole / columns / size - (10 if wall.counted else 5)
        extra = (0.7 if wall.counted else 0.85) + (0.2 if wall.twice else GAP)
        texts = [LINE if wall.twice else row.height(room, LETTER, scale) for row in self.rows]
        rows = [max(1.75, each) + extra for each in texts]
        return sum(max(rows[at : at + columns]) for at in range(0, len(rows), columns)) * size + 1


@lru_cache(maxsize=128)
def written(wall: Wall) -> Fit:
    """The largest size at which all of it fits; with formulas, the sizes at which both they and the words are read."""
    pair = len(wall.rows) > FEW and not wall.twice
    measured = _Measured(wall, extent(wall.question), extent(wall.explanation), tuple(map(extent, wall.rows)))
    if not measured.scales:
        return Fit(max(1, _largest(measured, pair, 1)), pair)
    ways = {pair, pair and not any(row.scales for row in measured.rows)}
    tried = [(way, less) for way in sorted(ways, reverse=True) for less in range(len(SCALES))]
    sizes = [(_largest(measured, way, SCALES[less]), way, less) for way, less in tried]
    size, pair, less = max(sizes, key=lambda found: _legible(found[0], found[2]))
    return Fit(size, pair, less) if size else Fit(1, pair, len(SCALES) - 1)


def _largest(measured: _Measured, pair: bool, scale: float) -> int:
    """The largest size at which all of it fits; 0 when none does."""
    return bisect_left(SIZES, True, key=lambda size: measured.height(size, pair, scale) > HEIGHT)


def _legible(size: int, less: int) -> float:
    """How well formulas and words are read together; words need no more than twice the ordinary size."""
    return SCALES[less] * SIZES[size - 1] * min(SIZES[size - 1], 2) ** 0.5 if size else 0
