"""A square of two axes: a mark at the means of each item, with a cross as long as the middle half of the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from live.kinds.charts.statistics import mean, one_decimal, quartiles
from live.kinds.values import Choice

SIDE = 100
"Of the square, in its own units."
Counts = Sequence[int]
"How often each point of one axis was given, from the lowest."


@dataclass(frozen=True)
class Mark:
    """One item: the place of its mark, the ends of its cross, and the means as they are written."""

    item: Choice
    x: str
    y: str
    left: str
    right: str
    top: str
    bottom: str
    across: str
    up: str
    total: int


@dataclass(frozen=True)
class Square:
    """The marks of the items that somebody placed, all items with their letters, and what the four ends mean."""

    marks: tuple[Mark, ...]
    items: tuple[Choice, ...]
    axes: tuple[str, ...]

    height: ClassVar[float] = 22.6
    "On the screen, in em of it."

    def keyless(self) -> "Square":
        """Return it as it is: nothing is right."""
        return self


def square(counts: Sequence[tuple[Counts, Counts]], items: Sequence[Choice], axes: Sequence[str]) -> Square:
    """Return the square of counts by item, across and up; `axes`: the words of the ends, lowest first."""
    marks = [_mark(item, *each) for item, each in zip(items, counts, strict=True) if sum(each[0])]
    return Square(tuple(marks), tuple(items), tuple(axes))


def _mark(item: Choice, across: Counts, up: Counts) -> Mark:
    many = len(across)
    x, y = mean(across), mean(up)
    (left, right), (low, high) = quartiles(across), quartiles(up)
    return Mark(
        item,
        x=_at(x, many),
        y=_at(many - 1 - y, many),
        left=_at(left, many),
        right=_at(right, many),
        top=_at(many - 1 - high, many),
        bottom=_at(many - 1 - low, many),
        across=one_decimal(x + 1),
        up=one_decimal(y + 1),
        total=sum(across),
    )


def _at(place: Decimal, many: int) -> str:
    """Return where the middle of a point is, which is counted from 0."""
    return f"{(place + Decimal('0.5')) * SIDE / many:.1f}"
