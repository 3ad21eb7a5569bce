"""The handout: a sheet for each student, with their own answers alone."""

import re
from html import unescape

import pytest
from django.test import Client

from live.models import Move
from live.retention.purge import forget_names
from live.views import handout
from tests.support.taught import PARIS, Classroom

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def ended(lesson: Classroom) -> Classroom:
    """Ana and Bo: both have "Easy" right, Bo alone "Hard"; "Skipped" is skipped."""
    ana, bo, cem = (lesson.joins(name) for name in ("Ana", "Bo", "Cem"))
    lesson.asks("single", PARIS, {ana: "1", bo: "1"}, text="Easy", explanation="On the Seine.")
    lesson.asks("single", PARIS, {ana: "2", bo: "1", cem: "2"}, text="Hard")
    lesson.opens("single", PARIS, text="Skipped")
    lesson.moves(Move.SKIP, Move.END)
    return lesson


def sheets(browser: Client, lesson: Classroom, query: str = "") -> list[str]:
    """The words on each sheet."""
    body = browser.get(f"/rooms/{lesson.room.pk}/handout/{query}").content.decode()
    leaves = re.findall(r'<article class="leaf">(.*?)(?=<article class="leaf">|</main>)', body, re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", leaf)).split()).partition(" · ")[2] for leaf in leaves]


def test_each_has_a_sheet_with_all_questions(ended: Classroom, browser: Client):
    easy, hard = "Question 1 Easy {} A Paris Right B Lyon On the Seine.", " Question 2 Hard {} A Paris Right B Lyon"
    right, wrong, none = "Right! Your answer: Paris", "Not quite. Your answer: Lyon", "No answer from you this time."
    assert sheets(browser, ended) == [
        "1 of 2 right " + easy.format(right) + hard.format(wrong),
        "2 of 2 right " + easy.format(right) + hard.format(right),
        "0 of 2 right " + easy.format(none) + hard.format(wrong),
    ]


def test_or_only_with_what_less_than_half_had_right(ended: Classroom, browser: Client):
    assert [("Easy" in sheet, "Hard" in sheet) for sheet in sheets(browser, ended, "?few=1")] == [(False, True)] * 3


def test_many_students_come_in_pages(ended: Classroom, browser: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(handout, "ON_A_PAGE", 2)
    assert [len(sheets(browser, ended, f"?page={page}")) for page in (1, 2)] == [2, 1]


def test_a_room_that_runs_and_one_without_names_have_none(lesson: Classroom, browser: Client):
    address = f"/rooms/{lesson.room.pk}/handout/"
    assert browser.get(address).headers["Location"] == f"/rooms/{lesson.room.pk}/results/"
    lesson.moves(Move.END)
    forget_names(lesson.room)
    assert browser.get(address).status_code == 410
