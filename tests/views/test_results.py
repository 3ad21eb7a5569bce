"""The pages of a room's results, and its file."""

import re
from html import unescape

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from live.models import Move
from tests.formats.test_spreadsheet import FORMULAS, HARMLESS
from tests.support.taught import PARIS, Classroom, reopened

pytestmark = pytest.mark.usefixtures("transactional_db")

NAMES = ["room-results", "room-csv", "room-delete"]


def address(name, lesson):
    """Where a page of the room is."""
    return reverse(name, args=[lesson.room.pk])


def words(html):
    """What a page says, tags left out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.decode())).split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_room_is_there_for_its_host_alone(lesson, ben, browser, name, method):
    stranger, other = Client(), Client()
    other.force_login(ben)
    host_pass = Client()
    host_pass.cookies["host"] = f"{lesson.room.pk}:{lesson.room.host_pass}"
    found = [getattr(client, method)(address(name, lesson)).status_code for client in (stranger, other, host_pass)]
    assert found == [404, 404, 404]
    assert browser.get(address(name, lesson)).status_code == 200


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("room_id", [0, 10**6, 10**25])
def test_a_room_that_is_not_there_is_not_found(browser, name, room_id):
    assert browser.get(reverse(name, args=[room_id])).status_code == 404


def test_the_page_tells_each_question_and_who_answered_what(lesson, browser):
    ana, bo = lesson.joins("Ana"), lesson.joins("Bo", hidden=True)
    lesson.asks("single", PARIS, {ana: "1", bo: "2"}, text="Capital of *France*?", seconds=20, time_ms=2500)
    lesson.moves(Move.END)
    said = words(browser.get(address("room-results", lesson)).content)
    assert "2 participants · 1 question Download" in said
    assert "Ana 1 1000 1 Paris right · 1000 Bo hidden 2 0 0 Lyon wrong · 0" in said
    assert "Round 1 Capital of France ?" in said
    assert "Answered 2 of 2 Right 1 (50 %) Mean time 2.5 s Right answer Paris" in said


def test_the_page_of_a_running_room_leads_back_to_it(lesson, browser):
    back = f'href="{reverse("host-room", args=[lesson.room.pk])}"'.encode()
    assert back in browser.get(address("room-results", lesson)).content
    lesson.moves(Move.END)
    assert back not in browser.get(address("room-results", lesson)).content


def test_the_page_of_a_room_where_nothing_happened_says_so(lesson, browser):
    said = words(browser.get(address("room-results", lesson)).content)
    assert "Nobody has joined this room." in said
    assert "Nothing has been asked in this room." in said


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("name", ["room-results", "room-csv"])
def test_the_key_is_in_no_byte_before_the_reveal(lesson, browser, name, again):
    given = {lesson.joins("Ana"): "quetzaltenango", lesson.joins("Bo"): "lima"}
    round = lesson.opens("short", {"accepted": ["Quetzaltenango"]}, explanation="Xelajú")
    lesson.answers(round, given, typed="guess")
    lesson.moves(Move.CLOSE)
    if again:
        lesson.answers(lesson.opens_again(round.question_id), given, typed="guess")
        lesson.moves(Move.CLOSE)
    tells = re.compile(r"Quetzaltenango|Xelajú|correct|answer-key|class=\"(?:right|wrong)|,1000")
    early = tells.findall(browser.get(address(name, lesson)).content.decode())
    lesson.moves(Move.REVEAL)
    late = tells.findall(browser.get(address(name, lesson)).content.decode())
    assert (early, late != []) == ([], True)


def test_the_file_has_the_whole_grid_and_is_named_after_the_room(ada, browser):
    lesson = Classroom(ada, title='Hauptstädte "2"/\u202e🙂')
    ana, bo = map(lesson.joins, ("Ana", "Bo"))
    lesson.asks("single", PARIS, {ana: "2", bo: "1"}, text="Capital?")
    response = browser.get(address("room-csv", lesson))
    day = f"{lesson.room.created_at:%Y-%m-%d}"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''hauptst%C3%A4dte-2-{day}.csv"
    assert reopened(response) == [
        ["Nickname", "Place", "Points", "Right", "1. Capital?", "1. points"],
        ["Bo", "1", "1000", "1", "Paris", "1000"],
        ["Ana", "2", "0", "0", "Lyon", "0"],
    ]


def test_a_room_without_a_title_gives_a_file_with_a_name(ada, browser):
    lesson = Classroom(ada, title="")
    day = f"{lesson.room.created_at:%Y-%m-%d}"
    disposition = browser.get(address("room-csv", lesson))["Content-Disposition"]
    assert disposition == f'attachment; filename="results-{day}.csv"'


def test_hostile_texts_come_back_from_the_file_as_they_were_and_are_no_formulas(lesson, browser):
    texts = [text for text in [*FORMULAS, *HARMLESS] if text and "\x00" not in text]
    people = [lesson.joins(f"{number}") for number in range(len(texts))]
    round = lesson.opens("short", {"accepted": []}, text="Say\n=1+1")
    for person, text in zip(people, texts, strict=True):
        lesson.answers(round, {person: f"value {text}"}, typed=text)
        person.nickname = text[:24]
        person.save(update_fields=["nickname"])
    lesson.moves(Move.CLOSE, Move.REVEAL)
    [headings, *rows] = reopened(browser.get(address("room-csv", lesson)))
    expected = [f"'{text}" if text in FORMULAS else text for text in texts]
    assert headings == ["Nickname", "Place", "Points", "Right", "1. Say =1+1", "1. points"]
    assert [row[4] for row in rows] == expected
    assert [row[0] for row in rows] == [("'" if text in FORMULAS else "") + text[:24] for text in texts]


def test_hostile_texts_are_only_text_on_the_page(ada, browser):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 }}"
    lesson = Classroom(ada, title=evil)
    ana = lesson.joins(evil[:24])
    lesson.asks("short", {"accepted": [evil]}, {ana: evil}, typed=evil, text=evil)
    lesson.asks("single", {"choices": [evil, evil], "right": [1]}, {ana: "1"}, text=evil)
    for name in ("room-results", "room-delete"):
        page = browser.get(address(name, lesson)).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script" not in page
        assert "<img" not in page


def test_formulas_of_choices_are_drawn_and_what_people_type_is_not(lesson, browser):
    ana = lesson.joins("Ana")
    lesson.asks("single", {"choices": ["$\\pi r^2$", "$2r$"], "right": [1]}, {ana: "1"})
    lesson.asks("short", {"accepted": ["$x$"]}, {ana: "$y$"}, typed="$y$")
    page = lxml.html.fromstring(browser.get(address("room-results", lesson)).content)
    drawn = [[len(each.findall(".//math")) for each in page.xpath(where)] for where in ("//tbody/tr/td", "//dl")]
    assert [counts[-2:] for counts in drawn] == [[1, 0], [1, 0]]
    assert "$y$" in page.xpath("//tbody/tr/td")[-1].text_content()
    assert "$\\pi r^2$" in reopened(browser.get(address("room-csv", lesson)))[1]
