"""A quiz on paper, when nothing else works."""

import lxml.html
import pytest
from django.test import Client

from live.models import Question, Quiz
from tests.support.examples import EXAMPLES

SEVERAL = [
    {
        "kind_slug": slug,
        "text": f"A {slug}?",
        "content": example.content,
        "explanation": "Since 987.",
        **example.question,
    }
    for slug, example in EXAMPLES.items()
]


@pytest.fixture
def printed(quiz: Quiz) -> Quiz:
    """A quiz with a question of each kind."""
    Question.append_all(quiz, SEVERAL)
    return quiz


def asked(browser: Client, quiz: Quiz, query: str = "") -> list[lxml.html.HtmlElement]:
    """The sheets: a list of questions, and one with the key."""
    page = browser.get(f"/quizzes/{quiz.pk}/paper/{query}").content
    return lxml.html.fromstring(page).find_class("paper")


def test_each_question_has_its_place_for_an_answer(browser: Client, printed: Quiz):
    [sheet] = asked(browser, printed)
    places = [(len(each.findall(".//input")), len(each.find_class("blank"))) for each in sheet]
    assert dict(zip(EXAMPLES, places, strict=True)) == {slug: example.paper for slug, example in EXAMPLES.items()}
    assert "cm" in sheet[list(EXAMPLES).index("number")].text_content()


def test_the_key_is_nowhere_unless_it_is_asked_for(browser: Client, printed: Quiz):
    page = browser.get(f"/quizzes/{printed.pk}/paper/").content.decode()
    assert [word in page for word in ("Since 987.", "3.14", "Seine", "correct")] == [False] * 4


def test_the_key_has_a_sheet_of_its_own(browser: Client, printed: Quiz):
    sheet, key = asked(browser, printed, "?key=1")
    said = [" ".join(" ".join(each.itertext()).split()).replace(" ,", ",") for each in key]
    told = {
        slug: (example.key or "A poll: there is no right answer.").replace(" ,", ",")
        for slug, example in EXAMPLES.items()
    }
    assert dict(zip(EXAMPLES, said, strict=True)) == {slug: f"{words} Since 987." for slug, words in told.items()}
    assert (len(sheet), key.getparent().get("class")) == (len(EXAMPLES), "keysheet")
