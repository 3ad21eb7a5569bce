"""What a signed-in teacher may reach: their own, and for everything else a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from live.models import Question, Quiz


class TeacherRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


def own_quiz(request: TeacherRequest, pk: int) -> Quiz:
    """This teacher's quiz of that id. Raises Http404."""
    return get_object_or_404(Quiz, pk=pk, owner=request.user)


def own_question(request: TeacherRequest, pk: int) -> Question:
    """A question of that id in one of this teacher's quizzes. Raises Http404."""
    return get_object_or_404(Question.objects.select_related("quiz"), pk=pk, quiz__owner=request.user)


def owner(request: TeacherRequest) -> User:
    """The one who runs the installation. Raises Http404 for every other teacher."""
    if not request.user.is_superuser:
        raise Http404
    return request.user


def other_teacher(request: TeacherRequest, pk: int) -> User:
    """A teacher other than the owner, who alone may ask. Raises Http404."""
    owner(request)
    return get_object_or_404(User, pk=pk, is_superuser=False)


def posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """By POST alone; who comes by GET (sent back here by the login, or by a reload) goes to the dashboard."""

    @wraps(view)
    def asked(request: TeacherRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.method == "POST" else redirect("quiz-list")

    return asked
