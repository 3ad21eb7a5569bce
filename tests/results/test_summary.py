"""A room's results in a few numbers, and the questions to look at first."""

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from live.models import Move, Room
from tests.support.taught import PARIS, PRIMES, Classroom

POLL = {"choices": ["Yes", "No"], "right": []}


@pytest.fixture
def lesson(ada: User) -> Classroom:
    """Ada's room. The page reads it without the writer's thread, so nothing has to be kept."""
    return Classroom(ada)


def page(browser: Client, lesson: Classroom) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(browser.get(reverse("room-results", args=[lesson.room.pk])).content)


def said(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def facts(browser: Client, lesson: Classroom) -> dict[str, str]:
    """The numbers at the top of the page, by their words."""
    facts = page(browser, lesson).xpath("//dl[@class='summary']/div")
    return {said(each.find("dt")): said(each.find("dd")) for each in facts}


def hardest(browser: Client, lesson: Classroom) -> list[str]:
    """The questions to look at first."""
    rows = page(browser, lesson).xpath("//ol[@class='hardest']/li")
    return [" ".join(" ".join(each.itertext()).split()) for each in rows]


def test_the_facts_are_the_means_of_what_each_question_tells(lesson: Classroom, browser: Client):
    ana, bo = lesson.joins("Ana"), lesson.joins("Bo")
    lesson.asks("single", PARIS, {ana: "1", bo: "2"}, seconds=20, time_ms=2000)
    lesson.asks("single", PARIS, {ana: "1", bo: "1"}, seconds=20, time_ms=5000)
    lesson.asks("several", PRIMES, {ana: "2"})
    lesson.asks("single", POLL, {bo: "1"})
    assert facts(browser, lesson) == {
        "right, in the mean": "50 %",
        "to an answer": "3.5 s",
        "questions that few had right": "1",
        "answers in all": "6",
    }


def test_a_room_of_polls_has_fewer_facts(lesson: Classroom, browser: Client):
    assert facts(browser, lesson) == {}
    lesson.asks("single", POLL, {lesson.joins("Ana"): "1"})
    assert facts(browser, lesson) == {"answers in all": "1"}


def test_the_hardest_come_first_with_what_most_gave_instead(lesson: Classroom, browser: Client):
    ana, bo, cy, di = map(lesson.joins, ("Ana", "Bo", "Cy", "Di"))
    lesson.asks("single", PARIS, {ana: "1", bo: "1", cy: "1", di: "2"}, text="Easy?")
    lesson.asks("single", PARIS, {ana: "1", bo: "2", cy: "1", di: "2"}, text="Half?")
    lesson.asks("short", {"accepted": ["Nile"]}, {ana: "seine", bo: "seine", cy: "rhine"}, typed="Seine", text="None?")
    lesson.asks("single", PARIS, {ana: "1", bo: "2", cy: "2", di: "2"}, text="Few?")
    lesson.asks("single", PARIS, {ana: "1", bo: "2", cy: "2", di: "2"}, text="Also few?")
    assert hardest(browser, lesson) == [
        "3 None? 0 % right · 2 × Seine",
        "4 Few? 25 % right · 3 × Lyon",
        "5 Also few? 25 % right · 3 × Lyon",
    ]


def test_an_answer_that_the_host_hid_is_no_example(lesson: Classroom, browser: Client):
    ana, bo = lesson.joins("Ana"), lesson.joins("Bo")
    rude = lesson.asks("short", {"accepted": ["Nile"]}, {ana: "rude", bo: "rude"}, text="One?")
    lesson.asks("single", PARIS, {ana: "2"}, text="Two?")
    rude.hide("rude")
    assert hardest(browser, lesson) == ["1 One? 0 % right", "2 Two? 0 % right · 1 × Lyon"]


def test_nothing_of_it_tells_what_is_not_revealed(lesson: Classroom, browser: Client):
    ana = lesson.joins("Ana")
    for _time in range(2):
        lesson.asks("single", PARIS, {ana: "1"})
    lesson.answers(lesson.opens("single", PARIS, text="Open?"), {ana: "2"})
    lesson.moves(Move.CLOSE)
    assert (facts(browser, lesson)["right, in the mean"], hardest(browser, lesson)) == ("100 %", [])
    assert "Every question was right for most." in said(page(browser, lesson))


def test_a_question_that_few_had_right_is_marked_by_more_than_its_height(lesson: Classroom, browser: Client):
    ana, bo = lesson.joins("Ana"), lesson.joins("Bo")
    lesson.asks("single", PARIS, {ana: "1", bo: "1"})
    lesson.asks("single", PARIS, {ana: "2", bo: "2"})
    assert page(browser, lesson).xpath("//section[h2[@id='difficulty']]//*[local-name()='g']/@class") == [
        "correct",
        "low",
    ]


def test_the_grid_has_a_face_for_each_name_and_a_way_to_see_the_answers(lesson: Classroom, browser: Client):
    lesson.asks("single", PARIS, {lesson.joins("Ana"): "1", lesson.joins("Bo"): "2"})
    [grid] = page(browser, lesson).xpath("//section[h2[@id='who'] or .//h2[@id='who']]")
    assert [said(row.find("th")) for row in grid.xpath(".//tbody/tr")] == ["Ana", "Bo"]
    assert len(grid.xpath(".//tbody//*[local-name()='svg' and contains(@class, 'face')]")) == 2
    assert (grid.xpath(".//input/@type"), grid.xpath(".//input/@name")) == (["checkbox"], [])
    assert grid.xpath(".//td/@class") == ["number", "number", "number", "right", "number", "number", "number", "wrong"]


def test_without_names_the_numbers_stay(lesson: Classroom, browser: Client):
    lesson.asks("single", PARIS, {lesson.joins("Ana"): "1"})
    lesson.moves(Move.END)
    Room.objects.update(nameless_since="2026-01-01T00:00Z")
    assert facts(browser, lesson)["answers in all"] == "1"
    assert page(browser, lesson).xpath("//*[@id='people']") == []
