"""A quiz on paper, when nothing else works."""

import lxml.html
import pytest
from django.test import Client

from live.kinds import all_kinds
from live.models import Question, Quiz
from tests.support.teacher_pages import CAPITALS

SEVERAL = [
    {"kind_slug": "single", "text": "Capital of *France*?", "content": CAPITALS, "explanation": "Since 987."},
    {"kind_slug": "several", "text": "Primes?", "content": {"choices": ["2", "9", "11"], "right": [1, 3]}},
    {"kind_slug": "number", "text": "Pi?", "content": {"right": "3.14", "tolerance": "0.01", "unit": "cm"}},
    {"kind_slug": "short", "text": "River?", "content": {"accepted": ["Seine", "La Seine"]}},
    {"kind_slug": "cloud", "text": "Mood?", "content": {"words": 3}},
]


@pytest.fixture
def printed(quiz: Quiz) -> Quiz:
    """A quiz with a question of each kind."""
    Question.append_all(quiz, SEVERAL)
    assert {each["kind_slug"] for each in SEVERAL} == {kind.slug for kind in all_kinds()}
    return quiz


def asked(browser: Client, quiz: Quiz, query: str = "") -> list[lxml.html.HtmlElement]:
    """The sheets: a list of questions, and one with the key."""
    page = browser.get(f"/quizzes/{quiz.pk}/paper/{query}").content
    return lxml.html.fromstring(page).find_class("paper")


def test_each_question_has_its_place_for_an_answer(browser: Client, printed: Quiz):
    [sheet] = asked(browser, printed)
    places = [(len(each.findall(".//input")), len(each.find_class("blank"))) for each in sheet]
    assert places == [(3, 0), (3, 0), (0, 1), (0, 1), (0, 3)]
    assert "cm" in sheet[2].text_content()


def test_the_key_is_nowhere_unless_it_is_asked_for(browser: Client, printed: Quiz):
    page = browser.get(f"/quizzes/{printed.pk}/paper/").content.decode()
    assert [word in page for word in ("Since 987.", "3.14", "Seine", "correct")] == [False] * 4


def test_the_key_has_a_sheet_of_its_own(browser: Client, printed: Quiz):
    sheet, key = asked(browser, printed, "?key=1")
    said = [" ".join(" ".join(each.itertext()).split()) for each in key]
    assert said == [
        "B Paris Since 987.",
        "A 2 , C 11",
        "3.14 ± 0.01 cm",
        "Seine / La Seine",
        "A poll: there is no right answer.",
    ]
    assert (len(sheet), key.getparent().get("class")) == (5, "sheet")
