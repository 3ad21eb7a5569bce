"""A quiz goes out as Aiken text."""

from django.contrib.auth.models import User
from django.test import Client

from live.models import Question, Quiz
from tests.support.teacher_pages import brings, texts


def test_a_quiz_goes_out_as_aiken_and_comes_in_again(browser: Client, quiz: Quiz, questions: list[Question], ada: User):
    Question.append(quiz, kind_slug="cloud", text="How are you?", content={"words": 1})
    url = f"/quizzes/{quiz.pk}/aiken/"
    assert f'href="{url}"' in browser.get(f"/quizzes/{quiz.pk}/").content.decode()
    answer = browser.get(url)
    headers = answer.headers["Content-Type"], answer.headers["Content-Disposition"]
    assert headers == ("text/plain; charset=utf-8", 'attachment; filename="capitals.txt"')
    copy = Quiz.objects.create(owner=ada, title="Copy")
    brings(browser, copy, answer.content.decode())
    assert texts(copy) == ["One", "Two", "Three"]
    assert [each.content for each in copy.questions.all()] == [each.content for each in questions]


def test_a_quiz_of_which_aiken_can_say_nothing_offers_no_export(browser: Client, quiz: Quiz):
    Question.append(quiz, kind_slug="cloud", text="How are you?", content={"words": 1})
    assert "/aiken/" not in browser.get(f"/quizzes/{quiz.pk}/").content.decode()
    assert browser.get(f"/quizzes/{quiz.pk}/aiken/").content == b""
