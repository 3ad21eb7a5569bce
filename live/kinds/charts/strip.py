"""Rows of a tally whose answers are spread over places, as a strip of shaded cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from live.kinds.values import Bar
from live.workshop.drawings import formulas

SHADES = 5
WRITTEN = 5
"The least percentage that is written into its cell."


@dataclass(frozen=True)
class Cell:
    """The answers at one place."""

    percent: int
    right: bool = False

    @property
    def shade(self) -> str:
        """The class of its shade; "" when nobody answered so."""
        return f"shade-{ceil(self.percent * SHADES / 100)}" if self.percent else ""

    @property
    def text(self) -> str:
        """What is written into it; "" for a few."""
        return f"{self.percent} %" if self.percent >= WRITTEN else ""


@dataclass(frozen=True)
class Strip(Bar):
    """A row with a cell for each place; a teacher wrote its label."""

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
