"""The editor: one form for new and old questions, with a preview beside it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from live.access.ownership import TeacherRequest, own_question, own_quiz
from live.asgi.upload_limits import grant
from live.forms import picture_uploads
from live.forms.draft import Draft, find_kind
from live.kinds import all_kinds
from live.models import Question, Quiz
from live.models.drawn import with_drawings
from live.refusal import Refused
from live.rendering.preview import preview
from live.retention import unused_pictures
from live.views.quizzes import show
from live.workshop.drawings import learn

REDRAWS = {"turn_into", "more", "look"}  # buttons that change the form and keep nothing


@login_required
def create_question(request: TeacherRequest, quiz_pk: int) -> HttpResponse:
    """Write a new question at the end of the quiz, with the settings of the last one."""
    quiz = own_quiz(request, quiz_pk)
    if request.method != "POST":
        try:
            quiz.check_takes()
        except Refused as refused:
            return show(request, quiz, refused.message)
    return _editor(request, quiz, Draft.next(quiz.questions.last(), find_kind(request.GET.get("kind", ""))))


@login_required
def edit_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Change a question; rounds keep the copy that they asked."""
    try:
        question = own_question(request, pk)
    except Http404:
        return _deleted_meanwhile(request)
    learn(question.drawn)
    return _editor(request, question.quiz, Draft.of(question), question)


def preview_question(request: TeacherRequest, quiz_pk: int) -> HttpResponse:
    """Render what phone and screen would show of the form; a teacher who was signed out is told so."""
    # otherwise the login page would appear in the preview's box
    if request.htmx and not request.user.is_authenticated:  # type: ignore[attr-defined]
        return render(request, "live/quizzes/_signed_out.html", status=403)
    return _preview_question(request, quiz_pk)


@login_required
def _preview_question(request: TeacherRequest, quiz_pk: int) -> HttpResponse:
    quiz = own_quiz(request, quiz_pk)
    if request.method != "POST":
        return redirect("question-create", quiz_pk)
    number = request.POST.get("number", "")
    draft = Draft.typed(request.POST)
    place = int(number) if number.isdecimal() and len(number) < 6 else 1
    drawn = preview(quiz, draft.round(place), draft.is_complete)
    return render(request, "live/quizzes/_preview.html", {"quiz": quiz, "preview": drawn})


def _editor(request: TeacherRequest, quiz: Quiz, draft: Draft, question: Question | None = None) -> HttpResponse:
    """Draw the form, redraw it under another kind, refuse it, or save it."""
    if request.method != "POST":
        return _page(request, quiz, draft, question, focus="" if question else "text")
    draft = _typed(request)
    if focus := _next_focus(request, draft):
        return _page(request, quiz, draft, question, focus=focus)
    if not draft.is_valid():
        return _page(request, quiz, draft, question, status=422)
    try:
        kept = _keep(quiz, draft, question)
    except Http404:
        return _deleted_meanwhile(request)
    except Refused as refused:
        draft.form.add_error("text", refused.message)
        return _page(request, quiz, draft, question, status=422)
    if request.POST.get("then") == "another" or (request.POST.get("then") == "enter" and question is None):
        messages.success(request, _("Question %d is saved.") % kept.number)
        return redirect(reverse("question-create", args=[quiz.pk]) + f"?kind={draft.kind.slug}")
    return redirect(reverse("quiz-show", args=[quiz.pk]) + f"#question-{kept.pk}")


def _typed(request: TeacherRequest) -> Draft:
    draft = Draft.typed(*picture_uploads.store_uploads(request.POST, request.FILES))
    if request.POST.keys() & REDRAWS:
        draft = draft.turned_into(find_kind(request.POST.get("turn_into", "")) or draft.kind)
    return draft


def _next_focus(request: TeacherRequest, draft: Draft) -> str:
    """Return the field in which the writing goes on in the same form; "" when the form is to be saved."""
    if "turn_into" in request.POST:
        return f"kind-{draft.kind.slug}"
    if request.POST.keys() & REDRAWS:
        return draft.kind.first_empty(draft.content) or "text"
    if request.POST.get("then") == "enter":
        return draft.kind.after_enter(draft.content, request.POST)
    return ""


def _deleted_meanwhile(request: TeacherRequest) -> HttpResponse:
    """Render what was typed as a new question, when the question was deleted in another tab.

    Raises Http404 when nothing was typed, or when the teacher has no such quiz any more.
    """
    quiz = request.POST.get("quiz", "")
    if not (quiz.isascii() and quiz.isdigit() and len(quiz) < 19):
        raise Http404
    return _page(request, own_quiz(request, int(quiz)), _typed(request), None, status=409)


def _page(
    request: TeacherRequest, quiz: Quiz, draft: Draft, question: Question | None, status: int = 200, focus: str = ""
) -> HttpResponse:
    number = question.number if question else quiz.questions.count() + 1
    context: dict[str, Any] = {
        **draft.kind.editor(draft.content, draft.sent),
        "edit_template": draft.kind.template("edit"),
        "quiz": quiz,
        "question": question,
        "gone": status == 409,
        "number": number,
        "form": draft.form,
        "picture": draft.picture,
        "alt": draft.alt,
        "errors": draft.errors,
        "problems": list(draft.errors.items()),
        "focus": "problems" if status == 422 else focus,
        "kept": [each.urlencode() for each in draft.kept],
        "kinds": all_kinds(),
        "preview": preview(quiz, draft.round(number), draft.is_complete),
    }
    return grant(render(request, "live/quizzes/question.html", context, status=status))


def _keep(quiz: Quiz, draft: Draft, question: Question | None) -> Question:
    fields = with_drawings(draft.fields)
    if question is None:
        return Question.append(quiz, **fields)
    kept = Question.objects.filter(pk=question.pk)
    unused_pictures.keep_another_day(kept)
    if not kept.update(**fields):
        raise Http404  # deleted in another tab
    quiz.note_words()
    return question
