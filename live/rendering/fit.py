"""Finds how large the screen may write without scrolling: one of the classes `fit-1` to `fit-11`.

Few and short choices stand beside each other in lanes (`lane-1` to `lane-7`: the size of their words), others in rows.
What cannot be broken (formulas, tables, listings) may be smaller than the words around it: `less-1` to `less-5`.

All lengths are in em of the screen, which is 80 wide; of its 45 in height (at 16:9) the middle has what is left.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from live.rendering.extent import LINE, Extent, Paragraph, Piece, extent

SIZES = (0.8, 0.95, 1.1, 1.2, 1.3, 1.45, 1.6, 1.75, 1.9, 2.1, 2.4)
"Of rows; `fit-1` is the first."
READ = 5
"The size from which on everybody in a room can read: 1.3 em."
WIDTH, HEIGHT = 75.0, 31.2
LETTER, BOLD, LOUD = 0.53, 0.56, 0.62
"How wide a letter is at most on average, in em of its own size: of a sentence, of a question, of a word in a lane."
QUESTIONS = ((70, 1.58), (160, 1.13), (10_000, 1.0))
"How much larger than the rows the question is written, by its length."
LARGEST = 3.0
"The question, in em of the screen."
GAP = 0.5
BESIDE = 10.9
"What stands beside the words of a row, its key and its count, in em of the row."
SCALES = (1, 0.7, 0.5, 0.3, 0.15, 0.05)
"Of formulas, tables and listings beside the words; `less-1` is the second."
PICTURE = 12.5
"The height that a picture has at least, while the words may be as small as they like."
FEW = 6
"Rows that stand one below the other; more stand in two columns."

LANES = (1.3, 1.5, 1.75, 2.05, 2.35, 2.9, 3.6)
"Of the words in lanes; `lane-1` is the first."
LARGEST_LANE = {2: 7, 3: 6, 4: 5, 5: 4}
"The size of the words in so many lanes; more choices stand in rows."
WORD, WORDS = 12, 30
"The longest word and the longest text in lanes, in letters."
BETWEEN, INSIDE = 1.3, 1.55
"Between two lanes, and inside of one beside its words."
FOOT, MOST_FOOT = 4.6, 5.9
"The height of a lane's foot without its words, and how high these may be."
RISE, PICTURED_RISE = 13.0, 20.0
"The height above the feet and around the lanes that counts need at least, and that pictures need."


@dataclass(frozen=True)
class Fit:
    """The number of the size, whether there are two columns, how much smaller formulas are, and the size in lanes."""

    size: int
    pair: bool = False
    less: int = 0
    lane: int = 0
    "0 for rows."

    @property
    def classes(self) -> str:
        """The classes as the stylesheet knows them."""
        parts = {"fit": self.size, "less": self.less, "lane": self.lane}
        return " ".join([f"{name}-{number}" for name, number in parts.items() if number] + ["pair"] * self.pair)


@dataclass(frozen=True)
class Wall:
    """What is written on the screen at once, as HTML; `twice`: the rows stand beside those of an earlier asking."""

    question: str
    rows: tuple[str, ...] = ()
    twice: bool = False
    explanation: str = ""
    typed: int = 0
    "How many characters the question was typed with."
    lines: int = 0
    "Lines of one size with the rows: a hint, the key."
    pictures: float = 0
    "The height of all of them and of a chart, in em of the screen."
    lanes: tuple[str, ...] = ()
    "The choices, where they may stand in lanes; there they need none of `pictures`."
    pictured: bool = False
    "Some of these have pictures."
    beside: float = 0
    "What stands beside the words of a row, in em of it, where that is more than usual: such rows are in one column."


@dataclass(frozen=True)
class _Measured:
    """A wall whose texts have been read."""

    wall: Wall
    question: Extent
    explanation: Extent
    rows: tuple[Extent, ...]
    lanes: tuple[Extent, ...]

    @property
    def scales(self) -> bool:
        return any(each.scales for each in (self.question, self.explanation, *self.rows))

    def height(self, size: float, way: Fit, scale: float) -> float:
        """The height of everything at a size, in em of the screen; infinite when something is too wide."""
        below = self._lanes_height(LANES[way.lane - 1]) if way.lane else self._rows_height(size, way.pair, scale)
        return self._question_height(size, scale) + self._explained_height(size, scale) + below

    def _question_height(self, size: float, scale: float) -> float:
        larger = next(larger for length, larger in QUESTIONS if self.wall.typed <= length)
        written = min(LARGEST, size * larger)
        return self.question.height(WIDTH / written, BOLD, scale) * written + GAP * 2

    def _explained_height(self, size: float, scale: float) -> float:
        """An explanation is smaller than rows are, unless nobody could read it then."""
        written = max(size * 0.8, min(size, SIZES[READ - 1]))
        height = (self.explanation.height(WIDTH / written - 1.2, LETTER, scale) * 1.08 + 0.7) * written
        return height if self.wall.explanation else 0

    def _rows_height(self, size: float, pair: bool, scale: float) -> float:
        wall, columns = self.wall, 2 if pair else 1
        whole = WIDTH * (0.62 if wall.twice else 1) - (columns - 1) * size
        room = whole / columns / size - max(BESIDE, wall.beside)
        extra = 0.75 + (0.2 if wall.twice else 0.3)
        texts = [LINE if wall.twice else row.height(room, LETTER, scale) for row in self.rows]
        rows = [max(1.3, each) + extra for each in texts]
        above = wall.pictures + (2.6 if wall.twice else 0) + wall.lines * 1.6 * size
        return above + sum(max(rows[at : at + columns]) for at in range(0, len(rows), columns)) * size

    def _lanes_height(self, size: float) -> float:
        words = max(lane.height(self.lane_room(size), LOUD) * size for lane in self.lanes)
        return (PICTURED_RISE if self.wall.pictured else RISE) + FOOT + words

    def lane_room(self, size: float) -> float:
        """The width that words have in a lane, in em of theirs."""
        many = len(self.lanes)
        return ((WIDTH - (many - 1) * BETWEEN) / many - INSIDE) / size

    def stands_in_lanes(self, size: float) -> bool:
        """Tell whether the words have place in lanes at a size, each of them in one piece."""
        room = self.lane_room(size)
        whole = all(piece.wide(LOUD, 1) <= room for lane in self.lanes for piece in _pieces(lane))
        return whole and all(lane.height(room, LOUD) * size <= MOST_FOOT for lane in self.lanes)


@lru_cache(maxsize=128)
def written(wall: Wall) -> Fit:
    """The largest size at which all of it fits; with formulas, the sizes at which both they and the words are read."""
    rows, lanes = tuple(map(extent, wall.rows)), tuple(map(extent, wall.lanes))
    measured = _Measured(wall, extent(wall.question), extent(wall.explanation), rows, lanes)
    return _in_lanes(measured) or _in_rows(measured)


def _in_lanes(measured: _Measured) -> Fit | None:
    """The size with the choices in lanes; None when they are too many or too long, or leave too little for the rest."""
    if not (len(measured.lanes) in LARGEST_LANE and all(map(_is_short, measured.lanes))):
        return None
    sizes = range(LARGEST_LANE[len(measured.lanes)], 0, -1)
    lane = next((each for each in sizes if measured.stands_in_lanes(LANES[each - 1])), 0)
    found = Fit(_largest(measured, Fit(0, lane=lane), 1), lane=lane)
    return found if lane and found.size >= READ else None


def _is_short(choice: Extent) -> bool:
    pieces = list(_pieces(choice))
    letters = sum(piece.width for piece in pieces if not piece.solid) + len(pieces) - 1
    return letters <= WORDS and all(piece.wide(LOUD, 1) <= WORD * LOUD for piece in pieces)


def _pieces(text: Extent) -> Iterable[Piece]:
    """Its words and formulas."""
    return (piece for block in text.blocks if isinstance(block, Paragraph) for line in block.lines for piece in line)


def _in_rows(measured: _Measured) -> Fit:
    pair = len(measured.rows) > FEW and not measured.wall.twice and not measured.wall.beside
    if not measured.scales:
        return Fit(max(1, _largest(measured, Fit(0, pair), 1)), pair)
    ways = {pair, pair and not any(row.scales for row in measured.rows)}
    tried = [Fit(0, way, less) for way in sorted(ways, reverse=True) for less in range(len(SCALES))]
    found = [Fit(_largest(measured, way, SCALES[way.less]), way.pair, way.less) for way in tried]
    best = max(found, key=lambda each: _legible(each.size, each.less))
    return best if best.size else Fit(1, best.pair, len(SCALES) - 1)


def _largest(measured: _Measured, way: Fit, scale: float) -> int:
    """The largest size at which all of it fits; 0 when none does."""
    return bisect_left(SIZES, True, key=lambda size: measured.height(size, way, scale) > HEIGHT)


def _legible(size: int, less: int) -> float:
    """How well formulas and words are read together; words need no more than twice the ordinary size."""
    return SCALES[less] * SIZES[size - 1] * min(SIZES[size - 1], 2) ** 0.5 if size else 0
