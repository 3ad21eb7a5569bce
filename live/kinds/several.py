"""Several choices: any number of picks; all or nothing, or partial credit."""

from random import Random

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from live.kinds.base import register
from live.kinds.choice_letters import numbers
from live.kinds.choices import ChoiceKind
from live.kinds.values import Content


class Several(ChoiceKind):
    """Any number of choices. Value: their numbers in order, "1,3"."""

    slug = "several"
    label = gettext_lazy("Several choices")
    order = 20
    boxed = True

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require one pick or more."""
        return ",".join(map(str, self.picks(content, form))), ""

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return a field for each pick."""
        return {"choice": value.split(",")}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return some of the choices."""
        numbers = range(1, len(content["choices"]) + 1)
        return {"choice": [str(number) for number in random.sample(numbers, random.randint(1, len(numbers)))]}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for just the right set; or, partial, (right picks - wrong picks) / k, at least 0; k: right choices.

        The partial rule is that of ARSnova/Particify for multiple choice: +B/k, -B/k, floor 0, here with B = 1
        (docs/formats.md, "Scoring").
        """
        picks, right = set(numbers(value)), set(content["right"])
        if not partial or not right:
            return float(bool(right) and picks == right)
        return max(0, len(picks & right) - len(picks - right)) / len(right)

    def accepting(self, content: Content, value: str) -> Content | None:
        """Return it with this choice among the right ones."""
        return {**content, "right": sorted([*content["right"], int(value)])} if value in self.wrong(content) else None


register(Several())
