"""Plane: several items, each placed on two axes of five points; nothing is right or wrong."""

from collections.abc import Collection, Iterator
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.lines import line
from live.kinds.base import Kind, register
from live.kinds.charts.square import Square, square
from live.kinds.choice_letters import letter, shape
from live.kinds.editor_fields import Fields, lines
from live.kinds.items import item_faults, typed_items
from live.kinds.values import Bar, Choice, Content, Invalid
from live.refusal import Refused
from live.workshop.drawings import formulas

FEWEST, MOST, LENGTH = 1, 8, 80
"Items, and the characters of one."
WORD_LENGTH = 30
POINTS = ("1", "2", "3", "4", "5")
NOWHERE = "--"
"An item that was not placed, in a value."
ENDS = ("across_first", "across_last", "up_first", "up_last")
"The editor's fields of the ends."


class Plane(Kind):
    """Items on two axes. Content: {"items": ["Swimming"], "axes": ["cheap", "dear", "dull", "fun"]}.

    The axes' words are those across, the lowest first, then those upwards. Value: both points of each item, "42,15,--".
    """

    slug = "plane"
    label = gettext_lazy("On two axes")
    scores = False
    rows_stand = True
    order = 95

    @property
    def paper_template(self) -> str:
        """A line for both points of each item."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return no items, and axes without words."""
        return {"items": [], "axes": ["", "", "", ""]}

    def context(self, content: Content) -> dict[str, Any]:
        """Add the items with their letters, the points of an axis, and the words of both."""
        axes = content["axes"]
        shown = {"lettered": _items(content), "points": POINTS, "across": axes[:2], "up": axes[2:]}
        return {**super().context(content), **shown}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add the items as lines, and the fields of the ends."""
        ends = dict(zip(ENDS, content["axes"], strict=True))
        return {"kind": self, "content": content, "lines": "\n".join(content["items"]), "ends": ends}

    def first_empty(self, content: Content) -> str:
        """Return the field of the items, as long as there is none."""
        return "" if content["items"] else "items"

    def draft(self, form: QueryDict) -> Content:
        """Read an item from each line, and the words of the ends."""
        axes = [line(form.get(name, ""), "NFC") for name in ENDS]
        return {"items": typed_items(form.get("items", "")), "axes": axes}

    def fields(self, content: Content) -> Fields:
        """Return the items, and the words of the ends."""
        ends = {name: [word] for name, word in zip(ENDS, content["axes"], strict=True)}
        return {**lines("items", content["items"]), **ends}

    def validate(self, content: Content) -> Content:
        """Require up to 8 different items and a word at each end."""
        if errors := list(_faults(content)):
            raise Invalid(errors)
        return {"items": list(content["items"]), "axes": list(content["axes"])}

    def rows(self, content: Content) -> list[str]:
        """Return the items."""
        return [formulas(each) for each in content["items"]]

    def with_formulas(self, content: Content) -> list[str]:
        """Return the items."""
        return list(content["items"])

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read both points of each item; an item may be left out, but not half of it."""
        pairs = [
            (form.getlist(f"x{number}") or ["-"], form.getlist(f"y{number}") or ["-"])
            for number in range(1, len(content["items"]) + 1)
        ]
        if any(len(set(point)) > 1 or point[0] not in (*POINTS, "-") for pair in pairs for point in pair):
            raise Refused(_("That point is not on this scale. Please choose again."), 422)
        places = [x[0] + y[0] for x, y in pairs]
        if all(place == NOWHERE for place in places):
            raise Refused(_("Please choose points for something first."), 422)
        if any("-" in place and place != NOWHERE for place in places):
            raise Refused(_("Something has only one of its two points: please choose the other one, too."), 422)
        return ",".join(places), ""

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return two fields for each item that was placed."""
        placed = [(number, place) for number, place in enumerate(value.split(","), 1) if place != NOWHERE]
        return {f"{axis}{number}": [point] for number, place in placed for axis, point in zip("xy", place, strict=True)}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return a place for each item."""
        numbers = range(1, len(content["items"]) + 1)
        return {f"{axis}{number}": [random.choice(POINTS)] for number in numbers for axis in "xy"}

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return a row for each item, counting who placed it."""
        found = _counted(content, counts)
        return [
            Bar(str(item.number), item.text, sum(across), letter=item.letter, shape=item.shape)
            for item, (across, _up) in zip(_items(content), found, strict=True)
        ]

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> Square:
        """Return the square with all items."""
        return square(_counted(content, counts), _items(content), content["axes"])

    def value_text(self, content: Content, value: str) -> str:
        """Return what was placed, with its points across and up: "Swimming 4/2"."""
        placed = zip(content["items"], value.split(","), strict=True)
        return ", ".join(f"{text} {place[0]}/{place[1]}" for text, place in placed if place != NOWHERE)


def _items(content: Content) -> list[Choice]:
    return [Choice(n, letter(n), shape(n), text) for n, text in enumerate(content["items"], 1)]


def _counted(content: Content, counts: dict[str, int]) -> list[tuple[list[int], list[int]]]:
    """Return how often each point was given, across and up, by item."""
    found = [([0] * len(POINTS), [0] * len(POINTS)) for _each in content["items"]]
    for value, count in counts.items():
        for (across, up), place in zip(found, value.split(","), strict=True):
            if place != NOWHERE:
                across[int(place[0]) - 1] += count
                up[int(place[1]) - 1] += count
    return found


def _faults(content: Content) -> Iterator[tuple[str, str]]:
    for sentence in item_faults(content["items"], FEWEST, MOST, LENGTH):
        yield "items", sentence
    if not all(content["axes"]):
        yield "ends", _("Please say what each end means.")
    if any(len(end) > WORD_LENGTH for end in content["axes"]):
        yield "ends", _("A word at an end is too long: %d characters at most.") % WORD_LENGTH


register(Plane())
