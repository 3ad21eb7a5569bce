"""Short text: a typed answer is right when it is one of the accepted ones; case and accents are forgiven."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from live.content.lines import forgiving, limit_marks, line
from live.kinds.base import Kind, register
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused

LENGTH = 100
ACCEPTED = 20
ROWS = 80


class Short(Kind):
    """A typed line. Content: {"accepted": ["Paris", "Paname"]}, [] for a poll. Value: the forgiving form, "paris"."""

    slug = "short"
    label = gettext_lazy("Short text")
    typed = wordy = True
    order = 40

    def blank(self) -> Content:
        """Return no accepted answers, which makes a poll."""
        return {"accepted": []}

    def context(self, content: Content) -> dict[str, Any]:
        """Add `accepted_lines`, the text of the editor's text box."""
        return {**super().context(content), "accepted_lines": "\n".join(content["accepted"])}

    def draft(self, form: QueryDict) -> Content:
        """Read one accepted answer per line; answers with the same forgiving form are kept once."""
        kept: dict[str, str] = {}
        for answer in (line(raw, "NFC") for raw in form.get("accepted", "").splitlines()):
            kept.setdefault(forgiving(answer), answer)
        return {"accepted": [answer for answer in kept.values() if answer]}

    def validate(self, content: Content) -> Content:
        """Require at most 20 accepted answers of up to 100 characters."""
        accepted = content["accepted"]
        if len(accepted) > ACCEPTED:
            raise Invalid([("accepted", _("At most %d accepted answers, please.") % ACCEPTED)])
        if any(len(answer) > LENGTH or not forgiving(answer) for answer in accepted):
            raise Invalid([("accepted", _("Each accepted answer has 1 to %d characters.") % LENGTH)])
        return {"accepted": list(accepted)}

    def graded(self, content: Content) -> bool:
        """Tell whether there is an accepted answer; without one it is a poll."""
        return bool(content["accepted"])

    def keyless(self, content: Content) -> Content:
        """Return the content of a poll."""
        return self.blank()

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require up to 100 characters, and something that is left of them in the forgiving form."""
        typed = line(limit_marks(line(form.get("text", ""))))
        value = forgiving(typed)
        if not value:
            raise Refused(_("Please type an answer first."), 422)
        if len(typed) > LENGTH:
            raise Refused(_("That answer is too long: %d characters at most.") % LENGTH, 422)
        return value, typed

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return what was typed."""
        return {"text": [typed]}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for an accepted answer, else 0."""
        return float(value in self._accepted(content))

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the most frequent answers first; beyond 80 rows a last one counts the rest. Labels hide the key."""
        accepted = self._accepted(content)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        shown = len(ordered) if len(ordered) <= ROWS else ROWS - 1
        bars = [Bar(value, value, count, value in accepted) for value, count in ordered[:shown]]
        return bars + _others([count for _value, count in ordered[shown:]])

    def key_text(self, content: Content) -> str:
        """Return the accepted answers."""
        return " / ".join(content["accepted"])

    def _accepted(self, content: Content) -> set[str]:
        return set(map(forgiving, content["accepted"]))


def _others(counts: list[int]) -> list[Bar]:
    """Return the row that counts the remaining answers; its empty value is nobody's answer, so it cannot be hidden."""
    label = ngettext("%d other answer", "%d other answers", len(counts)) % len(counts)
    return [Bar("", label, sum(counts))] if counts else []


register(Short())
