"""Beside the form: what phone and screen will show, drawn by the real stages."""

import re

import lxml.html
import pytest
from django.test import Client

from live.kinds import Kind, all_kinds
from live.models import Quiz
from tests.support.teacher_pages import CAPITAL
from tests.views.test_questions import BAD


def words(html: str) -> str:
    """What can be read."""
    return " ".join(lxml.html.fromstring(html).text_content().split())


def shown(browser: Client, quiz: Quiz, **fields: object) -> str:
    """The preview of a form."""
    response = browser.post(f"/quizzes/{quiz.pk}/questions/preview/", CAPITAL | fields)
    assert response.status_code == 200
    return response.content.decode()


def test_the_screen_the_phone_and_the_reveal_are_drawn_by_their_own_templates(browser: Client, quiz: Quiz):
    html = shown(browser, quiz, text="Capital of **France**?", number="7")
    assert (html.count("<strong>France</strong>"), html.count("Question 7")) == (3, 3)
    screen, reveal, phone = re.split("After the reveal|On a phone", html)
    assert ("Paris" in screen, "Since 987." in screen, "correct" in screen) == (True, False, False)
    assert ("Since 987." in reveal, "correct" in reveal) == (True, True)
    assert ('id="vote"' in phone, "Since 987." in phone, "correct" in phone) == (True, False, False)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.slug)
def test_a_form_in_which_nothing_is_written_has_a_preview(browser: Client, quiz: Quiz, kind: Kind):
    page = browser.get(f"/quizzes/{quiz.pk}/questions/new/?kind={kind.slug}").content.decode()
    seen = shown(browser, quiz, kind=kind.slug, text="", choice=[], right=[])
    asks = kind.asks(kind.blank())
    assert (page.count("Your vote, please") >= 2, "Your vote, please" in seen) == (asks, asks)


@pytest.mark.parametrize("bad", [bad for bad, _errors in BAD] + [{"number": "9" * 50}, {"number": "x"}])
def test_whatever_is_typed_has_a_preview(browser: Client, quiz: Quiz, bad: dict[str, object]):
    assert "On a phone" in shown(browser, quiz, **bad)


def test_nothing_in_it_can_be_pressed_sent_or_mistaken_for_the_form(browser: Client, quiz: Quiz):
    page = browser.post(f"/quizzes/{quiz.pk}/questions/new/", CAPITAL | {"kind": "several", "look": "1"})
    tree = lxml.html.fromstring(page.content)
    [box] = tree.xpath("//*[@id='shown']")
    assert ("inert" in box.attrib, box.xpath(".//@name"), box.xpath("ancestor::form")) == (True, [], [])
    ids = tree.xpath("//@id")
    assert {each for each in ids if ids.count(each) > 1} <= {"stage", "tally"}


def test_who_is_signed_out_meanwhile_is_told_so_in_its_place(client: Client, quiz: Quiz):
    response = client.post(f"/quizzes/{quiz.pk}/questions/preview/", CAPITAL, headers={"HX-Request": "true"})
    assert (response.status_code, words(response.content.decode()).split(",")[0]) == (403, "You are signed out")
    [there] = client.get(f"/quizzes/{quiz.pk}/questions/preview/", follow=True).redirect_chain[-1:]
    assert there == (f"/login/?next=/quizzes/{quiz.pk}/questions/preview/", 302)


def test_looking_keeps_nothing(browser: Client, quiz: Quiz):
    shown(browser, quiz)
    assert quiz.questions.count() == 0
    assert browser.get(f"/quizzes/{quiz.pk}/questions/preview/").status_code == 302


def test_what_is_typed_is_text_and_never_html(browser: Client, quiz: Quiz):
    evil = "<script>alert(1)</script>"
    html = shown(browser, quiz, text=evil, choice=[evil, "b"], explanation=evil)
    assert ("<script" in html, "alert(1)" in words(html)) == (False, True)
