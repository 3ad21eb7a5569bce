"""An estimate: a number for which who is near has points, too, or only whoever is nearest."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.number_text import TooMuch, decimal, show, write_decimal
from live.content.numbers import read
from live.kinds import number_key
from live.kinds.base import register
from live.kinds.editor_fields import Fields
from live.kinds.estimate_values import by_distance, distance, nearer, nearness, reaches_further
from live.kinds.number import Number, with_unit
from live.kinds.number_typed import typed_line
from live.kinds.number_values import OR, Counted, counted, is_right
from live.kinds.values import Content, Invalid
from live.refusal import Refused

NEAR, NEAREST = "near", "nearest"
"Rules: who is near has a part of the points; who is nearest has all, and nobody else has any."
AS_NUMBER = {"tally", "chart", "paper"}
"The parts that are drawn as the number's."
NAMED = 3
"Groups of equally near answers whose givers may be named."
DIGITS = 10
"How many digits are written of a distance."
ENDS = {"from": 0.0, "to": 1000.0}
"The fields of the number line, and what they are for rehearsals without one."


class Estimate(Number):
    """A number, and beside its content {"rule": "near", "reach": "50", "from": "0", "to": "500"}.

    `reach` may be "50%", or "" for no points outside the tolerance; `from` and `to` are both "" without a number line.
    """

    slug = "estimate"
    label = gettext_lazy("Estimate")
    order = 35
    numbers = ("right", "tolerance", "reach", *ENDS)
    shows_median = True

    def template(self, part: str) -> str:
        """Return the number's template, where an estimate is drawn as one."""
        return f"live/kinds/number/_{part}.html" if part in AS_NUMBER else super().template(part)

    def context(self, content: Content) -> dict[str, Any]:
        """Add the ends of the number line, and whether the nearest wins."""
        ends = [show(content[each]) for each in ENDS] if content["from"] else []
        return {**super().context(content), "ends": ends, "nearest_wins": content["rule"] == NEAREST}

    def blank(self) -> Content:
        """Return an estimate without a right value, in which near answers count."""
        return {**super().blank(), "rule": NEAR, "reach": "", "from": "", "to": ""}

    def _read(self, form: QueryDict) -> Content:
        own = {name: typed_line(form.get(name, "")) for name in ("reach", *ENDS)}
        return {**super()._read(form), **own, "rule": NEAREST if form.get("rule") == NEAREST else NEAR}

    def fields(self, content: Content) -> Fields:
        """Add the rule."""
        return {**super().fields(content), "rule": [content["rule"]]}

    def validate(self, content: Content) -> Content:
        """Require numbers, a reach beyond the tolerance, and both ends of a number line with the right one between."""
        if content["rule"] != NEAR or content["right"] is None:  # a tolerance decides nothing
            content = {**content, "tolerance": "0", "reach": ""}
        rule = content["rule"] if content["right"] is not None else NEAR
        kept, errors = dict[str, Any](rule=rule), list[tuple[str, str]]()
        try:
            kept |= super().validate(content)
        except Invalid as invalid:
            errors += invalid.errors
        for name, clean in (("reach", _clean_reach), ("from", _clean_end), ("to", _clean_end)):
            try:
                kept[name] = clean(content[name], kept.get("unit", ""), content.get("unsure", []))
            except number_key.Fault as fault:
                errors.append((name, str(fault)))
        if errors := errors or list(_faults(kept)):
            raise Invalid(errors)
        return kept

    def keyless(self, content: Content) -> Content:
        """Keep also the number line and what the nearest gets."""
        return {**super().keyless(content), **{name: content[name] for name in ("rule", *ENDS)}}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read a number on the number line."""
        value, typed = super().parse(content, form)
        if content["from"]:
            low, high = (read(content[each])[-1].number for each in ENDS)
            value = OR.join(each for each in value.split(OR) if low <= Fraction(each) <= high)
        if not value:
            ends = {each: with_unit(show(content[each]), content) for each in ENDS}
            raise Refused(_("Please stay between %(from)s and %(to)s.") % ends, 422)
        return value, typed

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return a number on the number line."""
        low, high = (float(read(content[each])[-1].number) if content[each] else end for each, end in ENDS.items())
        return {"number": [f"{random.uniform(low, high):.1f}"]}

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return what was typed, and once the key may be shown how far away it was."""
        own = super().own_html(content, value, typed)
        away = distance(content["right"], value) if content["right"] else Fraction(0)
        if not away:
            return own
        return _("%(answer)s (%(distance)s away)") % {"answer": own, "distance": with_unit(_rounded(away), content)}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return how right a value is by itself; for the nearest, as if nobody else had answered."""
        return self.fractions(content, [value], partial)[value]

    def fractions(self, content: Content, values: Iterable[str], partial: bool) -> dict[str, float]:
        """Return 1 for all that share the least distance and else 0; or for each its share by `nearness`.

        Partial credit is for near answers alone, where the room has it.
        """
        values, right, reach = list(values), content["right"], content["reach"]
        if content["rule"] == NEAREST:
            judge = self._judge(content, values)
            return {value: float(judge(value)) for value in values}
        if not (partial and reach):
            return {value: float(is_right(content, value)) for value in values}
        return {value: nearness(right, content["tolerance"], reach, value) for value in values}

    def accepting(self, content: Content, value: str) -> Content | None:
        """Return None: who was nearest is told beside the points, and there is one number to be near to."""
        return None

    def ranked(self, content: Content, values: Iterable[str]) -> list[list[str]]:
        """Return the nearest values."""
        return by_distance(content["right"], values)[:NAMED] if content["right"] else []

    def compared(self, content: Content, counts: Mapping[str, int]) -> dict[str, str]:
        """Return the place of each value by its nearness; a shared place is followed by a gap (1, 1, 3)."""
        if not content["right"]:
            return {}
        words, of = _("Nearness: place %(place)d of %(of)d"), sum(counts.values())
        said, nearer = dict[str, str](), 0
        for group in by_distance(content["right"], counts):
            said |= dict.fromkeys(group, words % {"place": nearer + 1, "of": of})
            nearer += sum(counts[value] for value in group)
        return said

    def counted(self, content: Content, counts: dict[str, int]) -> list[Counted]:
        """Count the numbers; the nearest of them are right where these win."""
        return counted(counts, partial(self.meant, content), self._judge(content, counts))

    def meant(self, content: Content, value: str) -> str:
        """Return the reading that is nearer to what is right."""
        return nearer(content["right"], value) if content["right"] else super().meant(content, value)

    def widens(self, content: Content) -> bool:
        """Show where the right number is, however far away the nearest answer."""
        return bool(content["rule"] == NEAR)

    def _judge(self, content: Content, values: Collection[str]) -> "Judge":
        if content["rule"] == NEAR or content["right"] is None or not values:
            return partial(is_right, content)
        least = min(distance(content["right"], value) for value in values)
        return lambda value: distance(content["right"], value) <= least


