"""The dashboard and a teacher's quizzes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from live import clock
from live.models import Phase, Question, Quiz, Room
from tests.support.teacher_pages import CAPITALS, errors, line, texts

BROWSER = Callable[[User], Client]
BAD_TITLES = [
    ("", "Please give the quiz a title."),
    (" \t ", "Please give the quiz a title."),
    ("\u202e\u200b\0\x07", "Please give the quiz a title."),
    ("a" * 121, "This title is too long: 120 characters at most."),
    ("a" * 90_000, "This title is too long: 120 characters at most."),
]
SIGNED_IN_AND_QUIZZES = 4  # session, teacher, quizzes with their counts, those just deleted; then rooms, ended, more?


def test_a_new_quiz_needs_a_title_and_nothing_else(browser: Client, ada: User):
    response = browser.post("/quizzes/new/", {"title": " World  capitals "})
    quiz = Quiz.objects.get()
    assert (quiz.title, quiz.owner, response.headers["Location"]) == ("World capitals", ada, f"/quizzes/{quiz.pk}/")


@pytest.mark.parametrize(("title", "sentence"), BAD_TITLES)
def test_a_bad_title_makes_no_quiz(browser: Client, title: str, sentence: str):
    response = browser.post("/quizzes/new/", {"title": title})
    assert (response.status_code, errors(response.content.decode())) == (422, {"title": sentence})
    assert Quiz.objects.count() == 0


def test_a_refused_title_stays_in_its_field(browser: Client):
    title = '"<b>' + "a" * 120
    assert line(browser.post("/quizzes/new/", {"title": title}).content.decode(), "title") == title


def test_the_dashboard_has_ones_own_quizzes_with_their_questions_counted(
    browser: Client, quiz: Quiz, questions: list[Question], ben: User
):
    Quiz.objects.create(owner=ben, title="Ben's secret plan")
    body = browser.get("/quizzes/").content.decode()
    assert ("Capitals" in body, "3 questions" in body, "secret plan" in body) == (True, True, False)


def test_the_newest_quiz_stands_first(browser: Client, ada: User):
    for title in ("Old", "Newer", "Newest"):
        Quiz.objects.create(owner=ada, title=f"{title} quiz")
    body = browser.get("/quizzes/").content.decode()
    assert body.index("Newest quiz") < body.index("Newer quiz") < body.index("Old quiz")


def test_a_quick_vote_and_a_new_quiz_come_before_a_long_list(browser: Client, quiz: Quiz):
    body = browser.get("/quizzes/").content.decode()
    assert body.index('value="yesno"') < body.index('id="field-title"') < body.index("Capitals")


def test_the_dashboard_has_ones_own_rooms_and_results(browser: Client, ada: User, ben: User):
    Room.objects.create(host=ada, title="Monday morning", code="123456")
    Room.objects.create(host=ada, title="Last Friday", phase=Phase.ENDED, ended_at=clock.now())
    Room.objects.create(host=ben, title="Ben's room")
    body = browser.get("/quizzes/").content.decode()
    running, ended = body.index("Running now"), body.index("Latest results")
    assert running < body.index("Monday morning") < body.index('123<span class="gap"> </span>456') < ended
    assert ended < body.index("Last Friday")
    assert "Ben's" not in body


def test_rooms_that_were_left_running_do_not_push_the_rest_away(browser: Client, ada: User):
    for number in range(5):
        Room.objects.create(host=ada, title=f"Lesson {number}", code=f"{number:06}")
    body = browser.get("/quizzes/").content.decode()
    shown, folded = body.index("Lesson 4"), body.index("2 more, opened before")
    assert shown < body.index("Lesson 2") < folded < body.index("Lesson 1") < body.index("Lesson 0")


def test_the_dashboard_shows_five_results_and_leads_to_all(browser: Client, ada: User):
    for day in range(12):
        ended_at = clock.now() - timedelta(days=day)
        Room.objects.create(host=ada, title=f"Lesson {day:02}", code=f"{day:06}", ended_at=ended_at)
    few, all_ = browser.get("/quizzes/").content.decode(), browser.get("/rooms/").content.decode()
    assert [f"Lesson {day:02}" in few for day in range(12)] == [True] * 5 + [False] * 7
    assert [f"Lesson {day:02}" in all_ for day in range(12)] == [True] * 12
    assert ("Show all results" in few, "Show all results" in all_) == (True, False)


def test_many_quizzes_and_rooms_cost_no_more_queries_than_few(
    browser: Client, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for number in range(30):
        quiz = Quiz.objects.create(owner=ada, title=f"Quiz {number}")
        Question.append(quiz, kind_slug="single", text="?", content=CAPITALS)
        Room.objects.create(host=ada, quiz=quiz, title="Room")
        Room.objects.create(host=ada, quiz=quiz, title="Over", ended_at=clock.now())
    with django_assert_max_num_queries(SIGNED_IN_AND_QUIZZES + 4):
        assert browser.get("/quizzes/").status_code == 200


def test_renaming_keeps_everything_else(browser: Client, quiz: Quiz, questions: list[Question]):
    assert line(browser.get(f"/quizzes/{quiz.pk}/rename/").content.decode(), "title") == "Capitals"
    response = browser.post(f"/quizzes/{quiz.pk}/rename/", {"title": "Towns"})
    quiz.refresh_from_db()
    assert (response.headers["Location"], quiz.title) == (f"/quizzes/{quiz.pk}/", "Towns")
    assert texts(quiz) == ["One", "Two", "Three"]


@pytest.mark.parametrize(("title", "sentence"), BAD_TITLES)
def test_a_bad_title_renames_nothing(browser: Client, quiz: Quiz, title: str, sentence: str):
    response = browser.post(f"/quizzes/{quiz.pk}/rename/", {"title": title})
    assert (response.status_code, errors(response.content.decode())) == (422, {"title": sentence})
    quiz.refresh_from_db()
    assert quiz.title == "Capitals"


def test_a_duplicate_is_another_quiz_with_the_same_questions(browser: Client, quiz: Quiz, questions: list[Question]):
    response = browser.post(f"/quizzes/{quiz.pk}/duplicate/")
    copy = Quiz.objects.exclude(pk=quiz.pk).get()
    assert (response.headers["Location"], copy.title) == (f"/quizzes/{copy.pk}/", "Capitals (copy)")
    copy.questions.all()[0].delete()
    assert (texts(copy), texts(quiz)) == (["Two", "Three"], ["One", "Two", "Three"])


def test_a_duplicate_of_a_long_title_fits(browser: Client, ada: User):
    quiz = Quiz.objects.create(owner=ada, title="a" * 120)
    browser.post(f"/quizzes/{quiz.pk}/duplicate/")
    assert Quiz.objects.exclude(pk=quiz.pk).get().title == "a" * 113 + " (copy)"


def test_looking_at_an_address_duplicates_nothing(browser: Client, quiz: Quiz):
    assert browser.get(f"/quizzes/{quiz.pk}/duplicate/").headers["Location"] == f"/quizzes/{quiz.pk}/"
    assert Quiz.objects.count() == 1


def test_deleting_asks_first(browser: Client, quiz: Quiz, questions: list[Question]):
    body = browser.get(f"/quizzes/{quiz.pk}/delete/").content.decode()
    assert ("Delete this quiz?" in body, "Capitals" in body, "3 questions" in body) == (True, True, True)
    assert Quiz.objects.count() == 1


def test_pressing_delete_twice_says_that_it_is_gone(browser: Client, quiz: Quiz):
    browser.post(f"/quizzes/{quiz.pk}/delete/")
    assert browser.post(f"/quizzes/{quiz.pk}/delete/").status_code == 404


def test_a_quiz_lists_its_questions_in_order(browser: Client, quiz: Quiz, questions: list[Question]):
    body = browser.get(f"/quizzes/{quiz.pk}/").content.decode()
    assert body.index(">One<") < body.index(">Two<") < body.index(">Three<")


def test_two_hundred_questions_cost_as_many_queries_as_three(
    browser: Client, quiz: Quiz, questions: list[Question], django_assert_num_queries: DjangoAssertNumQueries
):
    with django_assert_num_queries(7):  # session, teacher, quiz, questions, just deleted, just imported, class lists
        browser.get(f"/quizzes/{quiz.pk}/")
    Question.append_all(quiz, [{"kind_slug": "single", "text": f"Q{n}", "content": CAPITALS} for n in range(197)])
    with django_assert_num_queries(7):
        assert ">Q196<" in browser.get(f"/quizzes/{quiz.pk}/").content.decode()


def test_what_a_teacher_types_is_text_and_never_html(browser: Client, ada: User):
    quiz = Quiz.objects.create(owner=ada, title="<script>alert(1)</script>")
    Question.append(quiz, kind_slug="single", text="<img src=x onerror=alert(2)>", content=CAPITALS)
    for path in ("/quizzes/", f"/quizzes/{quiz.pk}/", f"/quizzes/{quiz.pk}/rename/", f"/quizzes/{quiz.pk}/delete/"):
        body = browser.get(path).content.decode()
        assert ("<script>" in body, "<img" in body) == (False, False)


QUIZ_PATHS = ["", "rename/", "tags/", "duplicate/", "delete/", "paste/", "paper/", "questions/new/"]
QUESTION_PATHS = ["", "move/", "duplicate/", "delete/"]


@pytest.mark.parametrize("path", QUIZ_PATHS)
def test_another_teachers_quiz_is_not_there(
    browser_of: BROWSER, ben: User, olive: User, quiz: Quiz, questions: list[Question], path: str
):
    for other in (browser_of(ben), browser_of(olive)):
        address = f"/quizzes/{quiz.pk}/{path}"
        assert [other.get(address).status_code, other.post(address, {"title": "Mine"}).status_code] == [404, 404]
    quiz.refresh_from_db()
    assert (quiz.title, texts(quiz), Quiz.objects.count()) == ("Capitals", ["One", "Two", "Three"], 1)


@pytest.mark.parametrize("path", QUESTION_PATHS)
def test_another_teachers_question_is_not_there(
    browser_of: BROWSER, ben: User, olive: User, quiz: Quiz, questions: list[Question], path: str
):
    for other in (browser_of(ben), browser_of(olive)):
        address = f"/quizzes/questions/{questions[0].pk}/{path}"
        assert [other.get(address).status_code, other.post(address, {"to": "3"}).status_code] == [404, 404]
    assert texts(quiz) == ["One", "Two", "Three"]


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 40])
@pytest.mark.parametrize("path", [*QUIZ_PATHS, *[f"?{path}" for path in QUESTION_PATHS]])
def test_an_id_that_is_not_there_is_a_404(browser: Client, quiz: Quiz, pk: str, path: str):
    address = f"/quizzes/questions/{pk}/{path[1:]}" if path.startswith("?") else f"/quizzes/{pk}/{path}"
    assert (browser.get(address).status_code, browser.post(address).status_code) == (404, 404)


ALL_PATHS = [*[f"{{quiz}}/{path}" for path in QUIZ_PATHS], *[f"questions/{{q}}/{path}" for path in QUESTION_PATHS]]


@pytest.mark.parametrize("path", ["", "new/", *ALL_PATHS])
def test_who_is_not_signed_in_is_asked_to(client: Client, quiz: Quiz, questions: list[Question], path: str):
    address = "/quizzes/" + path.format(quiz=quiz.pk, q=questions[0].pk)
    for response in (client.get(address), client.post(address, {"title": "x", "to": "3"})):
        assert (response.status_code, response.headers["Location"]) == (302, f"/login/?next={address}")
    assert texts(quiz) == ["One", "Two", "Three"]
