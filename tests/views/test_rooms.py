"""Start: a quiz becomes a room, once, and only when there is something to ask."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from live.models import Move, Phase, Question, Quiz, Room
from tests.support.lessons import do, joins

pytestmark = pytest.mark.django_db(transaction=True)
EMPTY = "This quiz has no questions yet. Add one first, or ask a quick vote."


def starts(browser: Client, quiz: Quiz) -> str:
    """Press Start; where that leads."""
    return browser.post(f"/quizzes/{quiz.pk}/start/").headers["Location"]


def test_start_opens_a_room_for_the_quiz(browser: Client, ada: User, quiz: Quiz, questions: list[Question]):
    where = starts(browser, quiz)
    room = Room.objects.get()
    assert (room.host, room.quiz, room.title, where) == (ada, quiz, "Capitals", f"/host/{room.pk}/")


def test_a_double_press_opens_one_room(browser: Client, quiz: Quiz, questions: list[Question]):
    assert starts(browser, quiz) == starts(browser, quiz)
    assert Room.objects.count() == 1


@pytest.mark.parametrize("what", ["ten seconds", "somebody joined", "a question was asked", "it ended"])
def test_another_start_opens_another_room_once_something_has_happened(
    browser: Client, quiz: Quiz, questions: list[Question], what: str
):
    with clock.at(clock.now()):
        first = starts(browser, quiz)
        room = Room.objects.get()
        match what:
            case "ten seconds":
                clock.pass_(timedelta(seconds=11))
            case "somebody joined":
                joins(room, "Zoë")
            case "a question was asked":
                do(room, Move.OPEN, Move.SKIP)
            case "it ended":
                do(room, Move.END)
        assert starts(browser, quiz) != first
    assert Room.objects.count() == 2


def test_two_quizzes_open_two_rooms(browser: Client, quiz: Quiz, questions: list[Question]):
    other = quiz.duplicate("The same again")
    assert starts(browser, quiz) != starts(browser, other)


def test_a_quiz_without_questions_is_not_started_and_offers_no_start(browser: Client, quiz: Quiz):
    answer = browser.post(f"/quizzes/{quiz.pk}/start/")
    assert (answer.status_code, EMPTY in answer.content.decode(), Room.objects.count()) == (422, True, 0)
    for page in ("/quizzes/", f"/quizzes/{quiz.pk}/"):
        assert f"/quizzes/{quiz.pk}/start/" not in browser.get(page).content.decode()
    Question.append(quiz, kind_slug="cloud", text="How are you?", content={"words": 1})
    for page in ("/quizzes/", f"/quizzes/{quiz.pk}/"):
        assert f"/quizzes/{quiz.pk}/start/" in browser.get(page).content.decode()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("", "Quick vote"),
        (" \u200b ", "Quick vote"),
        (" **Clear**  so far? ", "Clear so far?"),
        ("long " * 60, "long " * 23 + "long…"),
    ],
)
def test_a_quick_vote_opens_a_room_with_the_question_open_and_named_after_it(browser: Client, typed: str, title: str):
    answer = browser.post("/vote/", {"quick": "yesno", "quick_text": typed})
    room = Room.objects.get()
    assert answer.headers["Location"] == f"/host/{room.pk}/"
    assert (room.title, room.phase, room.quiz, room.rules.asks_names) == (title, Phase.OPEN, None, False)
    assert room.round is not None
    assert room.round.content == {"choices": ["Yes", "No"], "right": []}


@pytest.mark.parametrize("form", [{}, {"quick": "nonsense"}, {"quick": "yesno", "quick_text": "x" * 301}])
def test_a_quick_vote_that_cannot_be_asked_opens_no_room(browser: Client, form: dict[str, str]):
    assert (browser.post("/vote/", form).status_code, Room.objects.count()) == (422, 0)
