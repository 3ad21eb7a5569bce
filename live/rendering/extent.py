"""How wide and high what is drawn of a text will be: its lines, formulas, tables and listings, read from the HTML.

All lengths are in em of the text's own size. They are estimates that err to the large side; the tests of the screen
measure in a browser whether what is fitted by them fits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from math import ceil, inf
from unicodedata import east_asian_width

from live.rendering.formula_box import Node, box

LINE = 1.25
"The height of a line."
CODE, MONO = 1.15, 0.56
"How high a line of a listing is, and how wide its letters."
ACROSS, DOWN = 1.3, 0.7
"The space in a table's cell from side to side, and from top to bottom."
ROUNDED = 0.07
"A pixel, by which browsers make lines of very small letters higher."
FRAME = 1.9
"The space around a listing; twice as much at its sides."
_TOKEN = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|([^<]+)")
_BLOCKS = {"p", "li", "ul", "ol", "blockquote", "div", "pre", "table", "tr", "th", "td"}


@dataclass(frozen=True)
class Piece:
    """A word, its width in letters, or a formula, its width in em; `solid`: it cannot be broken."""

    width: float
    height: float = LINE
    solid: bool = False

    def wide(self, letter: float, scale: float) -> float:
        """Return its width when a letter is so wide and formulas are scaled."""
        return self.width * (scale if self.solid else letter)


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """Lines of words and formulas, which break where they are too long."""

    lines: tuple[Line, ...]

    def height(self, room: float, letter: float, scale: float) -> float:
        """Return its height in a width; infinite when a formula is wider."""
        return sum(_line_height(line, room, letter, scale) for line in self.lines)


@dataclass(frozen=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Paragraph, ...], ...]

    def height(self, room: float, letter: float, scale: float) -> float:
        """Return its height in a width; infinite when its longest words do not fit beside each other."""
        columns = max(map(len, self.rows), default=0)
        room = room / scale - columns * ACROSS
        cells = [[row[at] for row in self.rows if at < len(row)] for at in range(columns)]
        least = [_widest(column, letter, whole=False) for column in cells]
        most = [_widest(column, letter, whole=True) for column in cells]
        if sum(least) > room:
            return inf
        share = min(1.0, (room - sum(least)) / ((sum(most) - sum(least)) or 1))
        widths = [low + (high - low) * share + 0.01 for low, high in zip(least, most, strict=True)]
        rows = [max(cell.height(widths[at], letter, 1) for at, cell in enumerate(row)) for row in self.rows if row]
        return (sum(rows) + len(rows) * DOWN) * scale


@dataclass(frozen=True)
class Listing:
    """Lines of code by their letters."""

    letters: tuple[int, ...]

    def height(self, room: float, _letter: float, scale: float) -> float:
        """Return its height in a width."""
        most = max(4, int((room - 2 * FRAME) / scale / MONO))
        line = CODE * scale + (ROUNDED if scale < 0.5 else 0)
        return sum(max(1, ceil(each / most)) for each in self.letters) * line + FRAME


Block = Paragraph | Table | Listing


@dataclass(frozen=True)
class Extent:
    """All blocks of a text, one below the other."""

    blocks: tuple[Block, ...]

    @property
    def scales(self) -> bool:
        """Tell whether something in it can be drawn smaller than its letters."""
        return any(not isinstance(each, Paragraph) or _has_formula(each) for each in self.blocks)

    def height(self, room: float, letter: float, scale: float = 1) -> float:
        """Return the height in a width when a letter is so wide, all in em, and formulas and tables are scaled."""
        gaps = 0.4 * max(0, len(self.blocks) - 1)
        return sum(each.height(room, letter, scale) for each in self.blocks) + gaps


@lru_cache(maxsize=128)
def extent(html: str) -> Extent:
    """Read the extent from harmless HTML, as live.content.safe_html makes it."""
    return _Reader(html).read() if "<" in html else Extent((Paragraph((tuple(_words(unescape(html))),)),))


def width(text: str) -> int:
    """Return the width of a text in letters; a Chinese one counts as two."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _words(text: str) -> Iterable[Piece]:
    return (Piece(width(word)) for word in text.split())


