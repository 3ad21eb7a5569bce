"""True or false: one tap on one of two words, which the program has in every language."""

from random import Random

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.kinds.base import Kind, register
from live.kinds.choice_letters import numbers, shape
from live.kinds.editor_fields import Fields
from live.kinds.values import Bar, Choice, Content, Invalid
from live.refusal import Refused

TRUTHS = {"true": True, "false": False, "": None}
"What is right, by the value of the editor's field."
NUMBERS = {True: 1, False: 2}


class TrueFalse(Kind):
    """One of two words. Content: {"truth": true, false or null}, null for a poll. Value: "1" for true, "2" for false.

    The words are in no content, so a round has them in the language that its room speaks now.
    """

    slug = "truefalse"
    label = gettext_lazy("True or false")
    order = 15
    rows_stand = lanes = True

    @property
    def paper_template(self) -> str:
        """Boxes to tick."""
        return "live/kinds/_boxes.html"

    def blank(self) -> Content:
        """Return a poll."""
        return {"truth": None}

    def draft(self, form: QueryDict) -> Content:
        """Read which of the three is marked."""
        return {"truth": TRUTHS.get(form.get("truth", ""))}

    def fields(self, content: Content) -> Fields:
        """Return the mark."""
        return {"truth": [value for value, truth in TRUTHS.items() if truth is content["truth"]]}

    def validate(self, content: Content) -> Content:
        """Require true, false or null, nothing that is only like them."""
        if not any(content["truth"] is truth for truth in TRUTHS.values()):
            raise Invalid([("truth", _("Please mark what is right, or that none is."))])
        return {"truth": content["truth"]}

    def first_empty(self, content: Content) -> str:
        """Return the first of the marks while none is set."""
        return "" if self.graded(content) else "truth-true"

    def graded(self, content: Content) -> bool:
        """Tell whether one of the two is right."""
        return content["truth"] is not None

    def keyless(self, content: Content) -> Content:
        """Return the content of a poll."""
        return self.blank()

    def choices(self, content: Content) -> list[Choice]:
        """Return the two words, with shapes and without letters."""
        right = NUMBERS.get(content["truth"])
        return [Choice(n, "", shape(n), word, n == right) for n, word in enumerate(_words(), 1)]

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require one of the two."""
        sent = set(form.getlist("choice"))
        if not sent:
            raise Refused(_("Please choose an answer first."), 422)
        if not sent <= {"1", "2"}:
            raise Refused(_("That choice is not part of this question. Please choose again."), 422)
        if len(sent) > 1:
            raise Refused(_("Please choose one answer only."), 422)
        return sent.pop(), ""

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return one of the two."""
        return {"choice": [random.choice("12")]}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for the right word, else 0."""
        return float(value == str(NUMBERS[content["truth"]]))

    def accepting(self, content: Content, value: str) -> Content | None:
        """Return it with the other word as the right one."""
        truth = {"1": True, "2": False}.get(value, content["truth"])
        return None if truth is content["truth"] else {"truth": truth}

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return a bar for each of the two."""
        return [_bar(choice, counts.get(str(choice.number), 0)) for choice in self.choices(content)]

    def key_text(self, content: Content) -> str:
        """Return the right word; "" for a poll."""
        return next((choice.text for choice in self.choices(content) if choice.right), "")

    def value_text(self, content: Content, value: str) -> str:
        """Return the word of a value."""
        return {"1": _words()[0], "2": _words()[1]}.get(value, value)

    def picked(self, value: str) -> list[int]:
        """Return its number."""
        return numbers(value)


def _words() -> tuple[str, str]:
    return _("True"), _("False")


def _bar(choice: Choice, count: int) -> Bar:
    return Bar(str(choice.number), choice.text, count, choice.right, shape=choice.shape)


register(TrueFalse())
