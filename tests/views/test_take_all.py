"""A teacher takes all quizzes away in one file, or those under a tag, and brings them in again as they were."""

import re

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from live.content.pictures import keep
from live.content.reencode import Encoded
from live.forms import outgoing
from live.models import Question, Quiz
from tests.support.picture_files import picture
from tests.support.teacher_pages import imports, texts

NAMES = ("kind_slug", "text", "picture", "content", "seconds", "weight", "explanation", "notes")


pytestmark = pytest.mark.usefixtures("media")


def kept(quizzes: list[Quiz]) -> list[tuple[str, list[str], list[object]]]:
    return [(quiz.title, quiz.tags, list(quiz.questions.values(*NAMES))) for quiz in quizzes]


def taken(browser: Client, tag: str = "") -> tuple[str, bytes]:
    """The file's name, and what is in it."""
    answer = browser.get("/quizzes/take/", {"tag": tag} if tag else {})
    return answer.headers["Content-Disposition"], answer.content


def brought(browser: Client, content: bytes) -> None:
    upload = SimpleUploadedFile("mine.showofhands", content)
    body = browser.post("/quizzes/bring/", {"file": upload}, follow=True).content.decode()
    assert imports(browser, body, each="on").status_code == 302
    assert 'name="each" checked' in body


@pytest.fixture
def three(ada: User, ben: User, quiz: Quiz, questions: list[Question]) -> list[Quiz]:
    """Ada's three quizzes, two with tags and the same picture; and one of Ben's."""
    shown = keep(Encoded(picture((90, 60), format="WEBP"), 90, 60), None).kept | {"alt": "Red"}
    rivers = Quiz.objects.create(owner=ada, title="Rivers", tags=["Geography", "class 7"])
    hills = Quiz.objects.create(owner=ada, title="Hills", tags=["geography"])
    for each in (rivers, hills):
        Question.append(each, kind_slug="cloud", text="Which?", content={"words": 2}, picture=shown, seconds=30)
    Quiz.objects.create(owner=ben, title="Ben's", tags=["Geography"])
    return [quiz, rivers, hills]


def test_all_go_out_in_one_file_and_come_in_again_as_they_were(browser: Client, ada: User, three: list[Quiz]):
    name, content = taken(browser)
    before = kept(three)
    Quiz.objects.filter(owner=ada).delete()
    brought(browser, content)
    again = list(Quiz.objects.filter(owner=ada).order_by("pk"))
    assert (name, kept(again)) == ('attachment; filename="all-quizzes.showofhands"', before)


def test_those_under_a_tag_however_it_is_written_go_alone(browser: Client, ada: User, three: list[Quiz]):
    name, content = taken(browser, "GEOGRAPHY")
    Quiz.objects.filter(owner=ada).delete()
    brought(browser, content)
    assert name == 'attachment; filename="geography.showofhands"'
    assert {quiz.title: texts(quiz) for quiz in Quiz.objects.filter(owner=ada)} == {
        "Rivers": ["Which?"],
        "Hills": ["Which?"],
    }


@pytest.mark.parametrize("limit", ["MOST_QUESTIONS", "MOST_PICTURE_BYTES"])
def test_what_would_not_come_in_again_says_so(browser: Client, three: list[Quiz], limit: str, monkeypatch):
    monkeypatch.setattr(outgoing, limit, 4)
    answer = browser.get("/quizzes/take/", follow=True)
    told = "These quizzes are too much for one file. Take one at a time, or those under one tag."
    fewer = "“Rivers” is too much for one file. Move some of its questions to another quiz."
    assert said(answer.content.decode()) == (told if limit == "MOST_QUESTIONS" else fewer)
    assert taken_of_one(browser, three[0]) == 200


def said(body: str) -> str:
    """The sentence above the page to which it led."""
    found = re.search(r'<li class="error">(.*?)</li>', body)
    return found[1] if found else ""


def taken_of_one(browser: Client, quiz: Quiz) -> int:
    return browser.get(f"/quizzes/{quiz.pk}/take/showofhands/").status_code


def test_nothing_to_take_says_so(browser: Client):
    answer = browser.get("/quizzes/take/", follow=True)
    assert said(answer.content.decode()) == "There is no quiz to take away."


def test_the_first_page_offers_all_quizzes_or_those_under_the_chosen_tag(browser: Client, three: list[Quiz]):
    def offered(query: str) -> list[str]:
        page = lxml.html.fromstring(browser.get(f"/quizzes/{query}").content.decode())
        return [str(each) for each in page.xpath("//a[contains(@href, '/take/')]/@href")]

    assert (offered(""), offered("?tag=class+7")) == (["/quizzes/take/"], ["/quizzes/take/?tag=class%207"])


def test_the_sheet_to_fill_in_comes_in_again(browser: Client):
    answer = browser.get("/quizzes/template/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="questions.xlsx"'
    upload = SimpleUploadedFile("questions.xlsx", answer.content)
    body = browser.post("/quizzes/bring/", {"file": upload}, follow=True).content.decode()
    assert "Questions that can come: 16 of 17" in body  # the spot has no picture there
