"""Shapes on a picture, as other programs name them, as cells of the grid of a spot question."""

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from live.content.pictures import Picture
from live.kinds.pin_areas import COLUMNS, cell_at, column_and_row, read_area, rows_on, spots, write_area

MOST_CORNERS = 200


class Size(NamedTuple):
    """Of a picture, in the unit of the shapes on it."""

    width: float
    height: float

    @property
    def rows(self) -> int:
        """The rows of the grid that lies over it."""
        return rows_on(Picture("", round(self.width), round(self.height)))


class Shape(NamedTuple):
    """A shape of HTML's image maps: rect, circle, ellipse, poly, or default for all of the picture."""

    name: str
    numbers: list[float]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is in it."""
        match self.name, self.numbers:
            case "default", _:
                return True
            case "rect", [left, top, right, bottom, *_]:
                return min(left, right) <= x <= max(left, right) and min(top, bottom) <= y <= max(top, bottom)
            case "circle", [across, down, radius, *_]:
                return (x - across) ** 2 + (y - down) ** 2 <= radius**2
            case "ellipse", [across, down, wide, high, *_] if wide and high:
                return ((x - across) / wide) ** 2 + ((y - down) / high) ** 2 <= 1
            case "poly", corners:
                return _in_polygon(corners, x, y)
        return False

    @property
    def middle(self) -> tuple[float, float]:
        """A point that stands for it when it is smaller than a cell."""
        if self.name in {"circle", "ellipse"}:
            return self.numbers[0], self.numbers[1]
        across, down = self.numbers[0::2], self.numbers[1::2]
        return sum(across) / len(across), sum(down) / len(down)


def _in_polygon(corners: Sequence[float], x: float, y: float) -> bool:
    """Tell whether a ray to the right leaves a polygon more often than it enters it."""
    points = list(zip(corners[0::2], corners[1::2], strict=False))
    inside = False
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def shape(name: str, coords: str, size: Size) -> Shape | None:
    """Read a shape; numbers may be per cents of the picture. None for what is none."""
    numbers = []
    for at, part in enumerate(coords.replace(",", " ").split()[: 2 * MOST_CORNERS]):
        try:
            value = float(part.rstrip("%"))
        except ValueError:
            return None
        numbers.append(value / 100 * size[at % 2] if part.endswith("%") else value)
    least = {"rect": 4, "circle": 3, "ellipse": 4, "poly": 6, "point": 2, "default": 0}.get(name, 1000)
    return Shape(name, numbers) if len(numbers) >= least and all(abs(each) < 1e9 for each in numbers) else None


def cells(shape: Shape, size: Size) -> set[int]:
    """Return the cells whose middles are in a shape; of a small one the cell in which it is."""
    wide, high = size.width / COLUMNS, size.height / size.rows
    every = range(1, cell_at(COLUMNS, size.rows) + 1)
    places = ((cell, *column_and_row(cell)) for cell in every)
    found = {cell for cell, x, y in places if shape.holds((x - 0.5) * wide, (y - 0.5) * high)}
    if found or not shape.numbers:
        return found
    x, y = shape.middle
    if not (0 <= x <= size.width and 0 <= y <= size.height):
        return set()
    return {cell_at(min(COLUMNS, int(x / wide) + 1), min(size.rows, int(y / high) + 1))}


def areas(found: Iterable[tuple[set[int], bool, str]]) -> list[str]:
    """Return the lines of (cells, is right, name), as the editor has them; a cell belongs to the first one of them."""
    taken: set[int] = set()
    lines = []
    for held, right, name in found:
        if own := held - taken:
            lines.append(write_area({"name": " ".join(name.split()), "cells": sorted(own), "right": right}))
        taken |= held
    return lines


def boxes(cells: Iterable[int], size: Size, rows: int) -> list[str]:
    """Return cells as the coordinates of rectangles: "100,0,300,200"."""
    wide, high = size.width / COLUMNS, size.height / rows
    found = []
    for part in spots(list(cells)).split():
        ends = [column_and_row(cell) for cell in read_area(part)["cells"]]
        (left, top), (right, bottom) = ends[0], ends[-1]
        corners = ((left - 1) * wide, (top - 1) * high, right * wide, bottom * high)
        found.append(",".join(str(round(corner)) for corner in corners))
    return found


def size_of(content: bytes) -> Size | None:
    """Return how large a picture is, from its first bytes; None for what is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            return Size(*picture.size)
    except Exception:
        return None
