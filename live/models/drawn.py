"""What is drawn of a question: drawn when it is saved, kept with it, and frozen into each round that asks it."""

import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from live.models.quiz import Quiz
from live.refusal import Refused
from live.workshop.drawings import A_WHILE, Wanted, is_of_today, keep

if TYPE_CHECKING:
    from live.kinds.base import Kind
    from live.kinds.values import Content

DRAWN_OF = ("kind_slug", "text", "content", "explanation", "notes")
"The fields of a question that are drawn."


def texts(text: str, explanation: str = "", notes: str = "") -> list[Wanted]:
    """Return what is drawn of a question's own texts, wherever it is shown."""
    return [
        *((form, text) for form in ("markdown", "said", "plain")),
        ("markdown", explanation),
        ("markdown", notes),
    ]


def lines(kind: "Kind", content: "Content") -> list[Wanted]:
    """Return what is drawn of its content."""
    return [("formulas", line) for line in kind.with_formulas(content)]


def with_drawings(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a question that is to be stored, with what is drawn of it. Waits for the child."""
    from live.kinds import kind

    own = texts(fields["text"], fields.get("explanation", ""), fields.get("notes", ""))
    drawn = keep([*own, *lines(kind(fields["kind_slug"]), fields["content"])])
    return {**fields, "drawn": drawn, "listed": keep([("plain", fields["text"])])}


def several_with_drawings(several: Iterable[Mapping[str, Any]], until: float) -> list[dict[str, Any]]:
    """Return the same of many questions. Raises Refused (422) when they are not drawn `until` then, monotonic time."""
    drawn = []
    for each in several:
        if time.monotonic() > until:
            raise Refused(_("These questions take too long to draw. Paste fewer of them at once."), 422)
        drawn.append(with_drawings(each))
    return drawn


def draw_anew(quiz: Quiz) -> None:
    """Draw the questions of a quiz that were drawn by an older version, or never; for a while at most.

    What is left is drawn when it is shown.
    """
    until = time.monotonic() + A_WHILE
    for question in quiz.questions.all():
        if not is_of_today(question.drawn) and time.monotonic() < until:
            fields = {name: getattr(question, name) for name in DRAWN_OF}
            drawn = with_drawings(fields)
            same = quiz.questions.filter(pk=question.pk, **fields)  # it may have been changed meanwhile
            same.update(drawn=drawn["drawn"], listed=drawn["listed"])
