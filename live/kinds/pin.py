"""A spot on the question's picture, chosen in a grid that lies over it."""

from collections.abc import Collection
from dataclasses import replace
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.pictures import Picture
from live.kinds.base import Kind, register
from live.kinds.charts.heat_map import HeatMap, heat_map, note, outline
from live.kinds.editor_fields import Fields, lines, tick
from live.kinds.items import typed_items
from live.kinds.pin_areas import (
    COLUMNS,
    FEWEST_ROWS,
    LETTERS,
    MOST_ROWS,
    Area,
    area_faults,
    cell_at,
    cell_name,
    column_and_row,
    middle,
    read_area,
    rows_on,
    spots,
    write_area,
)
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused

ROWS = 9
"Of a grid whose picture is not there yet."
FULLEST = 12
"How many cells have a row of their own."


class Pin(Kind):
    """A spot. Content: {"columns": 12, "rows": 9, "areas": […], "offered": False}; value: the cell, "27".

    An area is {"name": "Lyon", "cells": [27, 28], "right": True}; without a right one it is a poll. With `offered` the
    names of the areas are choices, too.
    """

    slug = "pin"
    label = gettext_lazy("Spot on a picture")
    order = 60
    pictured = True

    @property
    def paper_template(self) -> str:
        """The picture is the place for the answer."""
        return self.template("paper")

    def context(self, content: Content) -> dict[str, Any]:
        """Add the cells of the grid, the ways to choose without it, and the map with what is right."""
        rows = content["rows"]
        cells = [(str(cell), cell_name(cell)) for cell in range(1, cell_at(COLUMNS, rows) + 1)]
        return {
            **super().context(content),
            "cells": cells,
            "letters": [(str(at), letter) for at, letter in enumerate(LETTERS, 1)],
            "numbers": [str(row) for row in range(1, rows + 1)],
            "names": [(str(at), name) for at, name in enumerate(_offered(content), 1)],
            "map": heat_map(COLUMNS, rows, {}, _right(content)),
            "key": self.key_text(content),
        }

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add the areas as they are written, and a map with all of them."""
        context = super().editor(content, sent)
        placed = [area for area in content["areas"] if area["cells"] and max(area["cells"]) <= len(context["cells"])]
        others = "".join(outline(area["cells"], COLUMNS) for area in placed if not area["right"])
        shown: HeatMap = context["map"]
        notes = tuple(note(shown, middle(area["cells"]), area["name"]) for area in placed)
        typed = "\n".join(map(write_area, content["areas"]))
        return {**context, "typed": typed, "map": replace(shown, others=others, notes=notes)}

    def first_empty(self, content: Content) -> str:
        """Return the field of the areas."""
        return "areas"

    def blank(self) -> Content:
        """Return a picture without areas."""
        return {"columns": COLUMNS, "rows": ROWS, "areas": [], "offered": False}

    def on_picture(self, content: Content, picture: Picture | None) -> Content:
        """Return it with as many rows as the picture is high."""
        return {**content, "rows": rows_on(picture)} if picture else content

    def draft(self, form: QueryDict) -> Content:
        """Read an area from each line; what is none stays as it was typed. A file says the `rows` of its grid."""
        areas, rows = [read_area(line) for line in typed_items(form.get("areas", ""))], form.get("rows", "")
        grid = {"rows": int(rows)} if rows.isascii() and rows.isdecimal() and len(rows) < 3 else {}
        return {**self.blank(), **grid, "areas": areas, "offered": bool(form.get("offered"))}

    def fields(self, content: Content) -> Fields:
        """Return a line for each area, whether names are offered, and the rows, which a picture says anew."""
        areas = lines("areas", map(write_area, content["areas"]))
        return {**areas, **tick("offered", content["offered"]), "rows": [str(content["rows"])]}

    def validate(self, content: Content) -> Content:
        """Require areas on the picture that do not overlap, and two names where names are offered."""
        rows = min(max(content["rows"], FEWEST_ROWS), MOST_ROWS)
        errors = [("areas", fault) for fault in area_faults(content["areas"], rows)]
        if content["offered"] and len(_named(content)) < 2:
            errors.append(("offered", _("Give at least two areas a name, or do not offer the names.")))
        if errors:
            raise Invalid(errors)
        return {"columns": COLUMNS, "rows": rows, "areas": content["areas"], "offered": content["offered"]}

    def graded(self, content: Content) -> bool:
        """Tell whether an area is right; without one it is a poll."""
        return any(area["right"] for area in content["areas"])

    def keyless(self, content: Content) -> Content:
        """Keep of the areas only the names that are offered."""
        areas = [{"name": name, "cells": [], "right": False} for name in _offered(content)]
        return {**content, "areas": areas}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read the cell that was tapped, the name, or the letter and the number: whichever is not what is stored.

        `was` is the stored cell, which the form shows in all its parts. Where two are new the tap counts.
        """
        was, tapped, named = (form.get(name, "") for name in ("was", "cell", "area"))
        lettered = _lettered(form, content["rows"])
        if tapped and tapped != was:
            return _known(tapped, content), ""
        if named:
            return _by_name(named, content)
        if not (lettered or tapped):
            raise Refused(_("Please tap a spot on the picture first."), 422)
        return _known(lettered or tapped, content), ""

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return any cell."""
        return {"cell": [str(random.randint(1, cell_at(COLUMNS, content["rows"])))]}

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return the name that was chosen; else the cell, with its letter and its number."""
        if typed in _offered(content):
            return {"area": [str(_offered(content).index(typed) + 1)]}
        column, row = column_and_row(int(value))
        return {"cell": [value], "was": [value], "column": [str(column)], "row": [str(row)]}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 in a right area, else 0."""
        return float(int(value) in _right(content))

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return a bar for each area, and one for all else; without areas for the fullest cells."""
        by_cell = {int(value): count for value, count in counts.items()}
        areas = [area for area in content["areas"] if area["cells"]]
        if not areas:
            fullest = sorted(by_cell.items(), key=lambda each: (-each[1], each[0]))[:FULLEST]
            bars = [Bar(str(cell), cell_name(cell), count) for cell, count in fullest]
        else:
            bars = [_bar(number, area, by_cell) for number, area in enumerate(areas, 1)]
        rest = sum(by_cell.values()) - sum(bar.count for bar in bars)
        return [*bars, Bar("", _("Elsewhere"), rest)] if rest else bars

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> HeatMap:
        """Return the map of all answers, also of none: it is the picture."""
        return heat_map(COLUMNS, content["rows"], {int(value): n for value, n in counts.items()}, _right(content))

    def key_text(self, content: Content) -> str:
        """Return the right areas: "Lyon (C3:D4)"."""
        return "; ".join(_said(area) for area in content["areas"] if area["right"])

    def value_text(self, content: Content, value: str) -> str:
        """Return the cell, and the name of the area that it is in: "C3 (Lyon)"."""
        cell = int(value)
        name = next((area["name"] for area in content["areas"] if cell in area["cells"]), "")
        return f"{cell_name(cell)} ({name})" if name else cell_name(cell)


