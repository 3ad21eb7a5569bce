"""Share 100 points: how much each of several choices is worth to somebody; nothing is right or wrong."""

from dataclasses import dataclass
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.kinds.base import Kind, register
from live.kinds.charts.statistics import median, plainly
from live.kinds.editor_fields import Fields, lines
from live.kinds.items import item_faults, typed_items
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused
from live.workshop.drawings import formulas

FEWEST, MOST, LENGTH = 2, 8, 80
"Choices, and the characters of one."
ALL, COIN = 100, 10
"What is shared, and in steps of how much."
COINS = [str(coins) for coins in range(0, ALL + 1, COIN)]


@dataclass(frozen=True)
class Share(Bar):
    """What one choice was given: its bar shows the mean, which is its count, so that the highest one leads."""

    median: str = ""
    zeros: int = 0
    "How many gave it nothing."


class Points(Kind):
    """100 points for several choices. Content: {"choices": ["Art", "Music"]}. Value: the points of each, "70,30".

    Another sum than 100 is scaled; then what was given is kept as typed.
    """

    slug = "points"
    label = gettext_lazy("Share 100 points")
    scores = False
    rows_stand = True
    order = 90

    @property
    def paper_template(self) -> str:
        """A line for each choice."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return no choices."""
        return {"choices": []}

    def context(self, content: Content) -> dict[str, Any]:
        """Add the choices, each with the name of its field, and the points that it can be given."""
        drawn = [(f"p{number}", html) for number, html in enumerate(self.rows(content), 1)]
        return {**super().context(content), "options": drawn, "coins": COINS}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add the choices as lines."""
        return {"kind": self, "content": content, "lines": "\n".join(content["choices"])}

    def first_empty(self, content: Content) -> str:
        """Return the field of the choices, as long as there is none."""
        return "" if content["choices"] else "choices"

    def draft(self, form: QueryDict) -> Content:
        """Read a choice from each line."""
        return {"choices": typed_items(form.get("choices", ""))}

    def fields(self, content: Content) -> Fields:
        """Return the choices."""
        return lines("choices", content["choices"])

    def validate(self, content: Content) -> Content:
        """Require 2 to 8 different choices."""
        if faults := list(item_faults(content["choices"], FEWEST, MOST, LENGTH)):
            raise Invalid([("choices", fault) for fault in faults])
        return {"choices": list(content["choices"])}

    def rows(self, content: Content) -> list[str]:
        """Return the choices."""
        return [formulas(each) for each in content["choices"]]

    def with_formulas(self, content: Content) -> list[str]:
        """Return the choices."""
        return list(content["choices"])

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read the points of each choice, none where nothing was chosen; another sum than 100 is scaled."""
        fields = [form.getlist(f"p{number}") or ["0"] for number in range(1, len(content["choices"]) + 1)]
        if any(len(set(each)) > 1 or each[0] not in COINS for each in fields):
            raise Refused(_("That is no number of points. Please choose again."), 422)
        given = [int(each[0]) for each in fields]
        if not any(given):
            raise Refused(_("Please give points to something first."), 422)
        return _joined(scaled(given)), "" if sum(given) == ALL else _joined(given)

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return the points as they were given."""
        return {f"p{number}": [coins] for number, coins in enumerate((typed or value).split(","), 1)}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return 100 points, each ten of them for one of the choices."""
        given = [0] * len(content["choices"])
        for _ten in range(ALL // COIN):
            given[random.randrange(len(given))] += COIN
        return self.sent(content, _joined(given), "")

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the mean of each choice, in their order."""
        found: list[dict[int, int]] = [{} for _each in content["choices"]]
        for value, count in counts.items():
            for given, coins in zip(found, map(int, value.split(",")), strict=True):
                given[coins] = given.get(coins, 0) + count
        rows = enumerate(zip(content["choices"], found, strict=True), 1)
        return [_share(number, text, given) for number, (text, given) in rows]

    def value_text(self, content: Content, value: str) -> str:
        """Return what was given to something: "Art 70, Music 30"."""
        given = zip(content["choices"], value.split(","), strict=True)
        return ", ".join(f"{text} {coins}" for text, coins in given if coins != "0")

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return the points as they count, and the sum that was given when it was another one."""
        said = self.value_text(content, value)
        if not typed:
            return said
        total = sum(map(int, typed.split(",")))
        return _("You gave %(sum)s, counted as %(points)s") % {"sum": total, "points": said}


def scaled(given: list[int]) -> list[int]:
    """Return points in the same proportions whose sum is 100, by the largest remainders (Hamilton's method).

    Of equal remainders the first one is rounded up.
    """
    total = sum(given)
    kept = [ALL * each // total for each in given]
    by_remainder = sorted(range(len(given)), key=lambda at: -(ALL * given[at] % total))
    for at in by_remainder[: ALL - sum(kept)]:
        kept[at] += 1
    return kept


def _joined(points: list[int]) -> str:
    return ",".join(map(str, points))


def _share(number: int, text: str, given: dict[int, int]) -> Share:
    """Return the row of a choice; `given`: how often it was given so many points."""
    people, coins = sum(given.values()), sum(each * count for each, count in given.items())
    mean = (2 * coins + people) // (2 * people) if people else 0
    middle = median([given.get(each, 0) for each in range(ALL + 1)])
    said = _("%d of 100") % mean
    length = round(10 * coins / people) if people else 0
    zeros = given.get(0, 0)
    return Share(str(number), formulas(text), mean, length=length, said=said, median=plainly(middle), zeros=zeros)


register(Points())
