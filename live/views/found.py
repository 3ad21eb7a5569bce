"""What was found in files that a teacher brought: shown as it would be kept, imported once, undone as a whole."""

import time
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from live.access.ownership import TeacherRequest, own_brought, post_only
from live.content.pictures import Picture
from live.forms.import_preview import ImportedQuestion, ImportPreview
from live.forms.incoming import Fields, Incoming
from live.models import Brought, Question, Quiz
from live.models.drawn import several_with_drawings
from live.models.quiz import MOST_TAGS, TITLE_LENGTH
from live.refusal import Refused
from live.views.arrival import deadline
from live.views.incoming import ways
from live.workshop.drawings import in_time, markdown

DRAWING, SHOWING = 30.0, 50.0
"""Seconds since a request came, for all that it brings: questions are drawn to be kept (a last one may take 20 s more);
the page is drawn. After 60 s the server answers for it."""


@login_required
def found(request: TeacherRequest, pk: int) -> HttpResponse:
    """Show what was found; import what is ticked, into a quiz or into new ones."""
    brought = own_brought(request, pk)
    preview = ImportPreview.of(brought.page)
    if request.method != "POST":
        return _page(request, brought, preview)
    preview.tick(set(request.POST.getlist("take")))
    try:
        if not brought.is_there:
            _import(request, brought, preview)
    except Refused as refused:
        return _page(request, brought, preview, refused.message)
    return _where_it_is(brought)


@login_required
@post_only
def undo_import(request: TeacherRequest, pk: int) -> HttpResponse:
    """Delete what was imported, and show what was found again; doing it twice changes nothing."""
    if own_brought(request, pk).undo():
        messages.success(request, _("Undone. You can import it again from here."))
    else:
        messages.error(request, _("It is too late to undo this."))
    return redirect("quiz-found", pk)


@dataclass(frozen=True)
class DrawnQuestion:
    """One question of the page before the import."""

    question: Incoming

    @property
    def html(self) -> SafeString:
        """The question as HTML."""
        return markdown(self.question.text)

    @property
    def asked(self) -> SafeString | str:
        """What the class has to answer with, drawn by its kind without the key; "" where the key has all of it."""
        return "" if self._is_marked else self._drawn("ask")

    @property
    def key(self) -> SafeString | str:
        """What is right, drawn by its kind; "" for a poll, and for a question that cannot come."""
        return self._drawn("reveal") if self.is_graded else ""

    @property
    def is_poll(self) -> bool:
        """Whether the class answers, and nothing is right."""
        kind, fields = self.question.kind, self.question.fields
        return bool(kind and fields and kind.scores and kind.asks(fields["content"]) and not self.is_graded)

    @property
    def picture(self) -> Picture | None:
        """The question's own picture, where its kind does not draw it with the key."""
        kind = self.question.kind
        return None if kind and kind.pictured and self.is_graded else self._own

    @property
    def explanation(self) -> SafeString:
        """The explanation as HTML."""
        return markdown(self.question.fields["explanation"] if self.question.fields else "")

    @property
    def notes(self) -> SafeString:
        """The private notes as HTML."""
        return markdown(self.question.fields["notes"] if self.question.fields else "")

    def _drawn(self, part: str) -> SafeString | str:
        kind, fields = self.question.kind, self.question.fields
        if kind is None or fields is None:
            return ""
        content = fields["content"] if part == "reveal" else kind.keyless(fields["content"])
        context = kind.context(content) | {"graded": self.is_graded, "picture": self._own, "wide": True}
        html = render_to_string(kind.template(part), context)
        return html if html.strip() else ""

    @property
    def _is_marked(self) -> bool:
        """Whether the key is the list of the choices, in which those that are right are marked."""
        kind, fields = self.question.kind, self.question.fields
        return bool(kind and fields and self.is_graded and kind.choices(fields["content"]))

    @property
    def _own(self) -> Picture | None:
        return Picture.of(self.question.fields["picture"]) if self.question.fields else None

    @property
    def is_graded(self) -> bool:
        """Whether something is right."""
        kind, fields = self.question.kind, self.question.fields
        return bool(kind and fields and kind.graded(fields["content"]))


def _page(request: TeacherRequest, brought: Brought, preview: ImportPreview, why: str = "") -> HttpResponse:
    """Show what was found; or once more, as it was ticked, and `why` it was not imported."""
    by_title = groupby(preview.questions, lambda question: question.group)
    titles = preview.titles
    context = {
        "brought": brought,
        "is_there": brought.is_there,
        "quiz": brought.quiz,
        "why": why,
        "preview": preview,
        "groups": [(title, [DrawnQuestion(each) for each in several]) for title, several in by_title],
        "titles": titles if len(titles) > 1 else [],
        "each": "each" in request.POST if why else preview.are_quizzes,
        "title": request.POST.get("title", "") or (titles[0] if titles else _("Questions")),
        "longest": TITLE_LENGTH,
    }
    with in_time(deadline(request, SHOWING) - time.monotonic()):
        return render(request, "live/quizzes/found.html", context | ways(request), status=422 if why else 200)


def _import(request: TeacherRequest, brought: Brought, preview: ImportPreview) -> None:
    """Store the ticked questions in their quizzes: all of them or none, and once. Raises Refused."""
    chosen = list(preview.chosen())
    until, drawn = deadline(request, DRAWING), []
    for quiz, several in _quizzes(request, brought.quiz, chosen):
        quiz.check_takes(len(several))  # before all of it is drawn
        drawn.append((quiz, several_with_drawings(several, until)))
    brought.import_once(preview.packed(), lambda: [each for quiz, several in drawn for each in _added(quiz, several)])


def _added(quiz: Quiz, several: list[Fields]) -> list[Question]:
    if quiz.pk is None:
        quiz.save()
    return Question.append_all(quiz, several)


def _where_it_is(brought: Brought) -> HttpResponse:
    """Lead to the quiz with what was imported; to the list where there are several."""
    firsts = brought.firsts
    return redirect("quiz-show", firsts[0].quiz_id) if len(firsts) == 1 else redirect("quiz-list")


def _quizzes(
    request: TeacherRequest, quiz: Quiz | None, chosen: list[ImportedQuestion]
) -> list[tuple[Quiz, list[Fields]]]:
    """Return a quiz with its new questions, or the quizzes to make: by the title that was typed, or one for each group.

    Raises Refused when nothing is ticked.
    """
    if not chosen:
        raise Refused(_("No question was ticked, so nothing was imported."), 422)
    if quiz:
        return [(quiz, [each.fields for each in chosen])]
    typed = " ".join(request.POST.get("title", "").split())[:TITLE_LENGTH]
    by_title: dict[str, list[ImportedQuestion]] = {}
    for each in chosen:
        title = each.group if "each" in request.POST and each.group else typed or each.group or _("Questions")
        by_title.setdefault(title, []).append(each)
    return [
        (_new_quiz(request, title, several), [each.fields for each in several]) for title, several in by_title.items()
    ]


def _new_quiz(request: TeacherRequest, title: str, several: list[ImportedQuestion]) -> Quiz:
    """Return a quiz that is filed under the tags of all its questions' quizzes."""
    tags = dict.fromkeys(tag for each in several for tag in each.tags)
    return Quiz(owner=request.user, title=title, tags=list(tags)[:MOST_TAGS])
