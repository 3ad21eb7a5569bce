"""Pasting several questions as Aiken text."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from live.formats import aiken
from live.models import Question, Quiz, drawn
from tests.support.teacher_pages import box, errors, texts

TWO = """Capital of France?
A) Lyon
B) Paris
ANSWER: B

Legs of a spider?
A. Six
B. Eight
C. Ten
ANSWER: B
"""


def listed(body: str) -> list[str]:
    """The problems above the box."""
    return re.findall(r"<li>(Line .*?)<q ", body)


def quoted(body: str) -> list[str]:
    """The lines that are wrong, beside their problems."""
    found = re.findall(r'<q class="written" dir="auto" translate="no">(.*?)</q>', body)
    return [unescape(written) for written in found]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_example_can_be_pasted_in_every_language(browser: Client, quiz: Quiz, language: str):
    page = browser.get(f"/quizzes/{quiz.pk}/paste/", headers={"accept-language": language}).content.decode()
    [example] = re.findall(r'<pre class="example"[^>]*>(.*?)</pre>', page, re.DOTALL)
    questions, wrong = aiken.parse(unescape(example))
    assert (wrong, [each["content"]["right"] for each in questions]) == ([], [[2], [2]])


def test_pasted_questions_come_last_in_their_order(browser: Client, quiz: Quiz, questions: list[Question]):
    response = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": TWO.replace("\n", "\r\n")})
    assert response.headers["Location"] == f"/quizzes/{quiz.pk}/"
    assert texts(quiz) == ["One", "Two", "Three", "Capital of France?", "Legs of a spider?"]
    last = quiz.questions.all()[4]
    assert (last.kind_slug, last.content, last.weight, last.seconds) == (
        "single",
        {"choices": ["Six", "Eight", "Ten"], "right": [2]},
        1,
        None,
    )


def test_one_wrong_line_keeps_nothing_and_says_which_line(browser: Client, quiz: Quiz):
    text = TWO.replace("ANSWER: B\n\n", "ANSWER: Q\n\n").replace("C. Ten\nANSWER: B\n", "C. Ten\n")
    response = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": text})
    body = response.content.decode()
    assert response.status_code == 422
    assert listed(body) == [
        "Line 4: After ANSWER: comes one letter, like ANSWER: B.",
        "Line 6: This question has no ANSWER line.",
    ]
    assert quoted(body) == ["ANSWER: Q", "Legs of a spider?"]
    assert (box(body, "text"), texts(quiz)) == (text, [])


def test_a_long_or_hostile_line_is_quoted_short_and_as_text(browser: Client, quiz: Quiz):
    text = "<script>alert(1)</script>" + "x" * 500
    body = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": f"\ufeff\r\n{text}"}).content.decode()
    assert (listed(body), quoted(body)) == (["Line 2: This question has no choices."], [text[:59] + "…"])
    assert "<script>alert" not in body


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste at least one question."),
        ("a" * 200_001, "This is too much at once: 200000 characters at most."),
    ],
)
def test_nothing_and_far_too_much_are_refused(browser: Client, quiz: Quiz, text: str, sentence: str):
    response = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": text})
    assert (response.status_code, errors(response.content.decode())) == (422, {"text": sentence})


@pytest.mark.parametrize("text", [" \n\n", ".\n.\n"])
def test_a_text_without_a_question_says_so(browser: Client, quiz: Quiz, text: str):
    response = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": text})
    assert (response.status_code, "There is no question in this text." in response.content.decode()) == (422, True)


def test_a_question_longer_than_the_editor_takes_is_refused(browser: Client, quiz: Quiz):
    long = f"{'a' * 2001}\nA) One\nB) Two\nANSWER: A\n"
    assert browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": long}).status_code == 422
    assert texts(quiz) == []


def test_hostile_text_is_shown_as_text(browser: Client, quiz: Quiz):
    text = "</textarea><script>alert(1)</script>"
    body = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": text}).content.decode()
    assert ("<script" in body, box(body, "text")) == (False, text)


def test_the_page_shows_how_it_looks(browser: Client, quiz: Quiz):
    assert "ANSWER: B" in browser.get(f"/quizzes/{quiz.pk}/paste/").content.decode()


def test_questions_that_take_too_long_to_draw_stay_in_their_box(browser: Client, quiz: Quiz, monkeypatch):
    monkeypatch.setattr(drawn, "LONGEST", 0.0)
    answer = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": TWO})
    body = answer.content.decode()
    sentence = "These questions take too long to draw. Paste fewer of them at once."
    assert (answer.status_code, errors(body), box(body, "text")) == (422, {"text": sentence}, TWO)
    assert not quiz.questions.exists()
