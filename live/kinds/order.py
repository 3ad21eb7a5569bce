"""Order: things are put in order, all of them; exact, or with partial credit for the pairs in the right order."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from hashlib import blake2s
from itertools import combinations
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.kinds.base import register
from live.kinds.charts.statistics import mean, one_decimal
from live.kinds.charts.strip import Strip, cells
from live.kinds.editor_fields import Fields, lines, tick
from live.kinds.in_turn import InTurn, by_place, in_html, in_words
from live.kinds.items import item_faults, typed_items
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused
from live.workshop.drawings import formulas

FEWEST, MOST, LENGTH = 3, 8, 120
CELL, MEAN = 2.9, 4.5
"The width of a cell, and of the mean place with what is about it, in em of their row on the screen."


class Order(InTurn):
    """All in order. Content: {"items": ["Oslo", "Rome", "Bern"], "order": [2, 3, 1]}, [] for a poll.

    The items stand as they are shown; the order has their numbers by place, as the value has.
    """

    slug = "order"
    label = gettext_lazy("Put in order")
    order = 25
    listed = "items"
    rows_stand = own_is_list = True

    def blank(self) -> Content:
        """Return no items."""
        return {"items": [], "order": []}

    def places(self, content: Content) -> int:
        """A place for each item."""
        return len(content["items"])

    def context(self, content: Content) -> dict[str, Any]:
        """Add `in_order`, the items in the right order."""
        return {**super().context(content), "in_order": [formulas(text) for text in _in_order(content)]}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add `lines`, the items in the right order, and `ordered`, whether this order is right; a new one is."""
        ordered = "ordered" in sent if sent else self.graded(content) or not content["items"]
        return {**self.context(content), "lines": "\n".join(_in_order(content)), "ordered": ordered}

    def draft(self, form: QueryDict) -> Content:
        """Read the items in the order in which they were typed."""
        items = typed_items(form.get("items", ""))
        return {"items": items, "order": list(range(1, len(items) + 1)) if form.get("ordered") else []}

    def fields(self, content: Content) -> Fields:
        """Return the items in the right order, and the tick that says that it is one."""
        return {**lines("items", _in_order(content)), **tick("ordered", self.graded(content))}

    def validate(self, content: Content) -> Content:
        """Require 3 to 8 different items of up to 120 characters; those that stand in the right order are shuffled."""
        items, order = list(content["items"]), list(content["order"])
        errors = [("items", fault) for fault in item_faults(items, FEWEST, MOST, LENGTH)]
        if order and sorted(order) != list(range(1, len(items) + 1)):
            errors.append(("items", _("The right order names each line once.")))
        if errors:
            raise Invalid(errors)
        return shuffled(items) if order == sorted(order) and order else {"items": items, "order": order}

    def graded(self, content: Content) -> bool:
        """Tell whether an order is right; without one it is a poll."""
        return bool(content["order"])

    def keyless(self, content: Content) -> Content:
        """Return the items as they are shown."""
        return {**content, "order": []}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require a place for every item; the last item needs no tap."""
        found = self.read(content, form)
        if found.count(0) > 1:
            raise Refused(_("Each place is taken once: please put every item in its place."), 422)
        [last] = {*range(1, len(found) + 1)}.difference(found) or {0}
        return ",".join(str(item or last) for item in found), ""

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return any order."""
        return self.put(random.sample(range(1, self.places(content) + 1), self.places(content)))

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for the right order, else 0; or, partial, (right pairs - wrong pairs) / all pairs, at least 0.

        A pair is right when the one of its items that belongs before the other stands before it: this is Kendall's
        tau (M. G. Kendall, "A New Measure of Rank Correlation", Biometrika 30, 1938), cut at 0, so that a blind guess
        is worth little. Question Writer counts the same "correct relative pairs".
        """
        right, pairs = _right_pairs(content, value)
        tau = (2 * right - pairs) / pairs
        return max(0.0, tau) if partial else float(tau == 1)

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the items by their mean place, with the share of the answers at each; or in the right order."""
        total = sum(counts.values())
        given = [Counter[int]() for _item in content["items"]]
        for value, count in counts.items():
            for place, item in enumerate(by_place(value)):
                given[item - 1][place] += count
        rows = [_row(content, item, each, total) for item, each in enumerate(given, 1)]
        key = {item: place for place, item in enumerate(content["order"])}
        means = {item: _mean(content, each) for item, each in enumerate(given, 1)}
        return sorted(rows, key=lambda row: (key.get(int(row.value), 0), means[int(row.value)], int(row.value)))

    def beside(self, content: Content) -> float:
        """The strip and the mean."""
        return self.places(content) * CELL + MEAN

    def key_text(self, content: Content) -> str:
        """The items in the right order."""
        return in_words(_in_order(content)) if self.graded(content) else ""

    def key_html(self, content: Content) -> str:
        """The items in the right order, with their formulas."""
        return in_html(_in_order(content)) if self.graded(content) else ""

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return the own order; with the key as a list that says what is right, and how many pairs are."""
        if not self.graded(content):
            return self.value_html(content, value)
        right, pairs = _right_pairs(content, value)
        said = _("Pairs in the right order: %(right)d of %(pairs)d") % {"right": right, "pairs": pairs}
        lines = "".join(self._own_lines(content, value))
        return mark_safe(f'<ol class="own">{lines}</ol><p class="own muted">{escape(said)}</p>')

    def _own_lines(self, content: Content, value: str) -> Iterator[str]:
        """Yield a line for each place, which says where its item belongs when that is another one."""
        items, elsewhere = self.rows(content), escape(_("(right: %d)"))
        belongs = {item: place for place, item in enumerate(content["order"], 1)}
        for place, item in enumerate(by_place(value), 1):
            if belongs[item] == place:
                yield f'<li class="correct"><bdi>{items[item - 1]}</bdi></li>'
            else:
                yield f'<li><bdi>{items[item - 1]}</bdi> <span class="muted">{elsewhere % belongs[item]}</span></li>'


def shuffled(items: list[str]) -> Content:
    """Return the content of items that stand in the right order: they are shown in another one, always the same.

    It follows from the set of the texts, which tells nothing of the key; where it is the right one, the first is last.
    """
    every = "\n".join(sorted(items))
    shown = sorted(items, key=lambda item: blake2s(f"{item}\n\n{every}".encode()).digest())
    shown = [*shown[1:], shown[0]] if shown == items else shown
    return {"items": shown, "order": [shown.index(item) + 1 for item in items]}


def _in_order(content: Content) -> list[str]:
    """Return the items in the right order; as they are shown for a poll."""
    return [content["items"][number - 1] for number in content["order"]] or content["items"]


def _right_pairs(content: Content, value: str) -> tuple[int, int]:
    """Return how many pairs of items are in the right order, and how many there are."""
    rank = {item: place for place, item in enumerate(content["order"])}
    pairs = [one < other for one, other in combinations([rank[item] for item in by_place(value)], 2)]
    return sum(pairs), len(pairs)


def _mean(content: Content, given: Counter[int]) -> Decimal:
    """Return the mean place, from 1."""
    return mean([given[place] for place in range(len(content["items"]))]) + 1


def _row(content: Content, item: int, given: Counter[int], total: int) -> Strip:
    places = range(len(content["items"]))
    right = content["order"].index(item) + 1 if content["order"] else 0
    said = one_decimal(_mean(content, given)) if total else "–"
    shown = cells([given[place] for place in places], total, right)
    return Strip(str(item), content["items"][item - 1], 0, said=said, cells=shown)


register(Order())
