"""What a signed-in teacher may reach: their own, and for everything else a 404."""

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

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
