"""What was deleted can be brought back for ten minutes; then nothing of it is left."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from live.models import Move, Question, Quiz, Room
from live.models.deletion import REGRET
from live.retention import purge
from live.rooms import moves
from tests.support.teacher_pages import kept_texts, texts

TOO_LATE = "It is too late to undo this."
MOMENT = timedelta(microseconds=1)


def delete(browser: Client, what: Question | Quiz) -> str:
    """Delete it; where that can be undone."""
    address = f"/quizzes/questions/{what.pk}/" if isinstance(what, Question) else f"/quizzes/{what.pk}/"
    assert browser.post(f"{address}delete/").status_code == 302
    return f"{address}restore/"


def page(browser: Client, path: str) -> str:
    return unescape(browser.get(path).content.decode())


def test_a_deleted_question_is_out_of_sight_and_offered_back(browser: Client, quiz: Quiz, questions: list[Question]):
    response = browser.post(f"/quizzes/questions/{questions[1].pk}/delete/")
    assert response.headers["Location"] == f"/quizzes/{quiz.pk}/#deleted"
    shown = page(browser, f"/quizzes/{quiz.pk}/")
    assert (">Two<" in shown, f'action="/quizzes/questions/{questions[1].pk}/restore/"' in shown) == (True, True)
    assert ("2. Two" in shown, texts(quiz)) == (False, ["One", "Three"])
    assert browser.get(f"/quizzes/questions/{questions[1].pk}/").status_code == 404
    assert "2 questions" in page(browser, "/quizzes/")


def test_undo_puts_a_question_back_where_it_was(browser: Client, quiz: Quiz, questions: list[Question]):
    undo = delete(browser, questions[1])
    Question.append(quiz, kind_slug="single", text="Four", content=questions[0].content)
    assert browser.post(undo).headers["Location"] == f"/quizzes/{quiz.pk}/#question-{questions[1].pk}"
    assert texts(quiz) == ["One", "Two", "Three", "Four"]
    assert (browser.post(undo).status_code, "restore/" in page(browser, f"/quizzes/{quiz.pk}/")) == (302, False)


def test_a_deleted_quiz_is_out_of_sight_and_comes_back_with_its_questions(
    browser: Client, quiz: Quiz, questions: list[Question]
):
    delete(browser, questions[0])
    undo = delete(browser, quiz)
    shown = page(browser, "/quizzes/")
    assert (f'href="/quizzes/{quiz.pk}/"' in shown, f'action="{undo}"' in shown) == (False, True)
    paths = [f"/quizzes/{quiz.pk}/", f"/quizzes/questions/{questions[1].pk}/", f"/quizzes/{quiz.pk}/paper/"]
    assert [browser.get(path).status_code for path in paths] == [404] * 3
    assert browser.post(f"/quizzes/questions/{questions[0].pk}/restore/").status_code == 404
    assert browser.post(undo).headers["Location"] == f"/quizzes/{quiz.pk}/"
    assert texts(quiz) == ["Two", "Three"]
    browser.post(f"/quizzes/questions/{questions[0].pk}/restore/")
    assert texts(quiz) == ["One", "Two", "Three"]


def test_a_room_keeps_its_results_and_finds_its_quiz_again(
    browser: Client, ada: User, quiz: Quiz, questions: list[Question]
):
    room = Room.objects.create(host=ada, quiz=quiz, title="Monday")
    moves.move(room, Move.OPEN, version=room.version)
    undo = delete(browser, quiz)
    room = Room.objects.get(pk=room.pk)
    assert (moves.next_question(room), room.rounds.get().text) == (None, "One")
    browser.post(undo)
    assert str(moves.next_question(Room.objects.get(pk=room.pk))) == "Two"


@pytest.mark.parametrize("whole", [False, True])
def test_after_ten_minutes_nothing_is_left(
    browser: Client, ada: User, quiz: Quiz, questions: list[Question], whole: bool
):
    room = Room.objects.create(host=ada, quiz=quiz, title="Monday")
    with clock.frozen():
        undo = delete(browser, quiz if whole else questions[1])
        clock.pass_(REGRET - MOMENT)
        assert (purge.purge_deleted(), len(kept_texts(quiz))) == (0, 3)
        clock.pass_(MOMENT)
        assert TOO_LATE in browser.post(undo, follow=True).content.decode()
        assert "Undo" not in page(browser, "/quizzes/") + page(browser, f"/quizzes/{quiz.pk}/")
        assert purge.purge_deleted() > 0
    room.refresh_from_db()
    left = ([], None, 0) if whole else (["One", "Three"], quiz, 1)
    assert (kept_texts(quiz), room.quiz, Quiz.every.count()) == left
    assert browser.post(undo).status_code == 404


def test_looking_at_the_address_of_an_undo_brings_nothing_back(browser: Client, quiz: Quiz, questions: list[Question]):
    undone = [delete(browser, questions[1]), delete(browser, quiz)]
    assert [browser.get(path).status_code for path in undone] == [404, 302]
    assert (Quiz.objects.count(), Question.objects.count()) == (0, 0)


def test_nobody_else_brings_anything_back(
    browser: Client, browser_of, ben: User, quiz: Quiz, questions: list[Question]
):
    undone = [delete(browser, questions[1]), delete(browser, quiz)]
    assert [browser_of(ben).post(path).status_code for path in undone] == [404, 404]
    assert "Capitals" not in page(browser_of(ben), "/quizzes/")
