"""A teacher's quiz with its questions: shown, renamed, filed under tags, copied, deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from live.access.ownership import TeacherRequest, own_quiz
from live.forms.quizzes import TagsForm, TitleForm
from live.kinds import Choice, all_kinds
from live.kinds.values import pictures
from live.models import Brought, Question, Quiz, Roll
from live.models.quiz import MOST_TAGS, TAG_LENGTH, TITLE_LENGTH
from live.workshop.drawings import in_time, learn, plain


@login_required
def quiz(request: TeacherRequest, pk: int) -> HttpResponse:
    """Show a quiz with all its questions."""
    return show(request, own_quiz(request, pk))


@login_required
def rename_quiz(request: TeacherRequest, pk: int) -> HttpResponse:
    """Rename a quiz."""
    quiz = own_quiz(request, pk)
    form = TitleForm(request.POST if request.method == "POST" else None, initial={"title": quiz.title})
    if not form.is_valid():
        return render(request, "live/quizzes/rename.html", {"quiz": quiz, "form": form}, status=_status(form))
    quiz.title = form.cleaned_data["title"]
    quiz.save(update_fields=["title"])
    return redirect("quiz-show", pk)


@login_required
def tag_quiz(request: TeacherRequest, pk: int) -> HttpResponse:
    """File a quiz under tags."""
    quiz = own_quiz(request, pk)
    if request.method != "POST":
        return redirect("quiz-show", pk)
    form = TagsForm(request.POST)
    if not form.is_valid():
        return show(request, quiz, str(form.errors["tags"][0]), request.POST.get("tags", ""))
    quiz.tags = form.cleaned_data["tags"]
    quiz.save(update_fields=["tags"])
    return redirect("quiz-show", pk)


@login_required
def duplicate_quiz(request: TeacherRequest, pk: int) -> HttpResponse:
    """Copy a quiz."""
    quiz = own_quiz(request, pk)
    if request.method == "POST":
        suffix = _(" (copy)")
        quiz = quiz.duplicate(quiz.title[: TITLE_LENGTH - len(suffix)] + suffix)
    return redirect("quiz-show", quiz.pk)


@login_required
def delete_quiz(request: TeacherRequest, pk: int) -> HttpResponse:
    """Ask, then delete a quiz, which can be undone; rooms and their results stay."""
    quiz = own_quiz(request, pk)
    if request.method != "POST":
        return render(request, "live/quizzes/delete.html", {"quiz": quiz, "count": quiz.questions.count()})
    quiz.put_away()
    return redirect("quiz-list")


@login_required
def restore_quiz(request: TeacherRequest, pk: int) -> HttpResponse:
    """Undo a deletion; doing it twice changes nothing."""
    quiz = get_object_or_404(Quiz.every, pk=pk, owner=request.user)
    if request.method == "POST" and not quiz.bring_back():
        messages.error(request, _("It is too late to undo this."))
    return redirect("quiz-list" if quiz.deleted_at else reverse("quiz-show", args=[pk]))


def show(request: TeacherRequest, quiz: Quiz, refused: str = "", tags: str | None = None) -> HttpResponse:
    """Render the page of a quiz; 422 with the sentence of a refusal, and the tags that were refused in their field."""
    questions = list(quiz.questions.defer("drawn"))
    deleted = list(Question.recently_deleted().filter(quiz=quiz).defer("drawn"))
    for each in [*questions, *deleted]:
        learn(each.listed)
    with in_time():
        rows = [Row.of(number, question) for number, question in enumerate(questions, start=1)]
        gone = [(several[0], plain(several[0].text), len(several) - 1) for several in _together(deleted)]
    context = {"quiz": quiz, "rows": rows, "deleted": gone, "kinds": all_kinds(), "refused": refused}
    context["rolls"] = Roll.objects.filter(owner=request.user)
    recent = Brought.recent(request.user)
    context["imported"] = [each for each in recent if each.present.filter(quiz=quiz).exists()]
    context |= {"tags": ", ".join(quiz.tags) if tags is None else tags, "longest": MOST_TAGS * (TAG_LENGTH + 2)}
    return render(request, "live/quizzes/quiz.html", context, status=422 if refused else 200)


def _together(deleted: Iterable[Question]) -> list[list[Question]]:
    """Return those that were deleted at once together, in the order of the quiz."""
    by_time = groupby(deleted, attrgetter("deleted_at"))
    return [sorted(several, key=attrgetter("position")) for _time, several in by_time]


@dataclass(frozen=True)
class Row:
    """One question in the list of its quiz."""

    number: int
    question: Question
    line: str
    is_graded: bool
    is_poll: bool
    is_pictured: bool
    choices: list[Choice]

    @classmethod
    def of(cls, number: int, question: Question) -> "Row":
        """The question as one line of plain text."""
        is_pictured = bool(question.picture or any(pictures(question.content)))
        kind, content = question.kind, question.content
        graded = kind.graded(content)
        is_poll = kind.scores and kind.asks(content) and not graded
        return cls(number, question, plain(question.text), graded, is_poll, is_pictured, kind.choices(content))


def _status(form: TitleForm) -> int:
    """Return 422 for a form that was sent (and refused), 200 for an empty one."""
    return 422 if form.is_bound else 200
