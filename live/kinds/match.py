"""Matching: each left side is given one of the lettered right sides."""

from collections.abc import Collection, Iterator, Sequence
from html import escape
from itertools import zip_longest
from random import Random
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.drawn_forms import is_simple
from live.kinds.base import Kind, register
from live.kinds.charts.heat import Heading, Heat, heat
from live.kinds.choice_letters import letter
from live.kinds.editor_fields import Fields, tick
from live.kinds.match_pairs import as_kept, as_written, faults, read_pairs, write_pairs
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused
from live.workshop.drawings import formulas

CHIPS, SHORT = 6, 60
"So many right sides of so many letters stand as chips in a row; of more or longer ones one is selected."
FEW = 6
"So many rows are measured one by one; more would be two columns to rendering/fit.py."
OPEN = "–"
"In the place of a right side that was not chosen."
FIELD = "pairs"


class Side(NamedTuple):
    """One side as it is drawn: its number from 1 as text, the words, and a right one's letter."""

    number: str
    text: str
    letter: str = ""

    @property
    def html(self) -> str:
        """The words, with formulas."""
        return formulas(self.text)

    @property
    def said(self) -> str:
        """The letter and the words, for those who listen."""
        return f"{self.letter} {self.text}"

    @property
    def offered(self) -> str:
        """The same in a menu, where no formula can be drawn."""
        return self.said if is_simple("formulas", self.text) else self.letter


