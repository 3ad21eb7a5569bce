"""What the pictures of a tally have to say: columns between borders, dots in cells, words; by their places alone."""

from fractions import Fraction
from math import floor
from typing import Any

from tests.support.reckoned.figures import COLUMNS, Told, middle, usual

WIDTH = 480
"Of a histogram, in its own units."


def pictures(told: Told | None, drawn: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the pictures say, and what they have to say by the answers; without a round none says anything."""
    if told is None:
        return drawn, {name: [] for name in drawn}
    values = [usual(each.value) for each in told.given]
    said = {
        "counts": [int(text) for _x, text in drawn["counts"]],
        "far": [int(text.split()[0]) for text in drawn["far"]],
        "median": [text.split()[-1] for text in drawn["median"]],
        "cells": sorted(_cell(told, *dot) for dot in drawn["dots"]),
        "words": drawn["words"],
    }
    dots = sorted(map(int, values)) if drawn["dots"] else []
    words = sorted(told.spelt[word] for value in values for word in value.split("\n")) if drawn["words"] else []
    return said, {
        **(_histogram(values, drawn) if drawn["columns"] else {"counts": [], "far": []}),
        "median": [middle(list(map(int, values)))] if drawn["median"] else [],
        "cells": dots,
        "words": sorted(set(words)),
    }


def _histogram(values: list[str], drawn: dict[str, Any]) -> dict[str, Any]:
    """How many numbers lie between the borders of each column, and how many beyond them all."""
    wide = Fraction(WIDTH, len(drawn["columns"]))
    (one, first), (other, second) = ((round(x / wide), Fraction(name)) for x, name in drawn["borders"][:2])
    step = (second - first) / (other - one)
    at = [floor((Fraction(value) - first) / step) + one for value in values]
    counts = [at.count(number) for number in range(len(drawn["columns"]))]
    far = len(values) - sum(counts)
    return {"counts": [n for n in counts if n], "far": [far] if far else []}


def _cell(told: Told, x: float, y: float) -> int:
    """The cell of the grid that a dot lies in; places are in percent."""
    return floor(y / 100 * told.content["rows"]) * COLUMNS + floor(x / 100 * COLUMNS) + 1
