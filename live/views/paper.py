"""A quiz on paper, for the day when nothing else works: sheets to fill in by hand, and one with the key."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from live.access.ownership import TeacherRequest, own_quiz
from live.content.pictures import Picture
from live.kinds import Choice
from live.models import Question
from live.workshop.drawings import in_time, learn, markdown


@login_required
def paper(request: TeacherRequest, pk: int) -> HttpResponse:
    """Render the quiz for printing, with the key on the last sheet when it is asked for."""
    quiz = own_quiz(request, pk)
    questions = list(quiz.questions.all())
    for question in questions:
        learn(question.drawn)
    asked = [Printed(number, question) for number, question in enumerate(questions, start=1)]
    context = {"quiz": quiz, "asked": asked, "with_key": "key" in request.GET}
    with in_time():
        return render(request, "live/quizzes/paper.html", context)


@dataclass(frozen=True)
class Printed:
    """One question on paper."""

    number: int
    question: Question

    @property
    def html(self) -> SafeString:
        """The question as HTML."""
        return markdown(self.question.text)

    @property
    def picture(self) -> Picture | None:
        """The question's picture; None without one."""
        return Picture.of(self.question.picture)

    @property
    def asks(self) -> bool:
        """Whether an answer is wanted."""
        return self.question.kind.asks(self.question.content)

    @property
    def space(self) -> SafeString:
        """Where the answer is written, drawn by its kind without the key."""
        kind = self.question.kind
        return render_to_string(kind.paper_template, kind.context(kind.keyless(self.question.content)))

    @property
    def right(self) -> list[Choice]:
        """The right choices."""
        return [choice for choice in self.question.kind.choices(self.question.content) if choice.right]

    @property
    def key_html(self) -> str:
        """The right answers as they are drawn; "" for a poll."""
        return self.question.kind.key_html(self.question.content)

    @property
    def explanation(self) -> SafeString:
        """The explanation as HTML."""
        return markdown(self.question.explanation)
