"""The arithmetic of tallies, and how values are put together (docs/kinds.md)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.support.truth import Asked, Given

Content = dict[str, Any]
Rows = list[Any]
"Numbers, and words of people, in the order in which they are read."
COLUMNS = 12
"Of the grid that lies over a picture."


@dataclass(frozen=True)
class Told:
    """One round and its answers, before the reveal or after it; `wide`: on the screen."""

    asked: Asked
    given: list[Given]
    revealed: bool
    wide: bool
    people: int
    spelt: dict[str, str]
    "How most have written each answer or word."

    @property
    def content(self) -> Content:
        """The question's."""
        return self.asked.content

    @property
    def total(self) -> int:
        """How many have answered."""
        return len(self.given)

    @property
    def split(self) -> list[list[str]]:
        """Each answer in its parts."""
        return [each.value.split(",") for each in self.given]


def percent(count: int, total: int) -> int:
    """A share in whole percent."""
    return round(100 * count / total) if total else 0


def tenth(number: Fraction) -> str:
    """A mean with one decimal, a half upwards."""
    return f"{int(number * 10 + Fraction(1, 2)) / 10:.1f}"


def middle(numbers: Iterable[int]) -> str:
    """The median."""
    ordered = sorted(numbers)
    half = Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2)
    return str(half.numerator) if half.denominator == 1 else tenth(half)


def mean(numbers: list[int]) -> Fraction:
    """The mean."""
    return Fraction(sum(numbers), len(numbers))


def gaps(source: str) -> list[tuple[list[str], list[str]]]:
    """Each gap of a text: what is right in it, and what it is chosen from in the order of the alphabet, if it is."""
    found = re.findall(r"\[([^]]*)\]", source)
    split = [[word.strip() for word in re.split(r"[|~]", inside)] for inside in found]
    return [(words[:1], sorted(words)) if "~" in one else (words, []) for one, words in zip(found, split, strict=True)]


def is_right_gap(gap: tuple[list[str], list[str]], part: str) -> bool:
    """Tell whether a gap's part of a value is right."""
    right, options = gap
    return bool(part) and (options[int(part) - 1] if options else part) in (right if options else map(str.lower, right))


def ways(given: Given) -> list[str]:
    """How each gap was filled in, as it was typed; a gap that was left open has a dash."""
    return given.typed.split("  ·  ")


def cell_name(cell: int | str) -> str:
    """A cell of the grid as on a chess board."""
    row, column = divmod(int(cell) - 1, COLUMNS)
    return f"{'ABCDEFGHIJKL'[column]}{row + 1}"


def usual(value: str) -> str:
    """A number; of one that can be read in two ways, as 3.145 can, the usual reading. No key here needs the other."""
    return value.split("|")[0]
