"""A number question in the editor, by its forms alone: what is asked about, kept, drawn again and refused."""

from typing import Any

import pytest
from django.test import Client

from live.models import Question, Quiz
from tests.support.teacher_pages import errors, lines

BASE = {"kind": "number", "text": "How many?", "weight": "1"}
READINGS = '<button class="small" name="more" value="right 0">1000</button>'


@pytest.fixture
def new(quiz: Quiz) -> str:
    return f"/quizzes/{quiz.pk}/questions/new/"


def sent(body: str) -> dict[str, Any]:
    """The fields that the page would send again."""
    return {**BASE, **{name: lines(body, name) for name in ("right", "tolerance", "unit", "known")}}


@pytest.mark.parametrize(("typed", "shown"), [("10⁶", "10^6"), ("2³", "2^3"), ("½", "1/2"), ("3 × 10⁸", "3e8")])
def test_a_power_is_kept_and_opened_again_as_the_same(browser: Client, quiz: Quiz, new: str, typed: str, shown: str):
    browser.post(new, BASE | {"right": typed})
    question = quiz.questions.get()
    body = browser.get(f"/quizzes/questions/{question.pk}/").content.decode()
    assert (question.content["right"], lines(body, "right")) == (shown, [shown])


def test_two_readings_are_asked_about_and_a_press_fills_one_in(browser: Client, quiz: Quiz, new: str):
    asked = browser.post(new, BASE | {"right": "1,000", "unit": "m"})
    body = asked.content.decode()
    assert (asked.status_code, quiz.questions.count(), READINGS in body) == (422, 0, True)
    assert errors(body) == {"right": "“1,000” can be read as 1000 or as 1. Please choose."}
    filled = browser.post(new, sent(body) | {"more": "right 0"}).content.decode()
    assert (lines(filled, "right"), lines(filled, "unit"), errors(filled)) == (["1000"], ["m"], {})
    browser.post(new, sent(filled) | {"then": "show"})
    assert quiz.questions.get().content == {"right": "1000", "tolerance": "0", "unit": "m"}


def test_decimals_with_three_digits_are_chosen_once_and_stay(browser: Client, quiz: Quiz, new: str):
    filled = browser.post(new, BASE | {"right": "3.141", "more": "right 1"}).content.decode()
    browser.post(new, sent(filled) | {"then": "show"})
    question = quiz.questions.get()
    page = f"/quizzes/questions/{question.pk}/"
    opened = browser.get(page).content.decode()
    assert browser.post(page, sent(opened) | {"tolerance": "0.001"}).status_code == 302
    assert Question.objects.get(pk=question.pk).content == {"right": "3.141", "tolerance": "0.001", "unit": ""}


def test_a_question_of_before_is_opened_and_saved_as_it_is(browser: Client, quiz: Quiz):
    old = {"right": "9.807", "tolerance": "0.005", "unit": "m/s²"}
    question = Question.append(quiz, kind_slug="number", text="g?", content=old)
    page = f"/quizzes/questions/{question.pk}/"
    assert browser.post(page, sent(browser.get(page).content.decode())).status_code == 302
    assert Question.objects.get(pk=question.pk).content == old


def test_the_preview_reveals_the_key_as_it_was_read(browser: Client, quiz: Quiz):
    page = f"/quizzes/{quiz.pk}/questions/preview/"
    shown = browser.post(page, BASE | {"right": "6,022e23", "unit": "mol⁻¹"}).content.decode()
    unclear = browser.post(page, BASE | {"right": "1,000"}).content.decode()
    assert ("6.022 × 10²³ mol⁻¹</bdi>" in shown, "After the reveal" in unclear) == (True, False)


HOSTILE: list[tuple[str, str]] = [
    ("right", "²"),
    ("right", "x" * 10**5),
    ("right", "1e999999999"),
    ("right", "1" * 10**5),
    ("right", ";" * 10**5),
    ("right", "1" + " " * 10**4 + "1"),
    ("tolerance", "²"),
    ("tolerance", "9" * 10**5),
    ("tolerance", "1e999999999%"),
    ("unit", "x" * 10**5),
]


@pytest.mark.parametrize(("field", "value"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_field_is_refused_with_a_sentence(browser: Client, quiz: Quiz, new: str, field: str, value: str):
    response = browser.post(new, BASE | {"right": "3"} | {field: value})
    told = errors(response.content.decode())
    assert (response.status_code, quiz.questions.count()) == (422, 0)
    assert (list(told), told[field][-1]) == ([field], ".")


def test_fields_that_come_often_and_what_nobody_sees_are_no_numbers_of_their_own(browser: Client, quiz: Quiz, new: str):
    many = {"right": ["2"] * 100 + ["1\x002"], "known": ["1,000"] * 100, "more": ["right 0"] * 100 + ["right 9"]}
    assert browser.post(new, BASE | many | {"more": "right 9"}).status_code == 200
    assert browser.post(new, BASE | {"right": many["right"], "known": many["known"]}).status_code == 302
    assert quiz.questions.get().content == {"right": "12", "tolerance": "0", "unit": ""}
