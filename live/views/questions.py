"""The questions of a quiz: write, arrange, copy, delete."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from live import text, uploads
from live.forms import Draft, NumberForm, find_kind
from live.kinds import all_kinds
from live.models import Question, Quiz, picture
from live.serve.uploads import grant
from live.views.access import TeacherRequest, own_question, own_quiz
from live.views.quizzes import show

REDRAWS = {"turn_into", "more"}  # buttons that change the form and keep nothing


@login_required
def create_question(request: TeacherRequest, quiz_pk: int) -> HttpResponse:
    """Write a new question, at the end of the quiz."""
    quiz = own_quiz(request, quiz_pk)
    return _editor(request, quiz, Draft.new(find_kind(request.GET.get("kind", "")) or all_kinds()[0]))


@login_required
def edit_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Change a question; what rooms have asked already stays as it was asked."""
    try:
        question = own_question(request, pk)
    except Http404:
        return _gone(request)
    return _editor(request, question.quiz, Draft.of(question), question)


@login_required
def move_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Give a question another number."""
    question = own_question(request, pk)
    if request.method == "POST":
        form = NumberForm(request.POST)
        if not form.is_valid():
            return show(request, question.quiz, str(form.errors["to"][0]))
        question.move_to(form.cleaned_data["to"])
    return _back(question)


@login_required
def duplicate_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """A copy right behind it."""
    question = own_question(request, pk)
    return _back(question.duplicate() if request.method == "POST" else question)


@login_required
def delete_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Asks first; rooms that have asked it keep what was asked."""
    question = own_question(request, pk)
    if request.method != "POST":
        context = {"question": question, "quiz": question.quiz, "line": text.plain(question.text)}
        return render(request, "live/quizzes/delete_question.html", context)
    picture.leave(Question.objects.filter(pk=pk))
    question.delete()
    return redirect("quiz-show", question.quiz_id)


def _editor(request: TeacherRequest, quiz: Quiz, draft: Draft, question: Question | None = None) -> HttpResponse:
    """The one form for new and old questions: drawn, redrawn under another kind, refused, or kept."""
    if request.method != "POST":
        return _page(request, quiz, draft, question)
    draft = _typed(request)
    if request.POST.keys() & REDRAWS:
        return _page(request, quiz, draft, question)
    if not draft.is_valid():
        return _page(request, quiz, draft, question, status=422)
    try:
        question = _keep(quiz, draft, question)
    except Http404:
        return _gone(request)
    if request.POST.get("then") == "another":
        return redirect(reverse("question-create", args=[quiz.pk]) + f"?kind={draft.kind.slug}")
    return _back(question)


def _typed(request: TeacherRequest) -> Draft:
    draft = Draft.typed(*uploads.received(request.POST, request.FILES))
    if request.POST.keys() & REDRAWS:
        draft = draft.turned_into(find_kind(request.POST.get("turn_into", "")) or draft.kind)
    return draft


def _gone(request: TeacherRequest) -> HttpResponse:
    """Deleted in another tab since it was opened here: what was typed stands in the form of a new question.

    Raises Http404 when there is nothing typed, or no quiz of this teacher's any more that it could go into.
    """
    quiz = request.POST.get("quiz", "")
    if not (quiz.isascii() and quiz.isdigit() and len(quiz) < 19):
        raise Http404
    return _page(request, own_quiz(request, int(quiz)), _typed(request), None, status=409)


def _page(
    request: TeacherRequest, quiz: Quiz, draft: Draft, question: Question | None, status: int = 200
) -> HttpResponse:
    context = {
        **draft.kind.editor(draft.content, draft.sent),
        "edit_template": draft.kind.template("edit"),
        "quiz": quiz,
        "question": question,
        "gone": status == 409,
        "number": question.number if question else quiz.questions.count() + 1,
        "form": draft.form,
        "picture": draft.picture,
        "alt": draft.alt,
        "errors": draft.errors,
        "kept": [each.urlencode() for each in draft.kept],
        "kinds": all_kinds(),
    }
    return grant(render(request, "live/quizzes/question.html", context, status=status))


def _keep(quiz: Quiz, draft: Draft, question: Question | None) -> Question:
    if question is None:
        return Question.append(quiz, **draft.fields)
    kept = Question.objects.filter(pk=question.pk)
    picture.leave(kept)
    if not kept.update(**draft.fields):
        raise Http404  # deleted in another tab since
    return question


def _back(question: Question) -> HttpResponse:
    return redirect(reverse("quiz-show", args=[question.quiz_id]) + f"#question-{question.pk}")
