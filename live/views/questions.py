"""The questions of a quiz: move, copy, delete, restore."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from live.access.ownership import TeacherRequest, own_question
from live.forms.quizzes import NumberForm
from live.models import Question
from live.refusal import Refused
from live.views.quizzes import show


@login_required
def move_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Move a question to another number."""
    question = own_question(request, pk)
    if request.method == "POST":
        form = NumberForm(request.POST)
        if not form.is_valid():
            return show(request, question.quiz, str(form.errors["to"][0]))
        question.move_to(form.cleaned_data["to"])
    return _back(question)


@login_required
def duplicate_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Copy a question; the copy stands right behind it."""
    question = own_question(request, pk)
    if request.method != "POST":
        return _back(question)
    try:
        return _back(question.duplicate())
    except Refused as refused:
        return show(request, question.quiz, refused.message)


@login_required
def delete_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Delete a question at once, as that can be undone; rounds keep the copy that they asked."""
    question = own_question(request, pk)
    if request.method != "POST":
        return _back(question)
    question.put_away()
    return redirect(reverse("quiz-show", args=[question.quiz_id]) + "#deleted")


@login_required
def restore_question(request: TeacherRequest, pk: int) -> HttpResponse:
    """Undo a deletion; doing it twice changes nothing."""
    present = {"quiz__owner": request.user, "quiz__deleted_at": None}
    question = get_object_or_404(Question.every.select_related("quiz"), pk=pk, **present)
    if request.method != "POST" or question.deleted_at is None:
        return _back(question)
    try:
        question.quiz.check_takes(question.deleted_together.count())
    except Refused as refused:
        return show(request, question.quiz, refused.message)
    if not question.bring_back():
        messages.error(request, _("It is too late to undo this."))
    return _back(question)


def _back(question: Question) -> HttpResponse:
    return redirect(reverse("quiz-show", args=[question.quiz_id]) + f"#question-{question.pk}")
