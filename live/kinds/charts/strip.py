"""Rows of a tally whose answers are spread over places: as a strip of shaded cells, or as the parts of a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from live.kinds.values import Bar
from live.workshop.drawings import formulas

SHADES = 5
WRITTEN = 5
"The least percentage that is written into its cell."
WHOLE = 1000
"The length of a full bar."


@dataclass(frozen=True)
class Cell:
    """The answers at one place."""

    percent: int
    right: bool = False

    @property
    def shade(self) -> str:
        """Its shade, from "1" to "5" for the darkest; "0" when nobody answered so."""
        return str(ceil(self.percent * SHADES / 100))

    @property
    def text(self) -> str:
        """What is written into it; "" for a few."""
        return f"{self.percent} %" if self.percent >= WRITTEN else ""


@dataclass(frozen=True)
class Strip(Bar):
    """A row with a cell for each place; a teacher wrote its label. It is no answer of its own, so its count is 0."""

    cells: tuple[Cell, ...] = ()

    @property
    def html(self) -> str:
        """The label as HTML, with its formulas."""
        return formulas(self.label)

    @property
    def read_out(self) -> str:
        """The percentages by place, for those who cannot see the strip."""
        return ", ".join(f"{place}: {cell.percent} %" for place, cell in enumerate(self.cells, 1))


def cells(counts: Sequence[int], total: int, right: int = 0) -> tuple[Cell, ...]:
    """Return the cells of a row from its counts by place. `right`: the place that is right, from 1; 0 for none."""
    shares = [round(count * 100 / total) if total else 0 for count in counts]
    return tuple(Cell(share, place == right) for place, share in enumerate(shares, 1))


@dataclass(frozen=True)
class Part:
    """What one place adds to a bar: where it begins and how wide it is, of 1000 as text; the first is the darkest."""

    x: str
    width: str
    shade: str


@dataclass(frozen=True)
class Stack(Bar):
    """A row whose bar is made of parts; a teacher wrote its label."""

    parts: tuple[Part, ...] = ()

    @property
    def html(self) -> str:
        """The label as HTML, with its formulas."""
        return formulas(self.label)


def parts(amounts: Sequence[int], most: int) -> tuple[Part, ...]:
    """Return the parts of a bar that would be full with `most`."""
    ends = [round(end * WHOLE / most) if most else 0 for end in accumulate(amounts, initial=0)]
    return tuple(
        Part(str(start), str(end - start), str(SHADES - place))
        for place, (start, end) in enumerate(pairwise(ends))
        if end > start
    )
