"""A number that is right within a tolerance; computed exactly, so that 0.1 + 0.2 is 0.3 and 1/3 is a third."""

from collections import Counter
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import groupby
from random import Random
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.number_text import decimal, export, show, write_decimal
from live.kinds import number_key
from live.kinds.base import Kind, register
from live.kinds.charts.histogram import Histogram, histogram
from live.kinds.editor_fields import Fields, tick
from live.kinds.number_typed import is_ticked, typed_line, typed_value
from live.kinds.number_values import Counted, counted, is_right, meant
from live.kinds.values import Bar, Content, Invalid

ROWS, FEW = 40, 8  # rows at most; up to so many values each has a row of its own, also the right ones
UNIT_LENGTH = 20
BETWEEN = "…"
"Between the first and the last number of a row that several share."


class Number(Kind):
    """A number. Content: {"right": "3.14", "tolerance": "0.01", "unit": "m"}; value: "3.14", "6.022e23", "1/3".

    `right` may be several and ranges, "2; 10..20", or None; `tolerance` may be "5%". {"letters": True} is there when
    phones show the keyboard with letters. A value of two readings is "1000|1".
    """

    slug = "number"
    typed = True
    label = gettext_lazy("Number")
    order = 30
    numbers: ClassVar[tuple[str, ...]] = ("right", "tolerance")  # the fields of numbers
    shows_median: ClassVar[bool] = False  # in the chart

    @property
    def paper_template(self) -> str:
        """A line with the unit behind it."""
        return self.template("paper")

    def context(self, content: Content) -> dict[str, Any]:
        """Add the key in words."""
        return {**super().context(content), "key": self.key_text(content)}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add what has two readings: what is `asked`, and which numbers are `known` to be decimals."""
        unit, unsure = content["unit"], content.get("unsure", [])
        doubts = {field: number_key.doubt(content[field] or "", unit, unsure) for field in self.numbers}
        asked = {field: [show(each.text) for each in found.readings] for field, found in doubts.items() if found}
        known = [each for each in self._unclear(content) if each not in unsure]
        return {"kind": self, "content": content, "asked": asked, "known": known}

    def first_empty(self, content: Content) -> str:
        """Return the field of the right answer, to which a press on one of two readings leads."""
        return "number-right"

    def blank(self) -> Content:
        """Return no right value, with tolerance 0."""
        return {"right": None, "tolerance": "0", "unit": ""}

    def draft(self, form: QueryDict) -> Content:
        """Read the fields as they were typed; `unsure` lists what has two readings and was not chosen yet."""
        content, unit = self._read(form), typed_line(form.get("unit", ""))
        known = set(form.getlist("known"))
        field, _space, which = form.get("more", "").partition(" ")
        if field in self.numbers and which in ("0", "1"):
            chosen = number_key.choose(content[field] or "", unit, known, int(which))
            content[field], known = chosen[0] or content[field], known | {chosen[1]}
        unsure = [each for each in self._unclear(content) if each not in known]
        return content | _letters({"letters": form.get("letters")}) | ({"unsure": unsure} if unsure else {})

    def _read(self, form: QueryDict) -> Content:
        right, tolerance, unit = (typed_line(form.get(name, "")) for name in ("right", "tolerance", "unit"))
        return {"right": right or None, "tolerance": tolerance or "0", "unit": unit}

    def fields(self, content: Content) -> Fields:
        """Return the numbers as they are kept, of which none has two readings any more."""
        kept = {name: [content[name] or ""] for name in (*self.numbers, "unit")}
        return {**kept, "known": self._unclear(content), **tick("letters", content.get("letters"))}

    def validate(self, content: Content) -> Content:
        """Require numbers and keep their canonical text; without a right value it is a poll."""
        right, unit, unsure = content["right"], content["unit"], content.get("unsure", [])
        errors: list[tuple[str, str]] = []
        tolerance = "0"
        try:
            right, unit = (right, unit) if right is None else number_key.clean_right(right, unit, unsure)
        except number_key.Fault as fault:
            errors.append(("right", str(fault)))
        try:
            tolerance = number_key.clean_tolerance(content["tolerance"], unit, unsure)
        except number_key.Fault as fault:
            errors.append(("tolerance", str(fault)))
        if len(unit) > UNIT_LENGTH:
            errors.append(("unit", _("The unit is too long: %d characters at most.") % UNIT_LENGTH))
        if errors:
            raise Invalid(errors)
        return {"right": right, "tolerance": tolerance, "unit": unit, **_letters(content)}

    def _unclear(self, content: Content) -> list[str]:
        return [each for field in self.numbers for each in number_key.unclear(content[field] or "", content["unit"])]

    def graded(self, content: Content) -> bool:
        """Tell whether there is a right value; without one it is a poll."""
        return content["right"] is not None

    def keyless(self, content: Content) -> Content:
        """Keep only the unit and the keyboard."""
        return {**self.blank(), "unit": content["unit"], **_letters(content)}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read a number; `minus` makes it negative, because the decimal keyboard of an iPhone has no minus."""
        return typed_value(form.get("number", ""), content["unit"], bool(form.get("minus")))

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return what was typed, and the tick that made it negative."""
        return {"number": [typed], "minus": ["1"] if is_ticked(value, typed, content["unit"]) else []}

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return what was typed, with the minus that was ticked, and powers as they are printed."""
        readings = number_key.tried(typed, content["unit"])
        minus = "−" if is_ticked(value, typed, content["unit"]) else ""
        if len(readings) == 1 and ("e" in readings[0].text or "^" in readings[0].text):
            typed = with_unit(show(readings[0].text), content)
        return minus + typed

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return a number with one decimal."""
        return {"number": [f"{random.gauss(10, 5):.1f}"]}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for a number of the key or one within its tolerance, else 0 (docs/formats.md, "Scoring")."""
        return float(is_right(content, value))

    def accepting(self, content: Content, value: str) -> Content | None:
        """Return it with this number as the right one, or with all from the first to the last of a shared row."""
        low, _between, high = value.partition(BETWEEN)
        try:
            accepted = self.validate({**content, "right": f"{low}..{high}" if high else low})
        except Invalid:
            return None
        return None if not low or (is_right(content, low) and is_right(content, high or low)) else accepted

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return a bar for each value in order; beyond 8 all right ones share a bar, beyond 40 also neighbours do.

        The borders of the shared bars tell the key, so before the reveal this gets the keyless content.
        """
        ordered = self.counted(content, counts)
        borders = 2 * len(number_key.ranges(content["right"])) or 2  # each border of what is right may cost a row
        width = 1 if len(ordered) <= ROWS else -(-len(ordered) // (ROWS - borders))
        bars = []
        for right, values in groupby(ordered, lambda each: each.right):
            run = list(values)
            step = len(run) if right and len(ordered) > FEW else width
            bars += [_bar(content, run[at : at + step]) for at in range(0, len(run), step)]
        return bars

    def counted(self, content: Content, counts: dict[str, int]) -> list[Counted]:
        """Count the numbers that were meant, in their order, and tell which are right."""
        return counted(counts, partial(self.meant, content), partial(is_right, content))

    def meant(self, content: Content, value: str) -> str:
        """Return the reading of a value that is counted."""
        return meant(content, value)

    def widens(self, content: Content) -> bool:
        """Tell whether the field of a right number in the chart has all numbers that are right with it."""
        return True

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> Histogram | None:
        """Where the numbers lie; before the reveal, give the keyless content."""
        seen: Counter[Decimal] = Counter()
        judged: Counter[Decimal] = Counter()
        for each in self.counted(content, counts):
            if each.value not in hidden:
                seen[each.place] += each.times
                judged[each.place] += each.times * each.right
        right = [(decimal(low), decimal(high)) for low, high in number_key.ranges(content["right"])]
        return histogram(seen, _shown, right, +judged, self.widens(content), self.shows_median)

    def key_text(self, content: Content) -> str:
        """Return the right numbers with their tolerance and unit: "3.14 ± 0.01 m", "2; 10 – 20", "5 m ± 3 %"."""
        if content["right"] is None:
            return ""
        right, tolerance = number_key.said(content["right"]), content["tolerance"]
        if tolerance.endswith("%"):
            return f"{with_unit(right, content)} ± {show(tolerance[:-1])}\u00a0%"
        return with_unit(f"{right} ± {show(tolerance)}" if tolerance != "0" else right, content)

    def value_text(self, content: Content, value: str) -> str:
        """Return the value as a spreadsheet reads it, with its unit."""
        return with_unit(export(Fraction(self.meant(content, value))), content)

    def value_html(self, content: Content, value: str) -> str:
        """Return the value as people read it, with its unit."""
        return with_unit(show(self.meant(content, value)), content)


def _letters(content: Content) -> Content:
    return {"letters": True} if content.get("letters") else {}


def _bar(content: Content, run: list[Counted]) -> Bar:
    ends = list(dict.fromkeys((run[0].value, run[-1].value)))
    label = with_unit(" – ".join(map(show, ends)), content)
    return Bar(BETWEEN.join(ends), label, sum(each.times for each in run), run[0].right)


def _shown(number: Decimal) -> str:
    return show(write_decimal(number))


def with_unit(text: str, content: Content) -> str:
    """Return a number with the unit of the question."""
    return f"{text} {content['unit']}".strip()


register(Number())
