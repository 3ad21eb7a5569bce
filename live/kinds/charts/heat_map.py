"""A heat map: how often each cell of a grid over a picture was chosen, and the outlines of areas."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import ceil, cos, sin, sqrt
from typing import ClassVar

SHADES = 5
_SHADES = range(1, SHADES + 1)
STRONGEST = 0.6
"The opacity of the strongest shade: more would hide the picture."
DOTS = 30
"Up to so many answers are a dot each."
GOLDEN = 2.39996
"The angle in radians from one dot of a cell to the next; so they lie apart like the seeds of a sunflower."
SPREAD = 0.36
"How far from the middle of its cell a dot is at most, in cells."
NAMED = 0.6
"From this share of the fullest cell on, how often it was chosen is written in it."
Place = tuple[str, str]
"A point as shares of the width and the height, as SVG writes them: 12.5%."


@dataclass(frozen=True)
class Shade:
    """All cells of one shade: how opaque they are, and their path."""

    opacity: str
    path: str


@dataclass(frozen=True)
class Note:
    """A short text in the picture."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class HeatMap:
    """What lies over the picture; paths are in cells, and places in percent, so it fits a picture of any size."""

    columns: int
    rows: int
    shades: tuple[Shade, ...] = ()
    notes: tuple[Note, ...] = ()
    dots: tuple[Place, ...] = ()
    right: str = ""
    "The outlines of the right areas."
    others: str = ""
    "The outlines of further areas, in the editor alone."

    height: ClassVar[float] = 20
    "On the screen, in em of it."

    @property
    def box(self) -> str:
        """The box of the paths."""
        return f"0 0 {self.columns} {self.rows}"

    @property
    def edges(self) -> list[Note]:
        """The letters and numbers along the edges; the cell in their corner has both."""
        across = [Note(self._x(at), ".85em", chr(ord("A") + at)) for at in range(1, self.columns)]
        down = [Note(".6em", self._y(at), str(at + 1)) for at in range(1, self.rows)]
        return [Note(self._x(0), ".85em", "A1"), *across, *down]

    def _x(self, column: float) -> str:
        return _percent((column + 0.5) / self.columns)

    def _y(self, row: float) -> str:
        return _percent((row + 0.5) / self.rows)

    def keyless(self) -> "HeatMap":
        """Return it without the right areas."""
        return replace(self, right="")


def heat_map(columns: int, rows: int, counts: Mapping[int, int], right: Collection[int] = ()) -> HeatMap:
    """Return the map of how often each cell was chosen; cells are counted from 1, row by row."""
    empty = HeatMap(columns, rows, right=outline(right, columns))
    if not counts:
        return empty
    if sum(counts.values()) <= DOTS:
        return replace(empty, dots=_dots(empty, counts))
    top = max(counts.values())
    levels = {cell: ceil(SHADES * count / top) for cell, count in counts.items()}
    shades = tuple(_shade(level, [cell for cell in counts if levels[cell] == level], columns) for level in _SHADES)
    notes = (note(empty, cell, str(count)) for cell, count in counts.items() if count >= NAMED * top)
    return replace(empty, shades=tuple(shade for shade in shades if shade.path), notes=tuple(notes))


def note(on: HeatMap, cell: int, text: str) -> Note:
    """Return a text in the middle of a cell."""
    row, column = divmod(cell - 1, on.columns)
    return Note(on._x(column), on._y(row), text)


def _shade(level: int, cells: Collection[int], columns: int) -> Shade:
    corners = (divmod(cell - 1, columns) for cell in cells)
    return Shade(f"{STRONGEST * level / SHADES:.2f}", "".join(f"M{x} {y}h1v1h-1z" for y, x in corners))


def _dots(on: HeatMap, counts: Mapping[int, int]) -> tuple[Place, ...]:
    places = []
    for cell, count in counts.items():
        row, column = divmod(cell - 1, on.columns)
        for number in range(count):
            far = SPREAD * sqrt(number / count)
            x, y = column + far * cos(GOLDEN * number), row + far * sin(GOLDEN * number)
            places.append((on._x(x), on._y(y)))
    return tuple(places)


def outline(cells: Collection[int], columns: int) -> str:
    """Return the path around cells: each side that has no other of them beside it."""
    inside, path = set(cells), []
    for cell in sorted(inside):
        y, x = divmod(cell - 1, columns)
        sides = (
            (cell - columns, f"M{x} {y}h1"),
            (cell + columns, f"M{x} {y + 1}h1"),
            (cell - 1 if x else 0, f"M{x} {y}v1"),
            (cell + 1 if x < columns - 1 else 0, f"M{x + 1} {y}v1"),
        )
        path += [side for beside, side in sides if beside not in inside]
    return "".join(path)


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
