"""A number that is right within a tolerance; computed in decimals, so that 0.1 + 0.2 is 0.3."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.lines import line
from live.kinds.base import Kind, register
from live.kinds.charts.histogram import Histogram, histogram
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused

BEFORE, AFTER = 15, 10  # digits before and after the point, so that no answer is a costly number
ROWS, FEW = 40, 8  # rows at most; up to so many values each has a row of its own, also the right ones
UNIT_LENGTH = 20
TYPED_LENGTH = 80

_PLAIN = re.compile(r"([+-]?) ?([0-9]*)(?:[.,]([0-9]*))?")
_GROUPED = re.compile(r"([+-]?) ?([0-9]{1,3}(?=([ '.,]))(?:\3[0-9]{2,3})*\3[0-9]{3})(?:(?!\3)[.,]([0-9]*))?")
_SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": "'", "’": "'"})


def read_number(raw: str) -> Decimal | None:
    """Read a number as people write it; None when it is none.

    Takes 3.14, 3,14, 1 000 000, 1'000, 1,000.5, 1.000,5, +5, −2 and the digits of every script. A point or comma that
    stands alone is the decimal sign, whatever follows it. No exponents, no NaN, no infinity.
    """
    text = "".join(map(_digit, line(raw)[:TYPED_LENGTH])).translate(_SIGNS)
    if match := _PLAIN.fullmatch(text):
        sign, whole, after = match.groups(default="")
    elif match := _GROUPED.fullmatch(text):
        sign, whole, _separator, after = match.groups(default="")
    else:
        return None
    return _decimal(sign, re.sub("[^0-9]", "", whole).lstrip("0"), after.rstrip("0")) if whole + after else None


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char


def _decimal(sign: str, whole: str, after: str) -> Decimal | None:
    """Return a number of bounded size, or None."""
    fits = len(whole) <= BEFORE and len(after) <= AFTER
    return Decimal(f"{sign}{whole or 0}.{after or 0}") if fits else None


def write_number(number: Decimal) -> str:
    """Return the canonical text: "3.14", "-2", "1000000", "0"."""
    return format(number.normalize() if number else Decimal(0), "f")


class Number(Kind):
    """A number. Content: {"right": "3.14" or None, "tolerance": "0.01", "unit": "m"}. Value: a decimal, "3.14"."""

    slug = "number"
    typed = True
    label = gettext_lazy("Number")
    order = 30

    @property
    def paper_template(self) -> str:
        """A line with the unit behind it."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return no right value, with tolerance 0."""
        return {"right": None, "tolerance": "0", "unit": ""}

    def draft(self, form: QueryDict) -> Content:
        """Read the three fields as they were typed."""
        right, tolerance, unit = (line(form.get(name, ""), "NFC") for name in ("right", "tolerance", "unit"))
        return {"right": right or None, "tolerance": tolerance or "0", "unit": unit}

    def validate(self, content: Content) -> Content:
        """Require decimals and keep their canonical text; without a right value it is a poll."""
        right = read_number(content["right"]) if content["right"] is not None else None
        tolerance = read_number(content["tolerance"])
        errors = []
        if right is None and content["right"] is not None:
            errors.append(("right", _("The right answer is not a number that we can read, like 3.14.")))
        if tolerance is None or tolerance < 0:
            errors.append(("tolerance", _("The tolerance is a number like 0.5, and not below 0.")))
        if len(content["unit"]) > UNIT_LENGTH:
            errors.append(("unit", _("The unit is too long: %d characters at most.") % UNIT_LENGTH))
        if errors or tolerance is None:
            raise Invalid(errors)
        kept = None if right is None else write_number(right)
        return {"right": kept, "tolerance": write_number(tolerance), "unit": content["unit"]}

    def graded(self, content: Content) -> bool:
        """Tell whether there is a right value; without one it is a poll."""
        return content["right"] is not None

    def keyless(self, content: Content) -> Content:
        """Keep only the unit."""
        return {**self.blank(), "unit": content["unit"]}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read a number; `minus` makes it negative, because the decimal keyboard of an iPhone has no minus."""
        typed = line(form.get("number", ""))[:TYPED_LENGTH]
        number = self._read(content, typed)
        if not typed:
            raise Refused(_("Please type a number first."), 422)
        if number is None:
            raise Refused(_("That is not a number that we can read. Write it like 12 or 3.5."), 422)
        return write_number(-abs(number) if form.get("minus") else number), typed

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return what was typed, and the tick that made it negative."""
        return {"number": [typed], "minus": ["1"] if self._read(content, typed) != Decimal(value) else []}

    def _read(self, content: Content, typed: str) -> Decimal | None:
        return read_number(typed.removesuffix(line(content["unit"])))

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 when |value - right| <= tolerance, else 0; ARSnova's rule (docs/formats.md, "Scoring")."""
        return float(self._right(content, Decimal(value)))

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return a bar for each value in order; beyond 8 all right ones share a bar, beyond 40 also neighbours do.

        The borders of the shared bars tell the key, so before the reveal this gets the keyless content.
        """
        ordered = sorted((Decimal(value), count) for value, count in counts.items())
        width = 1 if len(ordered) <= ROWS else -(-len(ordered) // (ROWS - 2))  # each border of "right" may cost a row
        bars = []
        for is_right, values in groupby(ordered, lambda pair: self._right(content, pair[0])):
            run = list(values)
            step = len(run) if is_right and len(ordered) > FEW else width
            bars += [self._bar(content, run[at : at + step]) for at in range(0, len(run), step)]
        return bars

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> Histogram | None:
        """Where the numbers lie; before the reveal, give the keyless content."""
        right = None if content["right"] is None else Decimal(content["right"])
        seen = {Decimal(value): count for value, count in counts.items() if value not in hidden}
        return histogram(seen, right, write_number, Decimal(content["tolerance"]))

    def key_text(self, content: Content) -> str:
        """Return the right value with its tolerance and unit: "3.14 ± 0.01 m"."""
        if content["right"] is None:
            return ""
        spread = f" ± {content['tolerance']}" if Decimal(content["tolerance"]) else ""
        return f"{content['right']}{spread} {content['unit']}".strip()

    def value_text(self, content: Content, value: str) -> str:
        """Return the value with its unit."""
        return f"{value} {content['unit']}".strip()

    def _right(self, content: Content, number: Decimal) -> bool:
        right = content["right"]
        return right is not None and abs(number - Decimal(right)) <= Decimal(content["tolerance"])

    def _bar(self, content: Content, run: list[tuple[Decimal, int]]) -> Bar:
        ends = list(dict.fromkeys(write_number(number) for number in (run[0][0], run[-1][0])))
        label = self.value_text(content, " – ".join(ends))
        return Bar("…".join(ends), label, sum(count for _number, count in run), self._right(content, run[0][0]))


register(Number())
