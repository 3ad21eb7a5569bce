"""Gives signed-in teachers what is theirs, and a 404 for everything else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from live.models import Brought, Pupil, Question, Quiz, Roll
from live.refusal import Refused


class TeacherRequest(HttpRequest):
    """A request of a signed-in teacher, behind `login_required`."""

    user: User


def own_quiz(request: TeacherRequest, pk: int) -> Quiz:
    """Return this teacher's quiz of an id. Raises Http404."""
    return get_object_or_404(Quiz, pk=pk, owner=request.user)


def own_question(request: TeacherRequest, pk: int) -> Question:
    """Return a question of this teacher's quizzes by its id. Raises Http404."""
    return get_object_or_404(Question.objects.select_related("quiz"), pk=pk, quiz__owner=request.user)


def own_roll(request: TeacherRequest, pk: int) -> Roll:
    """Return this teacher's class list of an id. Raises Http404."""
    return get_object_or_404(Roll, pk=pk, owner=request.user)


def own_pupil(request: TeacherRequest, pk: int) -> Pupil:
    """Return a pupil of this teacher's class lists by their id. Raises Http404."""
    return get_object_or_404(Pupil.objects.select_related("roll"), pk=pk, roll__owner=request.user)


def own_brought(request: TeacherRequest, pk: int) -> Brought:
    """Return what this teacher brought, by its id. Raises Refused (410): it may have been there a while ago."""
    brought = Brought.objects.select_related("quiz").filter(pk=pk, owner=request.user, quiz__deleted_at=None).first()
    if brought is None:
        raise Refused(
            _("What was found here is gone. What was imported is in your quizzes; for the rest, bring the file again."),
            410,
        )
    return brought


def require_owner(request: TeacherRequest) -> User:
    """Return the teacher if they own the installation. Raises Http404 for every other one."""
    if not request.user.is_superuser:
        raise Http404
    return request.user


def other_teacher(request: TeacherRequest, pk: int) -> User:
    """Return a teacher other than the owner, to the owner only. Raises Http404."""
    require_owner(request)
    return get_object_or_404(User, pk=pk, is_superuser=False)


def post_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only POST reach the view; GET (by a reload, or by the redirect of a login) leads to the dashboard."""

    @wraps(view)
    def asked(request: TeacherRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.method == "POST" else redirect("quiz-list")

    return asked