Judge = Callable[[str], bool]


def _clean_reach(text: str, unit: str, unsure: list[str]) -> str:
    """Return where points end, as it is kept; "" for none. Raises Fault."""
    try:
        return number_key.clean_tolerance(text, unit, unsure) if text else ""
    except number_key.Doubt:
        raise
    except number_key.Fault:
        raise number_key.Fault(_("Write the distance at which no points are left like 50 or 20%.")) from None


def _clean_end(text: str, unit: str, unsure: list[str]) -> str:
    """Return an end of the number line as it is kept; "" for none. Raises Fault."""
    try:
        return number_key.sure(text, unit, unsure).text if text else ""
    except number_key.Doubt:
        raise
    except (number_key.Fault, TooMuch):
        raise number_key.Fault(_("The ends of the number line are numbers like 0 and 500.")) from None


def _faults(content: Content) -> Iterator[tuple[str, str]]:
    """Yield what does not go together, although each field is right by itself."""
    right, tolerance, reach = (content[name] for name in ("right", "tolerance", "reach"))
    if reach and not reaches_further(right, tolerance, reach):
        yield "reach", _("Points end further away than the tolerance reaches.")
    if bool(content["from"]) != bool(content["to"]):
        yield "to", _("Please give both ends of the number line, or none.")
    elif content["from"]:
        low, high = (read(content[each])[-1].number for each in ENDS)
        if low >= high:
            yield "to", _("The number line ends with the larger number.")
        elif not all(low <= least and most <= high for least, most in number_key.ranges(right)):
            yield "right", _("The right answer is not on the number line.")


def _rounded(number: Fraction) -> str:
    """Return a distance as people read it."""
    return show(write_decimal(decimal(number, DIGITS)))


register(Estimate())