class Match(Kind):
    """Pairs. Content: {"left": ["Oxygen", "Iron"], "right": ["Fe", "Zn", "O"], "pairs": [3, 1], "groups": false}.

    `right` stands as it is shown; `pairs` has the number of the right one for each left one, [] without the key;
    with `groups` several may have the same. Value: a number for each left side, "3,0", 0 for none.
    """

    slug = "match"
    label = gettext_lazy("Matching")
    order = 22
    rows_stand = own_is_list = True

    @property
    def paper_template(self) -> str:
        """A line to write on before each left side, and the right ones."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return no pairs."""
        return {"left": [], "right": [], "pairs": [], "groups": False}

    def context(self, content: Content) -> dict[str, Any]:
        """Add the two sides, `chips` where these are tapped, and `pairs`, the right ones; none without the key."""
        left, right = _left(content), _right(content)
        pairs = [(side, right[number - 1]) for side, number in zip(left, content["pairs"], strict=False) if number]
        shown = {"left": left, "right": right, "chips": _has_chips(content), "pairs": pairs}
        return {**super().context(content), **shown}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add `lines`, the text of the editor's text box."""
        return {**self.context(content), "lines": write_pairs(as_written(content))}

    def rows(self, content: Content) -> list[str]:
        """The two sides, one beside the other; of many two in a row, as they stand in one column."""
        sides = zip_longest(content["left"], content["right"], fillvalue="")
        lines = [f"{formulas(left)} {formulas(right)}" for left, right in sides]
        step = 1 if len(lines) <= FEW else 2
        return [mark_safe("<br>".join(lines[at : at + step])) for at in range(0, len(lines), step)]

    def with_formulas(self, content: Content) -> list[str]:
        """Return all sides."""
        return [*content["left"], *content["right"]]

    def draft(self, form: QueryDict) -> Content:
        """Read a pair from each line."""
        return as_kept(read_pairs(form.get(FIELD, "")), bool(form.get("groups")))

    def fields(self, content: Content) -> Fields:
        """Return a line for each pair, and the tick for groups."""
        return {FIELD: [write_pairs(as_written(content))], **tick("groups", content["groups"])}

    def validate(self, content: Content) -> Content:
        """Require 2 to 8 pairs, and 10 right sides at most; without `groups` no two pairs have the same."""
        if found := list(faults(content)):
            raise Invalid((FIELD, fault) for fault in found)
        return as_kept(as_written(content), bool(content["groups"]))

    def graded(self, content: Content) -> bool:
        """Tell whether it has its key."""
        return bool(content["pairs"])

    def keyless(self, content: Content) -> Content:
        """Return both sides alone. The order of the right ones depends on their words only."""
        return {**content, "pairs": []}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require a right side for one left side or more. One may be chosen twice: each pair is judged by itself."""
        known = {"": "0"} | {str(number): str(number) for number in range(len(content["right"]) + 1)}
        sent = [form.get(f"pair{number}", "") for number in range(1, len(content["left"]) + 1)]
        if not known.keys() >= set(sent):
            raise Refused(_("That choice is not part of this question. Please choose again."), 422)
        chosen = [known[each] for each in sent]
        if set(chosen) == {"0"}:
            raise Refused(_("Please choose an answer first."), 422)
        return ",".join(chosen), ""

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return any of the right sides for each left one."""
        most = len(content["right"])
        return {f"pair{at}": [str(random.randint(1, most))] for at in range(1, len(content["left"]) + 1)}

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return a field for each left side."""
        return {f"pair{at}": [number] for at, number in enumerate(value.split(","), 1)}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 when every pair is right; or, partial, the share of the right pairs.

        A wrong pair takes nothing away, as in Wooclap's and Moodle's matching (docs/kinds.md).
        """
        right = sum(map(int.__eq__, _numbers(value), content["pairs"])) / len(content["pairs"])
        return right if partial else float(right == 1)

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return a row for each pair that was chosen, and for each right one; without any, one for each left side."""
        table = _table(content, counts)
        keys = content["pairs"] or [0] * len(table)
        bars = [
            self._bar(content, at, number, count, number == key)
            for at, (row, key) in enumerate(zip(table, keys, strict=True))
            for number, count in enumerate(row, 1)
            if count or number == key
        ]
        return bars or [Bar("", left, 0) for left in content["left"]]

    def _bar(self, content: Content, at: int, number: int, count: int, right: bool) -> Bar:
        label = f"{content['left'][at]} = {content['right'][number - 1]}"
        return Bar(f"{at + 1}-{number}", label, count, right, letter(number))

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> Heat:
        """The left sides as rows and the right ones as columns."""
        rows = [Heading(text) for text in content["left"]]
        columns = [Heading(text, letter(number)) for number, text in enumerate(content["right"], 1)]
        right = content["pairs"] or [0] * len(rows)
        return heat(rows, columns, _table(content, counts), right)

    def key_text(self, content: Content) -> str:
        """Return the pairs as the editor has them."""
        return "; ".join(_said(content["left"], content["right"], content["pairs"]))

    def key_html(self, content: Content) -> str:
        """Return the pairs as they are drawn."""
        return mark_safe("; ".join(_said(*_drawn(content), content["pairs"])))

    def value_text(self, content: Content, value: str) -> str:
        """Return each left side with what was chosen for it."""
        return "; ".join(_said(content["left"], content["right"], _numbers(value)))

    def value_html(self, content: Content, value: str) -> str:
        """Return the same as HTML."""
        return mark_safe("; ".join(_said(*_drawn(content), _numbers(value))))

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return the letters; with the key a list of the pairs, what would have been right beside the wrong ones."""
        if not content["pairs"]:
            return " · ".join(letter(number) if number else OPEN for number in _numbers(value))
        left, right = _drawn(content)
        said, hint = _said(left, right, _numbers(value)), escape(_("right: %s"))
        lines = (
            f'<li class="correct"><bdi>{pair}</bdi></li>'
            if number == key
            else f"<li><bdi>{pair}</bdi> <bdi>({hint % right[key - 1]})</bdi></li>"
            for pair, number, key in zip(said, _numbers(value), content["pairs"], strict=True)
        )
        return mark_safe(f'<ul class="own">{"".join(lines)}</ul>')


def _numbers(value: str) -> list[int]:
    return list(map(int, value.split(",")))


def _said(left: Sequence[str], right: Sequence[str], numbers: Sequence[int]) -> Iterator[str]:
    """Yield each left side with the right one of the number that it has."""
    right = [OPEN, *right]
    return (f"{one} = {right[number]}" for one, number in zip(left, numbers, strict=False))


def _drawn(content: Content) -> tuple[list[str], list[str]]:
    """Return both sides as HTML."""
    return list(map(formulas, content["left"])), list(map(formulas, content["right"]))


def _left(content: Content) -> list[Side]:
    return [Side(str(number), text) for number, text in enumerate(content["left"], 1)]


def _right(content: Content) -> list[Side]:
    return [Side(str(number), text, letter(number)) for number, text in enumerate(content["right"], 1)]


def _has_chips(content: Content) -> bool:
    """Tell whether the right sides are few and short."""
    return len(content["right"]) <= CHIPS and all(len(text) <= SHORT for text in content["right"])


def _table(content: Content, counts: dict[str, int]) -> list[list[int]]:
    """Return how often each right side was chosen for each left one."""
    table = [[0] * (len(content["right"]) + 1) for _left in content["left"]]
    for value, count in counts.items():
        for row, number in zip(table, _numbers(value), strict=True):
            row[number] += count
    return [row[1:] for row in table]


register(Match())
