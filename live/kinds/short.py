"""Short text: a typed answer is right when it is one of the accepted ones, however it is written."""

from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from live.content.folding import bare, folded, typed_line
from live.content.lines import line
from live.kinds.accepted import Accepted, accepted
from live.kinds.base import Kind, register
from live.kinds.editor_fields import Fields, lines, tick
from live.kinds.values import VALUE_LENGTH, Bar, Content, Counts, Invalid, typed
from live.kinds.written import Row, ordered
from live.refusal import Refused

LENGTH = 100
ACCEPTED = 20
ROWS = 80


class Short(Kind):
    """A typed line. Content: {"accepted": ["Paris", "Paname"]}, [] for a poll; {"exact": true} when capitals count.

    Value: the folded form with the punctuation at its ends, "paris!". Answers that differ in that alone share a row.
    """

    slug = "short"
    label = gettext_lazy("Short text")
    typed = wordy = True
    order = 40

    def blank(self) -> Content:
        """Return no accepted answers, which makes a poll."""
        return {"accepted": []}

    def context(self, content: Content) -> dict[str, Any]:
        """Add `accepted_lines`, the text of the editor's text box, and whether capitals and accents count."""
        lines = "\n".join(content["accepted"])
        return {**super().context(content), "accepted_lines": lines, "exact": _is_exact(content)}

    def draft(self, form: QueryDict) -> Content:
        """Read one accepted answer per line, those that are the same once, and the tick."""
        exact = bool(form.get("exact"))
        kept: dict[str, str] = {}
        for answer in (line(raw, "NFC") for raw in form.get("accepted", "").splitlines()):
            kept.setdefault(folded(answer, exact), answer)
        return {"accepted": [answer for answer in kept.values() if answer], **_tick(exact)}

    def fields(self, content: Content) -> Fields:
        """Return the accepted answers, and whether capitals and accents count."""
        return {**lines("accepted", content["accepted"]), **tick("exact", _is_exact(content))}

    def validate(self, content: Content) -> Content:
        """Require at most 20 accepted answers of up to 100 characters."""
        answers = content["accepted"]
        if len(answers) > ACCEPTED:
            raise Invalid([("accepted", _("At most %d accepted answers, please.") % ACCEPTED)])
        if any(len(answer) > LENGTH or not folded(answer) for answer in answers):
            raise Invalid([("accepted", _("Each accepted answer has 1 to %d characters.") % LENGTH)])
        return {"accepted": list(answers), **_tick(_is_exact(content))}

    def graded(self, content: Content) -> bool:
        """Tell whether there is an accepted answer; without one it is a poll."""
        return bool(content["accepted"])

    def keyless(self, content: Content) -> Content:
        """Return the content of a poll that is compared in the same way."""
        return {**self.blank(), **_tick(_is_exact(content))}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require up to 100 characters, and something that is left of them in the folded form."""
        typed = typed_line(form.get("text", ""))
        value = folded(typed, _is_exact(content))
        check_typed(value, typed, LENGTH)
        return value, typed

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return what was typed."""
        return {"text": [typed]}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return letters."""
        return {"text": ["".join(random.choices("aeioulmnrst", k=random.randint(1, 8)))]}

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for an accepted answer, else 0."""
        return float(_key(content).takes(value))

    def accepting(self, content: Content, value: str) -> Content | None:
        """Return it with the words of this row as the accepted ones, in capitals or not."""
        if not 0 < len(value) <= LENGTH or value != bare(folded(value)) or _key(content).takes(value):
            return None
        return {"accepted": [value]}

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the most frequent answers first; beyond 80 rows a last one counts the rest."""
        rows = ordered(dict.fromkeys(_rows(content, counts).values()))
        shown = len(rows) if len(rows) <= ROWS else ROWS - 1
        return [Bar(row.value, row.label, row.count, row.right) for row in rows[:shown]] + others(
            [row.count for row in rows[shown:]]
        )

    def spelt(self, content: Content, counts: Counts) -> dict[str, str]:
        """Return the label of each value's row."""
        return {value: row.label for value, row in _rows(content, counts).items()}

    def key_text(self, content: Content) -> str:
        """Return the accepted answers."""
        return " / ".join(content["accepted"])


def _is_exact(content: Content) -> bool:
    """Tell whether capitals and accents count."""
    return bool(content.get("exact"))


def _tick(exact: bool) -> Content:
    return {"exact": True} if exact else {}


def _key(content: Content) -> Accepted:
    return accepted(tuple(content["accepted"]), _is_exact(content))


def _rows(content: Content, counts: dict[str, int]) -> dict[str, Row]:
    """Return the row of each value. Answers that differ in the punctuation at their ends alone share one.

    With the key, those of them that are right have a row of their own. All that differ in capitals have rows of the
    same value, so that a word that is hidden stays hidden in any spelling.
    """
    rows: dict[tuple[str, bool], Row] = {}
    key, exact, found = _key(content), _is_exact(content), {}
    for value in counts:
        words, right = bare(value), key.takes(value)
        row = rows.get((words, right))
        if row is None:
            row = rows[words, right] = Row(bare(folded(words)) if exact else words, right)
        found[value] = row
    for (value, way), count in typed(counts).items():
        found[value].add(way or value, count)
    return found


def check_typed(value: str, typed: str, longest: int) -> None:
    """Raise Refused (422) for an answer that says nothing, or has more than `longest` characters."""
    if not value:
        raise Refused(_("Please type an answer first."), 422)
    if len(typed) > longest or len(value) > VALUE_LENGTH:
        raise Refused(_("That answer is too long: %d characters at most.") % longest, 422)


def others(counts: list[int]) -> list[Bar]:
    """Return the row that counts the remaining answers; its empty value is nobody's answer, so it cannot be hidden."""
    label = ngettext("%d other answer", "%d other answers", len(counts)) % len(counts)
    return [Bar("", label, sum(counts))] if counts else []


register(Short())
