"""Writing one question after the other: what Enter does, and how the next one begins."""

from typing import Any

import pytest
from django.test import Client

from live.models import Question, Quiz
from tests.support.teacher_pages import CAPITAL, CAPITALS, box, errors, focused, line, lines, sent, texts


class Writer:
    """Fills in the form that is on the page and presses Enter."""

    def __init__(self, browser: Client, address: str) -> None:
        self.browser, self.address = browser, address
        self.body = browser.get(address).content.decode()

    def enter(self, **fields: Any) -> str:
        """Press Enter with these fields as they are now; what has the focus then, or where the browser is led."""
        form = sent(self.body) | fields | {"then": "enter"}
        response = self.browser.post(self.address, form)
        if response.status_code == 302:
            self.address = response.headers["Location"]
            return self.address
        self.body = response.content.decode()
        return focused(self.body)


@pytest.fixture
def writer(browser: Client, quiz: Quiz) -> Writer:
    """Ada, in front of a new question."""
    return Writer(browser, f"/quizzes/{quiz.pk}/questions/new/?kind=single")


def test_a_new_question_has_the_focus_in_its_text_and_an_old_one_takes_none(
    browser: Client, quiz: Quiz, questions: list[Question]
):
    new, old = f"/quizzes/{quiz.pk}/questions/new/", f"/quizzes/questions/{questions[0].pk}/"
    assert [focused(browser.get(path).content.decode()) for path in (new, old)] == ["field-text", ""]


def test_enter_leads_from_choice_to_choice_then_to_the_right_one_and_then_saves(writer: Writer, quiz: Quiz):
    assert writer.enter(text="Capital?", choice=["Lyon", "", "", ""]) == "choice-2"
    assert writer.enter(choice=["Lyon", "Paris", "", ""]) == "choice-3"
    assert writer.enter() == "right-1"
    assert quiz.questions.count() == 0
    assert writer.enter(right=["2"]) == f"/quizzes/{quiz.pk}/questions/new/?kind=single"
    assert quiz.questions.get().content == {"choices": ["Lyon", "Paris"], "right": [2]}


def test_enter_adds_fields_up_to_ten_choices(writer: Writer):
    for count in range(1, 10):
        choices = [f"{number}!" for number in range(count)]
        spare = [""] * (len(lines(writer.body, "choice")) - count)
        assert writer.enter(text="Which?", choice=choices + spare) == f"choice-{count + 1}"
    assert writer.enter(choice=[f"{number}!" for number in range(10)]) == "right-1"


def test_a_poll_takes_one_more_enter_as_nothing_is_marked(writer: Writer, quiz: Quiz):
    writer.enter(text="Tea?", choice=["Yes", "No", "", ""])
    assert (writer.enter(), writer.enter()) == ("right-1", f"/quizzes/{quiz.pk}/questions/new/?kind=single")
    assert quiz.questions.get().content == {"choices": ["Yes", "No"], "right": []}


def test_whoever_has_marked_a_choice_saves_at_once(writer: Writer, quiz: Quiz):
    writer.enter(text="Capital?", choice=["Lyon", "Paris", "Nice", ""], right=["2"])
    assert texts(quiz) == ["Capital?"]


@pytest.mark.parametrize(("choices", "sentence"), [([], "Please give at least two choices."), (["A", "A"], "the same")])
def test_enter_on_what_cannot_be_kept_says_why(writer: Writer, choices: list[str], sentence: str):
    for _press in range(3):
        where = writer.enter(text="Which?", choice=choices)
    assert (where, sentence in errors(writer.body)["choice"]) == ("note refused problems", True)


@pytest.mark.parametrize("seen", ["", "?", ":", "x:y", "9999999999999999999999:2", "-1:", "1:1:1?", "\0"])
def test_nonsense_about_what_was_seen_does_no_harm(writer: Writer, seen: str):
    assert writer.enter(text="Which?", choice=["A", "B"], seen=seen)


def test_kinds_without_choices_are_saved_by_the_first_enter(browser: Client, quiz: Quiz):
    new = f"/quizzes/{quiz.pk}/questions/new/"
    typed: dict[str, dict[str, Any]] = {"number": {"right": ["3.14"]}, "short": {"accepted": "Paris"}, "cloud": {}}
    for kind, fields in typed.items():
        where = Writer(browser, f"{new}?kind={kind}").enter(text=kind, **fields)
        assert where == f"{new}?kind={kind}"
    assert texts(quiz) == ["number", "short", "cloud"]


def test_enter_in_a_kept_question_adds_a_choice_or_saves_and_leads_back(
    browser: Client, quiz: Quiz, questions: list[Question]
):
    writer = Writer(browser, f"/quizzes/questions/{questions[0].pk}/")
    assert writer.enter(choice=["Lyon", "Paris", "Nice", "Lille", ""]) == "choice-5"
    assert writer.enter() == f"/quizzes/{quiz.pk}/#question-{questions[0].pk}"
    assert Question.objects.get(pk=questions[0].pk).content == CAPITALS | {
        "choices": ["Lyon", "Paris", "Nice", "Lille"]
    }


def test_enter_in_a_kept_poll_that_nobody_changed_saves_at_once(browser: Client, questions: list[Question]):
    Question.objects.filter(pk=questions[0].pk).update(content=CAPITALS | {"right": []})
    assert Writer(browser, f"/quizzes/questions/{questions[0].pk}/").enter().endswith(f"#question-{questions[0].pk}")


@pytest.mark.parametrize("then", ["another", "enter"])
def test_the_next_question_begins_as_the_last_one_was_set(browser: Client, quiz: Quiz, then: str):
    response = browser.post(f"/quizzes/{quiz.pk}/questions/new/", CAPITAL | {"kind": "several", "then": then})
    body = browser.get(response.headers["Location"]).content.decode()
    assert ("Question 1 is saved." in body, "New question 2" in body) == (True, True)
    assert (focused(body), box(body, "text"), box(body, "notes")) == ("field-text", "", "")
    assert (sent(body)["kind"], line(body, "seconds"), line(body, "weight")) == (["several"], "30", "2")


def test_without_a_kind_it_is_that_of_the_last_question(browser: Client, quiz: Quiz, questions: list[Question]):
    questions[2].kind_slug = "number"
    questions[2].save()
    assert sent(browser.get(f"/quizzes/{quiz.pk}/questions/new/").content.decode())["kind"] == ["number"]


@pytest.mark.parametrize(
    ("pressed", "focus"),
    [({"turn_into": "number"}, "kind-number"), ({"more": "1"}, "choice-4"), ({"look": "1"}, "choice-4")],
)
def test_a_press_that_redraws_the_form_leaves_the_focus_where_it_is_wanted(
    browser: Client, quiz: Quiz, pressed: dict[str, str], focus: str
):
    body = browser.post(f"/quizzes/{quiz.pk}/questions/new/", CAPITAL | pressed).content.decode()
    assert (focused(body), texts(quiz)) == (focus, [])
