"""What went wrong is asked again."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live.models import Move, Quiz
from live.retention.purge import forget_names
from tests.support.taught import PARIS, Classroom

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def four(lesson: Classroom) -> Classroom:
    """Four people: "Easy" three right, "Hard" none, "Half" two, "Poll" has no key, "Skipped" is skipped."""
    people = [lesson.joins(name) for name in ("Ana", "Bo", "Cem", "Dina")]
    for text, right in [("Easy", 3), ("Half", 2), ("Hard", 0)]:
        given = {person: "1" if at < right else "2" for at, person in enumerate(people)}
        lesson.asks(
            "single", PARIS, given, text=text, seconds=20, weight=2, explanation="On the Seine.", notes="Slowly."
        )
    lesson.asks("single", PARIS | {"right": []}, {people[0]: "1"}, text="Poll")
    lesson.opens("single", PARIS, text="Skipped")
    lesson.moves(Move.SKIP)
    return lesson


def again(lesson: Classroom, browser: Client) -> Any:
    """Press the button; what came back."""
    return browser.post(f"/rooms/{lesson.room.pk}/again/")


def test_a_quiz_of_what_less_than_three_in_five_had_right_the_worst_first(four: Classroom, browser: Client):
    four.moves(Move.END)
    page = browser.get(f"/rooms/{four.room.pk}/results/").content.decode()
    assert "Ask again what went wrong (2 questions)" in " ".join(page.split())
    address = again(four, browser).headers["Location"]
    quiz = Quiz.objects.latest("id")
    assert (address, quiz.title, quiz.owner) == (f"/quizzes/{quiz.pk}/", "Again: Capitals", four.room.host)
    fields = ("text", "kind_slug", "content", "seconds", "weight", "explanation")
    assert list(quiz.questions.values_list(*fields)) == [
        (text, "single", PARIS, 20, 2, "On the Seine.") for text in ("Hard", "Half")
    ]
    assert [each.notes.split(" right on ")[0] for each in quiz.questions.all()] == ["0 %", "50 %"]
    assert [each.notes.splitlines()[1] for each in quiz.questions.all()] == ["Slowly.", "Slowly."]


def test_questions_come_again_as_they_were_asked(four: Classroom, browser: Client):
    four.quiz.questions.update(text="Changed", content=PARIS | {"right": [2]})
    again(four, browser)
    quiz = Quiz.objects.latest("id")
    assert list(quiz.questions.values_list("text", "content")) == [("Hard", PARIS), ("Half", PARIS)]


def test_what_was_asked_twice_counts_by_the_second_time(four: Classroom, browser: Client):
    hard = four.quiz.questions.get(text="Hard")
    round = four.opens_again(hard.pk)
    four.answers(round, dict.fromkeys(four.room.participants.all(), "1"))
    four.moves(Move.CLOSE, Move.REVEAL)
    again(four, browser)
    assert list(Quiz.objects.latest("id").questions.values_list("text", flat=True)) == ["Half"]


def test_the_open_question_is_not_told(four: Classroom, browser: Client):
    four.opens_again(four.quiz.questions.get(text="Hard").pk)
    again(four, browser)
    assert list(Quiz.objects.latest("id").questions.values_list("text", flat=True)) == ["Half"]


def test_a_room_without_names_still_knows_what_went_wrong(four: Classroom, browser: Client):
    four.moves(Move.END)
    forget_names(four.room)
    again(four, browser)
    assert list(Quiz.objects.latest("id").questions.values_list("text", flat=True)) == ["Hard", "Half"]


def test_where_nothing_went_wrong_nothing_is_made(lesson: Classroom, browser: Client):
    lesson.asks("single", PARIS, {lesson.joins("Ana"): "1"})
    page = browser.get(f"/rooms/{lesson.room.pk}/results/").content.decode()
    assert ("Ask again" in page, again(lesson, browser).headers["Location"]) == (
        False,
        f"/rooms/{lesson.room.pk}/results/",
    )
    assert Quiz.objects.count() == 1


def test_nobody_else_and_no_link_makes_a_quiz(four: Classroom, ben: User, browser: Client):
    other = Client()
    other.force_login(ben)
    assert (again(four, other).status_code, again(four, Client()).status_code) == (404, 404)
    browser.get(f"/rooms/{four.room.pk}/again/")
    assert Quiz.objects.count() == 1
