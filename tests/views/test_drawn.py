"""What is drawn of a question is kept with it, and drawn anew under another version when a room is opened."""

from typing import Any

import pytest
from django.test import Client

from live.content.drawn_forms import VERSION
from live.content.safe_html import markdown
from live.models import Question, Quiz, Room, Round
from live.models.drawn import with_drawings
from live.workshop import drawings
from tests.support.lessons import CAPITAL, PRIMES, a_quiz
from tests.support.teacher_pages import CAPITAL as TYPED

pytestmark = pytest.mark.usefixtures("in_process")
OLD = {"by": VERSION + 1, "html": {}}
BOLD: dict[str, Any] = {**CAPITAL, "text": "Capital of **France**?", "explanation": "$x^2$", "notes": "*Ask*"}


def htmls(question: Any) -> set[str]:
    return {html for name, html in question.drawn["html"].items() if name.startswith("markdown")}


def test_a_saved_question_and_its_copies_and_rounds_keep_what_is_drawn_of_it(browser: Client, quiz: Quiz):
    texts = {name: BOLD[name] for name in ("text", "explanation", "notes")}
    sent = {**TYPED, **texts, "choice": ["$x$", "y"], "right": []}
    assert browser.post(f"/quizzes/{quiz.pk}/questions/new/", sent).status_code == 302
    question: Any = quiz.questions.get()
    assert htmls(question) == {markdown(BOLD["text"]), markdown("$x^2$"), markdown("*Ask*")}
    assert len(question.drawn["html"]) == 6
    assert list(question.listed["html"].values()) == ["Capital of France?"]
    browser.post(f"/quizzes/questions/{question.pk}/duplicate/")
    shown: list[Any] = [*quiz.questions.all(), Round.of(question)]
    assert [each.drawn for each in shown] == [question.drawn] * 3


def test_a_changed_text_is_drawn_again(browser: Client, quiz: Quiz):
    question: Any = Question.append(quiz, **with_drawings({**BOLD, "weight": 1}))
    browser.post(f"/quizzes/questions/{question.pk}/", {**TYPED, "text": "*Other*"})
    question.refresh_from_db()
    assert htmls(question) == {markdown("*Other*")}


def test_what_is_drawn_of_the_lines_of_any_kind_is_kept():
    content = {"left": ["$x^2$", "line"], "right": ["parabola", "$2x$"], "pairs": [1, 2], "groups": False}
    match: Any = with_drawings({"kind_slug": "match", "text": "Which?", "content": content})
    cloze: Any = with_drawings({"kind_slug": "cloze", "text": "Fill.", "content": {"source": "In $x^2$\nis [x]: $y$."}})
    assert [len(each["drawn"]["html"]) for each in (match, cloze)] == [2, 2]


@pytest.mark.parametrize("kept", [None, OLD])
def test_a_room_that_is_opened_has_its_questions_drawn_by_the_version_of_today(browser: Client, ada: Any, kept: Any):
    quiz = a_quiz(ada, BOLD, PRIMES)
    quiz.questions.update(drawn=kept, listed=kept)
    assert browser.post(f"/quizzes/{quiz.pk}/start/").status_code == 302
    bold, primes = quiz.questions.all()
    assert htmls(bold) == {markdown(BOLD["text"]), markdown("$x^2$"), markdown("*Ask*")}
    assert (primes.drawn, primes.listed, Room.objects.count()) == ({}, {}, 1)


def test_what_was_drawn_today_is_not_drawn_again(browser: Client, ada: Any):
    quiz = a_quiz(ada, BOLD)
    kept = {"by": VERSION, "html": {"markdown-0": "as it is"}}
    quiz.questions.update(drawn=kept)
    browser.post(f"/quizzes/{quiz.pk}/start/")
    assert quiz.questions.get().drawn == kept
    assert drawings.is_of_today({})
