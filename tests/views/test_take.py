"""A quiz is taken away in a format, and its page says first what stays behind."""

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client

from live.formats.writers import WRITERS
from live.models import Question, Quiz
from live.views.outgoing import spans
from tests.support.teacher_pages import brings, texts


def behind(browser: Client, quiz: Quiz, slug: str) -> list[tuple[str, str]]:
    """What the page says stays behind in a format: questions, and a sentence."""
    page = lxml.html.fromstring(browser.get(f"/quizzes/{quiz.pk}/take/").content.decode())
    [offered] = page.xpath(f"//li[@id='as-{slug}']")
    names = [each.text_content() for each in offered.iter("dt")]
    return list(zip(names, [each.text_content() for each in offered.iter("dd")], strict=True))


def test_a_quiz_goes_out_as_aiken_and_comes_in_again(browser: Client, quiz: Quiz, questions: list[Question], ada: User):
    Question.append(quiz, kind_slug="cloud", text="How are you?", content={"words": 1})
    url = f"/quizzes/{quiz.pk}/take/aiken/"
    assert f'href="{url}"' in browser.get(f"/quizzes/{quiz.pk}/take/").content.decode()
    answer = browser.get(url)
    assert answer.status_code == 200, answer.content.decode()
    headers = answer.headers["Content-Type"], answer.headers["Content-Disposition"]
    assert headers == ("text/plain; charset=utf-8", 'attachment; filename="capitals-aiken.txt"')
    copy = Quiz.objects.create(owner=ada, title="Copy")
    brings(browser, copy, answer.content.decode())
    assert texts(copy) == ["One", "Two", "Three"]
    assert [each.content for each in copy.questions.all()] == [each.content for each in questions]


def test_what_stays_behind_is_said_before(browser: Client, quiz: Quiz, questions: list[Question]):
    Question.append(quiz, kind_slug="cloud", text="How are you?", content={"words": 1})
    quiz.questions.filter(text="Two").update(seconds=30)
    assert behind(browser, quiz, "aiken") == [
        ("Question 4", "Aiken has nothing but single choice."),
        ("Question 2", "Time limit, weight, explanation and notes stay behind."),
    ]


@pytest.mark.parametrize("slug", WRITERS)
def test_a_format_that_can_say_no_question_offers_no_file(browser: Client, quiz: Quiz, slug: str):
    page = browser.get(f"/quizzes/{quiz.pk}/take/").content.decode()
    assert f"/take/{slug}/" not in page


def test_a_file_is_called_by_what_is_in_it_and_for_whom_it_is(browser: Client, quiz: Quiz, questions: list[Question]):
    paths = [f"/quizzes/{quiz.pk}/take/{slug}/" for slug in ("xlsx", "kahoot", "gift", "qti")]
    names = [browser.get(path).headers["Content-Disposition"].partition("=")[2] for path in paths]
    assert names == ['"capitals.xlsx"', '"capitals-kahoot.xlsx"', '"capitals.gift"', '"capitals-qti.zip"']


def test_what_is_left_out_stands_apart_from_what_is_changed(browser: Client, quiz: Quiz, questions: list[Question]):
    Question.append(quiz, kind_slug="cloud", text="How are you?", content={"words": 1})
    quiz.questions.filter(text="Two").update(seconds=30)
    page = lxml.html.fromstring(browser.get(f"/quizzes/{quiz.pk}/take/").content.decode())
    [aiken] = page.xpath("//li[@id='as-aiken']")
    headings = [each.text_content() for each in aiken.xpath(".//h3 | .//summary")]
    assert headings == ["Left out", "Changed, or lost in part"]
    assert [each.getparent().tag for each in aiken.iter("dl")] == ["li", "details"]


def test_a_format_that_there_is_not_is_not_found(browser: Client, quiz: Quiz):
    assert browser.get(f"/quizzes/{quiz.pk}/take/word/").status_code == 404


@pytest.mark.parametrize(
    ("numbers", "written"), [([3], "3"), ([1, 2, 3, 7], "1–3, 7"), ([1, 3, 4, 6], "1, 3–4, 6"), ([1, 2], "1–2")]
)
def test_numbers_are_said_as_people_write_them(numbers: list[int], written: str):
    assert spans(numbers) == written
