"""The base of order and ranking: things are tapped in turn, so that each gets the first place that is free.

The form has a box for each place of each thing, `name="at2" value="1"`: the second thing in the first place. Of these
the stylesheet shows one for each thing; a browser that knows no `:has()` shows them all.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from live.kinds.base import Kind
from live.kinds.values import Content
from live.refusal import Refused
from live.workshop.drawings import formulas


class InTurn(Kind):
    """Things that are put in places. Value: their numbers by place, "2,3,1": the second thing is in the first place."""

    listed: ClassVar[str]
    "The entry of the content that has the texts of the things, as they are shown."

    @property
    def paper_template(self) -> str:
        """A box for a number before each thing."""
        return "live/kinds/_places.html"

    def places(self, content: Content) -> int:
        """Return how many places there are to give."""
        raise NotImplementedError

    def context(self, content: Content) -> dict[str, Any]:
        """Add `things`, numbered and drawn, and `places`, their numbers as text."""
        things = [(str(number), html) for number, html in enumerate(self.rows(content), 1)]
        return {**super().context(content), "things": things, "places": _count(self.places(content))}

    def rows(self, content: Content) -> list[str]:
        """Return the things as they are shown."""
        return [formulas(text) for text in content[self.listed]]

    def with_formulas(self, content: Content) -> list[str]:
        """Return the things."""
        return list(content[self.listed])

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return the box that is ticked for each thing."""
        return self.put(by_place(value))

    def put(self, things: Sequence[int]) -> dict[str, list[str]]:
        """Return the fields that put these things in their places, one after the other."""
        return {f"at{thing}": [str(place)] for place, thing in enumerate(things, 1)}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return any things in the places."""
        things = random.sample(range(1, len(content[self.listed]) + 1), self.places(content))
        return self.sent(content, ",".join(map(str, things)), "")

    def value_text(self, content: Content, value: str) -> str:
        """The things in their places."""
        return in_words([content[self.listed][thing - 1] for thing in by_place(value)])

    def value_html(self, content: Content, value: str) -> str:
        """The things in their places, with their formulas."""
        return in_html([content[self.listed][thing - 1] for thing in by_place(value)])

    def read(self, content: Content, form: QueryDict) -> list[int]:
        """Return the thing in each place, 0 where a place is free. Raises Refused when a place or a thing has two."""
        known = set(_count(self.places(content)))
        found = dict.fromkeys(sorted(known, key=int), 0)
        for thing in range(1, len(content[self.listed]) + 1):
            ticked = set(form.getlist(f"at{thing}"))
            if len(ticked) > 1 or not ticked <= known or any(found[place] for place in ticked):
                raise Refused(_("Each place is taken once: please take one back."), 422)
            found |= dict.fromkeys(ticked, thing)
        return list(found.values())


def by_place(value: str) -> list[int]:
    """Read a stored value, "2,3,1", as the numbers of the things by place."""
    return [int(number) for number in value.split(",")]


def in_words(texts: Sequence[str]) -> str:
    """Return texts as a numbered list on one line."""
    return ", ".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def in_html(texts: Sequence[str]) -> str:
    """Return texts as a numbered list on one line, with their formulas."""
    return mark_safe(", ".join(f"{number}. <bdi>{formulas(text)}</bdi>" for number, text in enumerate(texts, 1)))


def _count(most: int) -> list[str]:
    return [str(number) for number in range(1, most + 1)]
