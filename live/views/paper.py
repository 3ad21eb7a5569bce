"""A quiz on paper, for the day when nothing else works: sheets to be filled in by hand, and one with the key."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from live.access.ownership import TeacherRequest, own_quiz
from live.content.pictures import Picture
from live.content.safe_html import markdown
from live.kinds import Choice
from live.models import Question


@login_required
def paper(request: TeacherRequest, pk: int) -> HttpResponse:
    """The quiz as it is printed; the key is on the last sheet, when it is asked for."""
    quiz = own_quiz(request, pk)
    asked = [Printed(number, question) for number, question in enumerate(quiz.questions.all(), start=1)]
    context = {"quiz": quiz, "asked": asked, "with_key": "key" in request.GET}
    return render(request, "live/quizzes/paper.html", context)


@dataclass(frozen=True)
class Printed:
    """One question on paper."""

    number: int
    question: Question

    @property
    def html(self) -> SafeString:
        """What is asked."""
        return markdown(self.question.text)

    @property
    def picture(self) -> Picture | None:
        """What is shown with it."""
        return Picture.of(self.question.picture)

    @property
    def blank(self) -> dict[str, Any]:
        """What its kind's templates draw the place for an answer from, without the key."""
        kind = self.question.kind
        return kind.context(kind.keyless(self.question.content))

    @property
    def right(self) -> list[Choice]:
        """The right choices."""
        return [choice for choice in self.question.kind.choices(self.question.content) if choice.right]

    @property
    def key_text(self) -> str:
        """The right answers in words; "" for a poll."""
        return self.question.kind.key_text(self.question.content)

    @property
    def explanation(self) -> SafeString:
        """What is said about it after the answer."""
        return markdown(self.question.explanation)
