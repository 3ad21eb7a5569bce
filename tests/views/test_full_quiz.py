"""A quiz has an end: 500 questions, said wherever one more would come."""

import pytest
from django.test import Client

from live.models import Question, Quiz
from live.models.quiz import MOST_QUESTIONS
from tests.support.teacher_pages import CAPITAL, CAPITALS, alert, box, brings, errors
from tests.views.test_bring import TWO

FULL = "A quiz has at most 500 questions. Put further ones into another quiz."


@pytest.fixture
def last(quiz: Quiz) -> Question:
    """The last question of a quiz in which there is room for one more."""
    several = [{"kind_slug": "single", "text": f"Q{n}", "content": CAPITALS} for n in range(MOST_QUESTIONS - 1)]
    return Question.append_all(quiz, several)[-1]


def test_the_editor_takes_a_last_one_and_keeps_what_was_typed_of_one_more(browser: Client, quiz: Quiz, last: Question):
    page = f"/quizzes/{quiz.pk}/questions/new/"
    assert [browser.post(page, CAPITAL).status_code for _ in range(2)] == [302, 422]
    body = browser.post(page, CAPITAL).content.decode()
    assert (errors(body), box(body, "text")) == ({"text": FULL}, CAPITAL["text"])
    answer = browser.get(page)
    assert (answer.status_code, alert(answer.content.decode())) == (422, FULL)
    assert quiz.questions.count() == MOST_QUESTIONS


def test_an_import_that_is_too_much_adds_nothing(browser: Client, quiz: Quiz, last: Question):
    answer = brings(browser, quiz, TWO)
    assert (answer.status_code, alert(answer.content.decode())) == (422, FULL)
    assert quiz.questions.count() == MOST_QUESTIONS - 1


def test_a_copy_and_an_undo_come_in_as_long_as_there_is_room(browser: Client, quiz: Quiz, last: Question):
    copy, undo = (f"/quizzes/questions/{last.pk}/{verb}/" for verb in ("duplicate", "restore"))
    assert browser.post(copy).status_code == 302
    refused = browser.post(copy)
    assert (refused.status_code, alert(refused.content.decode())) == (422, FULL)
    last.put_away()
    assert browser.post(f"/quizzes/{quiz.pk}/questions/new/", CAPITAL).status_code == 302
    refused = browser.post(undo)
    assert (refused.status_code, alert(refused.content.decode())) == (422, FULL)
    Question.objects.filter(quiz=quiz).first().delete()  # type: ignore[union-attr]
    assert browser.post(undo).status_code == 302
    assert quiz.questions.count() == MOST_QUESTIONS


def test_a_full_quiz_can_be_copied_whole(browser: Client, quiz: Quiz, last: Question):
    last.duplicate()
    browser.post(f"/quizzes/{quiz.pk}/duplicate/")
    assert [each.questions.count() for each in Quiz.objects.all()] == [MOST_QUESTIONS] * 2
