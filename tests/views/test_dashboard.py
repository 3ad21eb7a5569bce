"""A teacher's first page: what runs, what was used last, and the latest results at a glance."""

from datetime import timedelta

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from live import clock
from live.models import Quiz, Room
from tests.support.taught import PARIS, PRIMES, Classroom


@pytest.fixture
def lesson(ada: User) -> Classroom:
    """Ada's room. The pages read it without the writer's thread, so nothing has to be kept."""
    return Classroom(ada)


def page(browser: Client, path: str = "/quizzes/") -> lxml.html.HtmlElement:
    return lxml.html.fromstring(browser.get(path).content)


def said(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def ended(lesson: Classroom) -> None:
    """The room is over."""
    Room.objects.filter(pk=lesson.room.pk).update(ended_at=clock.now(), phase="ended")


def heights(element: lxml.html.HtmlElement) -> list[str]:
    """How tall its strokes are, of 40."""
    return [each.get("height") for each in element.xpath(".//*[local-name()='rect']")]


def test_who_has_no_quiz_is_told_what_can_be_done(browser: Client):
    first = page(browser)
    [nothing] = first.xpath("//section[@class='nothing']")
    assert [said(each) for each in nothing.xpath(".//button")] == ["Make the quiz"]
    assert (first.xpath("//*[@role='search']"), len(first.xpath("//button[@name='quick']"))) == ([], 5)


def test_what_a_teacher_has_elsewhere_can_be_brought_from_the_first_page(browser: Client):
    [box] = page(browser).xpath("//form[@action='/quizzes/bring/']")
    kinds = [(each.get("type"), each.get("name")) for each in box.xpath(".//input")]
    assert kinds == [("hidden", "csrfmiddlewaretoken"), ("file", "file")]


def test_a_search_that_finds_nothing_leads_back_to_all(browser: Client, quiz: Quiz):
    [found] = page(browser, "/quizzes/?q=nothing").xpath("//*[@id='found']")
    assert (said(found), found.xpath(".//a/@href")) == ("0 quizzes found · Show all quizzes", ["/quizzes/"])


def test_a_quiz_tells_when_it_was_last_used_and_keeps_its_colour(browser: Client, ada: User, quiz: Quiz):
    used = [lambda: said(page(browser).xpath("//ul[@class='quizzes']/li//*[@class='muted']")[0])][0]
    assert used() == "0 questions · never used"
    room = Room.objects.create(host=ada, quiz=quiz, title="8b")
    assert used() == "0 questions · last used today"
    Room.objects.filter(pk=room.pk).update(created_at=clock.now().replace(year=2025, month=3, day=2))
    assert used() == "0 questions · last used on March 2, 2025"
    colour = page(browser).xpath("//ul[@class='quizzes']/li/@class")
    assert colour == page(browser, f"/quizzes/{quiz.pk}/").xpath("//h1/@class[contains(., 'opt-')]")[0].split()[1:]


def test_a_running_room_has_its_code_and_how_many_are_in_it(lesson: Classroom, browser: Client):
    lesson.joins("Ana")
    lesson.joins("Bo", removed=True)
    [room] = page(browser).xpath("//section[@aria-labelledby='live-rooms']//li")
    assert (lesson.room.code in said(room).replace(" ", ""), "1 participant ·" in said(room)) == (True, True)
    assert room.xpath(".//a/@href") == [f"/host/{lesson.room.pk}/"]


def test_a_result_is_a_stroke_a_question_as_tall_as_what_was_right(lesson: Classroom, browser: Client):
    ana, bo, cy = map(lesson.joins, ("Ana", "Bo", "Cy"))
    gone = lesson.joins("Gone", removed=True)
    lesson.asks("single", PARIS, {ana: "1", bo: "1", cy: "2", gone: "2"})
    lesson.asks("single", {"choices": ["Yes", "No"], "right": []}, {ana: "1"})
    lesson.asks("several", PRIMES, {ana: "1,3", bo: "1"})
    lesson.asks("single", PARIS, {ana: "2"})
    lesson.asks("single", PARIS, {})
    ended(lesson)
    [short], [room] = (
        page(browser, path).xpath("//ul[contains(@class, 'outlines')]/li") for path in ("/quizzes/", "/rooms/")
    )
    assert heights(short) == heights(room) == ["26", "20", "4"]
    assert ("39 % right" in said(short), "· 3 participants" in said(room)) == (True, True)


def test_a_room_without_right_answers_has_no_strokes(lesson: Classroom, browser: Client):
    lesson.asks("single", {"choices": ["Yes", "No"], "right": []}, {lesson.joins("Ana"): "1"})
    ended(lesson)
    [room] = page(browser).xpath("//section[@aria-labelledby='latest']//li")
    assert (heights(room), "%" in said(room)) == ([], False)


def test_fifty_results_cost_as_many_queries_as_one(
    browser: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
):
    def taught() -> None:
        lesson = Classroom(ada)
        lesson.asks("single", PARIS, {lesson.joins("Ana"): "1", lesson.joins("Bo"): "2"})
        ended(lesson)

    taught()
    for path, queries in (("/rooms/", 6), ("/quizzes/", 9)):
        with django_assert_num_queries(queries):  # session, teacher, count, rooms with people, rounds, answers
            browser.get(path)
    for _ in range(4):
        taught()
    for path, queries in (("/rooms/", 6), ("/quizzes/", 9)):
        with django_assert_num_queries(queries):
            assert browser.get(path).content.decode().count('class="outline"') == 5


def test_all_results_are_listed_fifty_on_a_page(browser: Client, ada: User):
    for day in range(51):
        Room.objects.create(
            host=ada, title=f"Lesson {day:02}", code=f"{day:06}", ended_at=clock.now() - timedelta(days=day)
        )
    first, last = page(browser, "/rooms/"), page(browser, "/rooms/?page=2")
    assert [said(each) for each in first.xpath("//ul[contains(@class, 'outlines')]//a")][:2] == [
        "Lesson 00",
        "Lesson 01",
    ]
    assert [said(each) for each in last.xpath("//ul[contains(@class, 'outlines')]//a")] == ["Lesson 50"]
    assert (first.xpath("//main//nav//a/@href"), last.xpath("//main//nav//a/@href")) == (["?page=2"], ["?page=1"])


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5000, "\0"])
def test_a_page_of_results_that_is_not_there_is_another_one(browser: Client, number: str):
    assert browser.get("/rooms/", {"page": number}).status_code == 200


def test_a_teacher_without_results_is_told_where_they_will_be(browser: Client, ben: User):
    Room.objects.create(host=ben, title="Ben's room", ended_at=clock.now())
    body = browser.get("/rooms/").content.decode()
    assert ("No results yet." in body, "Ben" in body) == (True, False)


@pytest.mark.parametrize(
    ("path", "current"),
    [("/quizzes/", "Quizzes"), ("/quizzes/{quiz}/", "Quizzes"), ("/rooms/", "Results"), ("/password/", "Password")],
)
def test_the_head_tells_where_one_is(browser: Client, quiz: Quiz, path: str, current: str):
    head = page(browser, path.format(quiz=quiz.pk)).xpath("//header//*[@aria-current]")
    assert [said(each) for each in head] == [current]