def _line_height(line: Line, room: float, letter: float, scale: float) -> float:
    """Break a line between its pieces, and a word where there is no other place."""
    above, left, high = 0.0, room, LINE
    for piece in line:
        needed = piece.wide(letter, scale)
        if needed > left and left < room:
            above, left, high = above + high, room, LINE
        if needed > room:
            if piece.solid:
                return inf
            above += LINE * (needed // room)
            needed %= room
        left -= needed + letter
        high = max(high, piece.height * scale)
    return above + high


def _widest(cells: list[Paragraph], letter: float, whole: bool) -> float:
    """The widest line of a column, or its widest word or formula."""
    lines = [[each.wide(letter, 1) for each in line] for cell in cells for line in cell.lines]
    return max((sum(line) + letter * (len(line) - 1) if whole else max(line) for line in lines if line), default=0)


def _has_formula(paragraph: Paragraph) -> bool:
    return any(piece.solid for line in paragraph.lines for piece in line)


@dataclass
class _Reader:
    """Reads HTML from its front to its end."""

    html: str
    blocks: list[Block] = field(default_factory=list)
    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    rows: list[list[Paragraph]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    "The elements of a formula that are open."
    code: str | None = None

    def read(self) -> Extent:
        """Return all of it."""
        for closes, tag, attributes, text in _TOKEN.findall(self.html):
            if self.nodes or tag == "math":
                self._formula(closes, tag, attributes, text)
            elif self.code is not None or tag == "pre":
                self._code(closes, tag, text)
            elif text:
                self.lines[-1] += _words(unescape(text))
            else:
                self._mark(closes, tag)
        self._end()
        return Extent(tuple(self.blocks))

    def _formula(self, closes: str, tag: str, attributes: str, text: str) -> None:
        if text:
            self.nodes[-1].text += text
        elif not closes:
            node = Node(tag, attributes)
            if self.nodes:
                self.nodes[-1].inside.append(node)
            self.nodes.append(node)
        elif (node := self.nodes.pop()).tag == "math":
            self._add(node, 'display="block"' in node.attributes)

    def _add(self, math: Node, display: bool) -> None:
        """Add a whole formula; one that is displayed has a line of its own."""
        wide, high = box(math, display)
        piece = Piece(wide * 1.07, max(LINE, high + 0.25), solid=True)
        if display:
            self.lines += [[piece], []]
        else:
            self.lines[-1].append(piece)

    def _code(self, closes: str, tag: str, text: str) -> None:
        if tag != "pre":
            self.code = (self.code or "") + unescape(text)
        elif not closes:
            self._end()
            self.code = ""
        else:
            self.blocks.append(Listing(tuple(map(width, (self.code or "").rstrip("\n").split("\n")))))
            self.code = None

    def _mark(self, closes: str, tag: str) -> None:
        if tag == "br":
            self.lines.append([])
        elif tag in {"td", "th"} and closes:
            self.rows[-1].append(self._paragraph())
        elif tag == "tr" and not closes:
            self.rows.append([])
        elif tag == "table" and closes:
            self.blocks.append(Table(tuple(map(tuple, self.rows))))
            self.rows = []
        elif tag in _BLOCKS and not self.rows:
            self._end()

    def _end(self) -> None:
        """End a paragraph, if there is one."""
        paragraph = self._paragraph()
        if any(paragraph.lines):
            self.blocks.append(paragraph)

    def _paragraph(self) -> Paragraph:
        lines, self.lines = self.lines, [[]]
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        return Paragraph(tuple(map(tuple, lines if len(lines) == 1 or lines[0] else lines[1:])))
