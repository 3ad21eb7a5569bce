"""A workbook is downloaded for a lesson, or for those that were ticked; marks find their way into a mark book."""

import base64
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from live.content.class_list import Listed
from live.models import Roll
from live.retention.purge import forget_names
from tests.support.taught import PARIS, Classroom, reopened

pytestmark = pytest.mark.usefixtures("transactional_db")
EXPORT = (
    "First name,Surname,ID number,Email address,Quiz: Capitals (Real),Course total (Real)\r\n"
    "Ada,Lovelace,0012,ada@school.example,-,12.50\r\n"
    'Bo,Li,0013,bo@school.example,"7.00",7.00\r\n'
)


@pytest.fixture
def known(ada: User) -> Classroom:
    """A lesson of the class 8b: Ada is right in both questions, Bo in the first, Cem is a guest."""
    roll = Roll.objects.create(owner=ada, title="8b")
    roll.enter([Listed("Ada Lovelace", "0012"), Listed("Bo Li", "0013")])
    lesson = Classroom(ada, roll=roll)
    first, second = (lesson.joins(each.shown_as, pupil=each) for each in roll.pupils.all())
    guest = lesson.joins("Cem")
    lesson.asks("single", PARIS, {first: "1", second: "1", guest: "2"}, weight=2)
    lesson.asks("single", PARIS, {first: "1", second: "2"})
    return lesson


