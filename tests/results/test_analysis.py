"""A room's results as pictures, each with a table or a list that says the same."""

from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from live.models import Move
from tests.support.taught import PARIS, PRIMES, Classroom

pytestmark = pytest.mark.usefixtures("transactional_db")

MOON: dict[str, Any] = {"right": "384", "tolerance": "20", "unit": "km"}


def page(browser: Client, lesson: Classroom) -> lxml.html.HtmlElement:
    """The page of results."""
    return lxml.html.fromstring(browser.get(reverse("room-results", args=[lesson.room.pk])).content)


def pictures(browser: Client, lesson: Classroom) -> list[str]:
    """What the pictures say to whoever does not see them."""
    return [" ".join(each.get("aria-label").split()) for each in page(browser, lesson).xpath("//*[@role='img']")]


def test_how_much_was_right_is_a_chart_and_a_table(lesson, browser):
    ana, bo, cy = map(lesson.joins, ("Ana", "Bo", "Çelik"))
    lesson.room.change_rules(partial=True)
    lesson.asks("single", PARIS, {ana: "1", bo: "1", cy: "2"}, text="Capital?")
    lesson.asks("single", {"choices": ["Yes", "No"], "right": []}, {ana: "1"}, text="A poll")
    lesson.asks("several", PRIMES, {ana: "1,3", bo: "1", cy: "2"}, text="Primes?")
    [section] = page(browser, lesson).xpath("//section[h2[@id='difficulty']]")
    rows = [" ".join(" ".join(row.itertext()).split()) for row in section.xpath(".//tbody/tr")]
    assert rows == ["1. Capital? 2 (67 %) 0 3", "3. Primes? 1 (33 %) 1 3"]
    heights = [(each.get("y"), each.get("height")) for each in section.xpath(".//*[@class='fill']")]
    assert heights == [("33", "0"), ("33", "67"), ("34", "33"), ("67", "33")]


def test_one_question_makes_no_chart(lesson, browser):
    ana = lesson.joins("Ana")
    lesson.asks("single", PARIS, {ana: "1"})
    lesson.asks("single", PARIS, {})
    assert pictures(browser, lesson) == []


def test_what_is_not_revealed_is_not_in_the_chart(lesson, browser):
    ana = lesson.joins("Ana")
    for _time in range(2):
        lesson.asks("single", PARIS, {ana: "1"})
    lesson.answers(lesson.opens("single", PARIS), {ana: "2"})
    lesson.moves(Move.CLOSE)
    assert len(page(browser, lesson).xpath("//section[h2[@id='difficulty']]//tbody/tr")) == 2


def test_numbers_are_a_histogram_in_front_of_all_answers(lesson, browser):
    people = [lesson.joins(f"Pupil {number}") for number in range(6)]
    given = dict(zip(people, ["300", "350", "380", "390", "384", "9000000"], strict=True))
    round = lesson.opens("number", MOON, text="How far?")
    lesson.answers(round, given)
    lesson.moves(Move.CLOSE)
    assert (pictures(browser, lesson), page(browser, lesson).find_class("verdict")) == (
        ["Histogram. The most answers are in 380 – 390: 2."],
        [],
    )
    lesson.moves(Move.REVEAL)
    found = page(browser, lesson)
    said = " ".join(" ".join(found.itertext()).split())
    assert ("1 answer is too far away for this chart." in said, "9000000 km" in said) == (True, True)
    marked = found.xpath("//*[@role='img']//*[@class='verdict']/*")
    assert [each.tag.rpartition("}")[2] for each in marked] == ["rect", "path"]  # the field, and the tick in it
