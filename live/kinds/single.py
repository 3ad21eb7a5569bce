"""Single choice: one tap answers; at most one choice is right."""

from random import Random

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.kinds.base import register
from live.kinds.choices import ChoiceKind
from live.kinds.values import Content, Invalid
from live.refusal import Refused


class Single(ChoiceKind):
    """One choice. Value: its number, "2"."""

    slug = "single"
    label = gettext_lazy("Single choice")
    order = 10

    def validate(self, content: Content) -> Content:
        """Require one right choice at most."""
        content = super().validate(content)
        if len(content["right"]) > 1:
            raise Invalid([("right", _("Mark one right choice, or none for a poll. For more, use several choices."))])
        return content

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require exactly one pick."""
        picks = self.picks(content, form)
        if len(picks) > 1:
            raise Refused(_("Please choose one answer only."), 422)
        return str(picks[0]), ""

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return any of the choices."""
        return {"choice": [str(random.randint(1, len(content["choices"])))]}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for the right choice, else 0."""
        return float(value in map(str, content["right"]))

    def accepting(self, content: Content, value: str) -> Content | None:
        """Return it with this choice as the right one."""
        return {**content, "right": [int(value)]} if value in self.wrong(content) else None


register(Single())
