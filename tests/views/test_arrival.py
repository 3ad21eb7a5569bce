"""What waited for a place before it was worked on has that much less time, as the server counts from its arrival."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import AsyncRequestFactory, RequestFactory

from live import clock
from live.models import Brought, Question, Quiz
from live.server.server import ANSWER_SECONDS
from live.views import found, incoming, outgoing
from live.views.arrival import deadline
from live.workshop.drawings import WAIT
from tests.support.teacher_pages import alert, texts
from tests.views.test_bring import BANK, TWO


def brought(teacher: User, waited: float, **form: Any) -> HttpResponse:
    """What a teacher is answered whose form waited so many seconds."""
    return incoming.bring(late(teacher, waited, "/quizzes/bring/", form))


def late(teacher: User, waited: float, path: str, form: Any = None) -> Any:
    make = AsyncRequestFactory()
    request: Any = make.get(path) if form is None else make.post(path, form)
    request.scope["arrived"] = clock.now() - timedelta(seconds=waited)
    request.user, request._messages = teacher, CookieStorage(request)
    return request


def test_time_runs_from_the_arrival_of_a_request(ada: User):
    assert deadline(RequestFactory().get("/"), 40) - time.monotonic() == pytest.approx(40, abs=1)
    assert deadline(late(ada, 15, "/"), 40) - time.monotonic() == pytest.approx(25, abs=1)


def test_all_is_done_before_the_server_answers_for_it():
    assert max(incoming.READING, found.DRAWING + WAIT, found.SHOWING, outgoing.WRITING) < ANSWER_SECONDS - 5


def test_files_for_which_there_is_no_time_left_are_named(ada: User):
    file = SimpleUploadedFile("a.txt", TWO.encode())
    answer = brought(ada, 41, file=file)
    told = "a.txt: There was no time for this file. Bring it by itself, in a moment."
    assert (answer.status_code, alert(answer.content.decode())) == (422, told)


def test_the_quizzes_of_an_import_are_drawn_in_one_time(ada: User):
    assert brought(ada, 0, text=BANK).status_code == 302
    pk = Brought.objects.get().pk
    form = {"take": ["1", "2"], "each": "on"}
    answer = found.found(late(ada, 31, "/", form), pk)
    told = "These questions take too long to draw. Paste fewer of them at once."
    assert (answer.status_code, alert(answer.content.decode()), Quiz.objects.count()) == (422, told, 0)
    assert found.found(late(ada, 20, "/", form), pk).status_code == 302
    assert [texts(each) for each in Quiz.objects.order_by("pk")] == [["River of Paris?"], ["Highest?"]]


@pytest.mark.parametrize("waited", [20, 46])
def test_a_file_that_waited_too_long_is_not_written(ada: User, quiz: Quiz, questions: list[Question], waited: int):
    answer = outgoing.download(late(ada, waited, "/"), quiz.pk, "aiken")
    told = "Other files are being written just now. Wait a moment, then try again."
    assert (answer.status_code, alert(answer.content.decode())) == ((200, "") if waited < 45 else (422, told))
