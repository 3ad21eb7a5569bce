"""Ranking: the best few of many, tapped in turn; a first place is worth the most points."""

from collections import Counter
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from live.kinds.base import register
from live.kinds.charts.strip import Stack, parts
from live.kinds.editor_fields import Fields, lines
from live.kinds.in_turn import InTurn, by_place
from live.kinds.items import item_faults, typed_items
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused

FEWEST, MOST, LENGTH = 3, 20, 120
MOST_PLACES = 5
USUAL = 3


class Ranking(InTurn):
    """Places for the best few. Content: {"choices": ["Oslo", "Rome", "Bern"], "top": 2}; there is no right order."""

    slug = "ranking"
    label = gettext_lazy("Ranking")
    order = 27
    scores = False
    listed = "choices"

    def blank(self) -> Content:
        """Return no choices, and three places."""
        return {"choices": [], "top": USUAL}

    def places(self, content: Content) -> int:
        """Not more than there are choices."""
        return min(int(content["top"]), len(content["choices"]))

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add `lines`, the choices, and `tops`, how many places there may be."""
        tops = range(1, MOST_PLACES + 1)
        return {**self.context(content), "lines": "\n".join(content["choices"]), "tops": tops}

    def draft(self, form: QueryDict) -> Content:
        """Read a choice from each line; places that are no number are the usual three."""
        tops = {str(top): top for top in range(1, MOST_PLACES + 1)}
        return {"choices": typed_items(form.get("choices", "")), "top": tops.get(form.get("top", ""), USUAL)}

    def fields(self, content: Content) -> Fields:
        """Return the choices, and the number of places."""
        return {**lines("choices", content["choices"]), "top": [str(content["top"])]}

    def validate(self, content: Content) -> Content:
        """Require 3 to 20 different choices of up to 120 characters, and 1 to 5 places, fewer than choices."""
        choices, top = list(content["choices"]), content["top"]
        errors = [("choices", fault) for fault in item_faults(choices, FEWEST, MOST, LENGTH)]
        if top not in range(1, MOST_PLACES + 1):
            errors.append(("top", _("There are 1 to %d places.") % MOST_PLACES))
        elif not errors and top > len(choices):
            errors.append(("top", _("There are fewer choices than places.")))
        if errors:
            raise Invalid(errors)
        return {"choices": choices, "top": top}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require one choice in a place; where a place before it is free, it moves up."""
        if not (found := [choice for choice in self.read(content, form) if choice]):
            raise Refused(_("Please choose an answer first."), 422)
        return ",".join(map(str, found)), ""

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return any choices for all places."""
        return self.put(random.sample(range(1, len(content["choices"]) + 1), self.places(content)))

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the choices by points, of which a first place has as many as there are places, and the last one.

        This is the count of J.-C. de Borda ("Mémoire sur les élections au scrutin", 1781), for ballots that name the
        first few; of two with the same points the one with more first places, then second ones, is before.
        """
        top, given = self.places(content), [Counter[int]() for _choice in content["choices"]]
        for value, count in counts.items():
            for place, choice in enumerate(by_place(value)):
                given[choice - 1][place] += count
        best = top * sum(counts.values())
        rows = [
            _row(str(number), content["choices"][number - 1], each, top, best) for number, each in enumerate(given, 1)
        ]
        return sorted(rows, key=lambda row: (-row.count, [-given[int(row.value) - 1][place] for place in range(top)]))


def _row(value: str, label: str, given: Counter[int], top: int, best: int) -> Stack:
    """Return a row with a part for each place, as long as its points are of the most that were possible."""
    by_place = [(top - place) * given[place] for place in range(top)]
    points, firsts = sum(by_place), given[0]
    said = ngettext("%(points)d point, %(firsts)d × first", "%(points)d points, %(firsts)d × first", points)
    return Stack(value, label, points, said=said % {"points": points, "firsts": firsts}, parts=parts(by_place, best))


register(Ranking())