def _named(content: Content) -> list[str]:
    return [area["name"] for area in content["areas"] if area["name"]]


def _offered(content: Content) -> list[str]:
    """Return the names that may be chosen; sorted, as their order would be a hint."""
    return sorted(_named(content), key=str.casefold) if content["offered"] else []


def _right(content: Content) -> set[int]:
    return {cell for area in content["areas"] if area["right"] for cell in area["cells"]}


def _known(cell: str, content: Content) -> str:
    """Return a cell of the grid as it is stored. Raises Refused."""
    if cell not in {str(each) for each in range(1, cell_at(COLUMNS, content["rows"]) + 1)}:
        raise Refused(_("That spot is not on the picture. Please choose again."), 422)
    return cell


def _by_name(number: str, content: Content) -> tuple[str, str]:
    """Return the middle of the area with the chosen name, and the name. Raises Refused."""
    name = dict(zip(map(str, range(1, len(content["areas"]) + 1)), _offered(content), strict=False)).get(number)
    cells: list[int] = next((area["cells"] for area in content["areas"] if area["name"] == name), [])
    if name is None or not cells:
        raise Refused(_("That spot is not on the picture. Please choose again."), 422)
    return str(middle(cells)), name


def _lettered(form: QueryDict, rows: int) -> str:
    """Return the cell of a letter and a number; "" without them, or when it is the stored one. Raises Refused."""
    column, row = form.get("column", ""), form.get("row", "")
    if not (column or row):
        return ""
    if not (column and row):
        if form.get("cell") or form.get("area"):
            return ""
        raise Refused(_("Please choose a letter and a number."), 422)
    columns, numbers = ({str(each): each for each in range(1, most + 1)} for most in (COLUMNS, rows))
    cell = str(cell_at(columns[column], numbers[row])) if column in columns and row in numbers else "0"
    return "" if cell == form.get("was") else cell


def _bar(number: int, area: Area, by_cell: dict[int, int]) -> Bar:
    count = sum(by_cell.get(cell, 0) for cell in area["cells"])
    return Bar(f"area-{number}", area["name"] or spots(area["cells"]), count, area["right"])


def _said(area: Area) -> str:
    place = spots(area["cells"])
    return f"{area['name']} ({place})" if area["name"] else place


register(Pin())
