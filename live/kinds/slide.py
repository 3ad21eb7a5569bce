"""A slide: it says something and asks nothing, or only whether it was read."""

from random import Random

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.kinds.base import Kind, register
from live.kinds.editor_fields import Fields, tick
from live.kinds.values import Bar, Content
from live.refusal import Refused

READ = "1"


class Slide(Kind):
    """What the question's text and picture say. Content: {"ack": true}, who has read it says so. Value: "1"."""

    slug = "slide"
    label = gettext_lazy("Slide")
    order = 90
    scores = False
    rows_stand = True

    @property
    def paper_template(self) -> str:
        """A box to tick."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return a slide that wants no answer."""
        return {"ack": False}

    def draft(self, form: QueryDict) -> Content:
        """Read the tick."""
        return {"ack": form.get("ack") == "1"}

    def fields(self, content: Content) -> Fields:
        """Return the tick."""
        return tick("ack", content["ack"])

    def validate(self, content: Content) -> Content:
        """Take whatever is true for a tick."""
        return {"ack": bool(content["ack"])}

    def asks(self, content: Content) -> bool:
        """Tell whether who has read it says so."""
        return bool(content["ack"])

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require the one button, where there is one."""
        if not self.asks(content):
            raise Refused(_("There is nothing to answer here."), 422)
        if form.get("read") != READ:
            raise Refused(_("Please press the button once you have read it."), 422)
        return READ, ""

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Press the button, where there is one."""
        return {"read": [READ]} if self.asks(content) else {}

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the one row."""
        return [Bar(READ, _read(), counts.get(READ, 0))]

    def value_text(self, content: Content, value: str) -> str:
        """Return what the button says."""
        return _read()


def _read() -> str:
    return _("I have read it")


register(Slide())