def said(response: Any) -> str:
    """What a page says, tags left out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def drop(browser: Client, lesson: Classroom, content: bytes, name: str = "grades.csv") -> Any:
    """Drop a mark book."""
    return browser.post(f"/rooms/{lesson.room.pk}/marks/", {"file": SimpleUploadedFile(name, content)})


def fill(browser: Client, lesson: Classroom, content: bytes, name: str = "grades.csv", **sent: str) -> Any:
    """Choose a column of it."""
    form = {"content": base64.b64encode(content).decode(), "name": name, "column": "4", "full": "100", **sent}
    return browser.post(f"/rooms/{lesson.room.pk}/marks/", form)


def test_a_lesson_is_a_workbook_with_a_name_and_a_day(known: Classroom, browser: Client) -> None:
    response = browser.get(f"/rooms/{known.room.pk}/results.xlsx")
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="capitals-{known.room.created_at:%Y-%m-%d}.xlsx"'
    )
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = [[cell.value for cell in row] for row in book["Students"].iter_rows(max_col=6)]
    assert rows == [
        ["Place", "Nickname", "Name", "Number or login", "Points", "Percent"],
        [1, "Ada", "Ada Lovelace", "0012", 3000, 1],
        [2, "Bo", "Bo Li", "0013", 2000, 2 / 3],
        [3, "Cem", None, None, 0, 0],
    ]


def test_without_names_nobody_is_in_it(known: Classroom, browser: Client) -> None:
    response = browser.get(f"/rooms/{known.room.pk}/results.xlsx?nameless")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    cells = {cell.value for page in book for row in page.iter_rows() for cell in row}
    assert not cells & {"Ada", "Ada Lovelace", "0012", "Cem"}


def test_ticked_lessons_are_one_workbook(known: Classroom, ada: User, browser: Client) -> None:
    other = Classroom(ada, "Rivers")
    other.asks("single", PARIS, {other.joins("Zoe"): "1"})
    response = browser.get(f"/rooms/results.xlsx?room={known.room.pk}&room={other.room.pk}")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert [row[0].value.split(" · ")[0] for row in book["Overview"].iter_rows(min_row=2)] == ["Capitals", "Rivers"]
    assert response.headers["Content-Disposition"].startswith('attachment; filename="results-')


@pytest.mark.parametrize("query", ["", "?room=", "?room=x", "?room=99999999999999999999", "?room=0"])
def test_without_a_lesson_there_is_a_sentence(browser: Client, query: str) -> None:
    response = browser.get(f"/rooms/results.xlsx{query}")
    assert (response.status_code, "Tick the lessons that shall be in it." in said(response)) == (422, True)


def test_nobody_else_has_the_workbook_or_the_marks(
    known: Classroom, ben: User, browser_of: Callable[[User], Client]
) -> None:
    paths = [f"/rooms/{known.room.pk}/{name}" for name in ("results.xlsx", "marks/", "marks-moodle.csv")]
    assert [browser_of(ben).get(path).status_code for path in paths] == [404] * 3
    assert [Client().get(path).status_code for path in paths] == [404] * 3
    assert browser_of(ben).get(f"/rooms/results.xlsx?room={known.room.pk}").status_code == 422


def test_when_the_names_are_gone_there_are_neither(known: Classroom, browser: Client) -> None:
    forget_names(known.room)
    paths = [f"/rooms/{known.room.pk}/{name}" for name in ("results.xlsx", "marks/", "marks-moodle.csv")]
    assert [browser.get(path).status_code for path in paths] == [410] * 3


def test_a_mark_book_is_looked_into_before_anything_changes(known: Classroom, browser: Client) -> None:
    response = drop(browser, known, EXPORT.encode())
    text = said(response)
    assert "2 people of this lesson are in it. Not in this file, so their marks stay here: Cem" in text
    assert "Quiz: Capitals (Real) has 1 mark, which is replaced" in text
    page = response.content.decode()
    assert re.findall(r'name="column" value="(-?\d+)"( checked)?', page) == [("4", ""), ("5", ""), ("-1", " checked")]


def test_the_same_file_comes_back_with_one_column_filled_in(known: Classroom, browser: Client) -> None:
    response = fill(browser, known, EXPORT.encode())
    assert response.content.decode() == EXPORT.replace(",-,", ",100,").replace('"7.00"', '"66.67"')
    assert response.headers["Content-Disposition"] == 'attachment; filename="grades.csv"'


def test_marks_may_be_out_of_other_points_and_in_a_new_column(known: Classroom, browser: Client) -> None:
    assert fill(browser, known, EXPORT.encode(), full="7,5").content.decode() == (
        EXPORT.replace(",-,", ",7.5,").replace('"7.00"', '"5"')
    )
    lines = fill(browser, known, EXPORT.encode(), column="-1").content.decode().splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines] == ["Capitals", "100", "66.67"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"column": ""}, "Please choose a column."),
        ({"column": "-2"}, "Please choose a column."),
        ({"column": "99"}, "This column cannot be filled in. Choose another one."),
        ({"column": "2"}, "This column cannot be filled in. Choose another one."),
        ({"full": "0"}, "Please type out of how many points."),
        ({"full": "nan"}, "Please type out of how many points."),
        ({"full": "inf"}, "Please type out of how many points."),
        ({"content": "%"}, "Please choose the file that your mark book exports."),
    ],
)
def test_what_makes_no_sense_is_said(known: Classroom, browser: Client, sent: dict[str, str], sentence: str) -> None:
    form = {"content": base64.b64encode(EXPORT.encode()).decode(), "name": "g.csv", "column": "4", "full": "100"} | sent
    response = browser.post(f"/rooms/{known.room.pk}/marks/", form)
    assert (response.status_code, sentence in said(response)) == (422, True)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"Name,M\r\nEve Adams,\r\n", b"PK\x03\x04broken"])
def test_a_file_that_is_no_mark_book_of_the_class_is_said(known: Classroom, browser: Client, content: bytes) -> None:
    assert drop(browser, known, content).status_code == 422


def test_plain_files_for_moodle_canvas_and_others(known: Classroom, browser: Client) -> None:
    moodle, canvas, table = (
        reopened(browser.get(f"/rooms/{known.room.pk}/marks-{form}.csv").content)
        for form in ("moodle", "canvas", "table")
    )
    assert moodle == [
        ["idnumber", "fullname", "Capitals"],
        ["0012", "Ada Lovelace", "100"],
        ["0013", "Bo Li", "66.67"],
        ["", "Cem", "0"],
    ]
    assert canvas[:3] == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Capitals"],
        ["    Points Possible", "", "", "", "", "100"],
        ["Ada Lovelace", "", "0012", "0012", "", "100"],
    ]
    assert table[:2] == [
        ["Number or login", "Name", "Points", "out of", "Percent"],
        ["0012", "Ada Lovelace", "3000", "3000", "100"],
    ]
