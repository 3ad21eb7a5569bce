"""The workbook of lessons: every number in it is one that the answers say."""

import io
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from django.contrib.auth.models import User
from django.utils import translation

from live.content.class_list import Listed
from live.formats.book import dump
from live.models import Move, Participant, Roll
from live.results import grid
from live.results.workbook import workbook
from tests.support.taught import PARIS, PRIMES, Classroom

pytestmark = pytest.mark.usefixtures("transactional_db")


def sheets(*lessons: Classroom, names: bool = True) -> dict[str, list[list[Any]]]:
    """Return the rows of each sheet, as openpyxl reads the file."""
    file = dump(workbook([grid.read(lesson.room) for lesson in lessons], names))
    book = openpyxl.load_workbook(io.BytesIO(file))
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book}


@pytest.fixture
def two(lesson: Classroom) -> Classroom:
    """One question in which Ana is right, several choices of which Bo has half, and a poll to which Bo says nothing."""
    ana, bo = lesson.joins("Ana"), lesson.joins("Bo")
    lesson.room.change_rules(partial=True)
    lesson.asks("single", PARIS, {ana: "1", bo: "2"}, text="Capital of *France*?", seconds=20, time_ms=2500, weight=2)
    lesson.asks("several", PRIMES, {ana: "1,3", bo: "1"}, text="Primes?")
    lesson.asks("single", PARIS | {"right": []}, {ana: "2"}, text="Where to?")
    return lesson


def test_there_are_seven_sheets(two: Classroom) -> None:
    assert list(sheets(two)) == ["Overview", "Students", "Answers", "Items", "Choices", "Rounds", "Log"]


def test_students_have_places_points_percent_and_points_by_question(two: Classroom) -> None:
    assert sheets(two)["Students"] == [
        [
            *("Place", "Nickname", "Name", "Number or login", "Points", "Percent", "Right", "Answered", "Asked"),
            *("1. Capital of France?", "2. Primes?", "3. Where to?"),
        ],
        [1, "Ana", None, None, 3000, 1, 2, 3, 3, 2000, 1000, None],
        [2, "Bo", None, None, 500, 0.1666666666666667, 0, 2, 3, 0, 500, None],
    ]


def test_answers_stand_as_they_were_given(two: Classroom) -> None:
    assert sheets(two)["Answers"] == [
        ["Nickname", "Name", "Number or login", "1. Capital of France?", "2. Primes?", "3. Where to?"],
        ["Ana", None, None, "Paris", "2, 11", "Lyon"],
        ["Bo", None, None, "Lyon", "2", None],
    ]


def test_items_say_how_easy_each_question_was(two: Classroom) -> None:
    heading, *rows = sheets(two)["Items"]
    assert heading[:6] == ["Round", "Question", "Right answer", "Present", "Answered", "Right"]
    assert [row[:6] for row in rows] == [
        [1, "Capital of France?", "Paris", 2, 2, 0.5],
        [2, "Primes?", "2, 11", 2, 2, 0.75],
    ]
    assert [row[6:] for row in rows] == [[None, None, None, 2.5, None], [None] * 5]


def test_choices_say_who_took_them_and_how_they_did_elsewhere(two: Classroom) -> None:
    assert sheets(two)["Choices"] == [
        ["Round", "Question", "Choice", "Right", "Taken by", "Share", "Right elsewhere"],
        [1, "Capital of France?", "Paris", "✓", 1, 0.5, 1],
        [1, "Capital of France?", "Lyon", None, 1, 0.5, 0.5],
        [2, "Primes?", "2", "✓", 2, 1, 0.5],
        [2, "Primes?", "9", None, 0, 0, None],
        [2, "Primes?", "11", "✓", 1, 0.5, 1],
    ]


def test_the_log_has_a_row_for_each_answer_and_no_hour(two: Classroom) -> None:
    assert sheets(two)["Log"] == [
        [
            *("Nickname", "Name", "Number or login", "Round", "Question", "Asking", "Answer", "Mark", "Points"),
            "Time (s)",
        ],
        ["Ana", None, None, 1, "Capital of France?", 1, "Paris", 1, 2000, 2.5],
        ["Ana", None, None, 2, "Primes?", 1, "2, 11", 1, 1000, None],
        ["Ana", None, None, 3, "Where to?", 1, "Lyon", None, None, None],
        ["Bo", None, None, 1, "Capital of France?", 1, "Lyon", 0, 0, 2.5],
        ["Bo", None, None, 2, "Primes?", 1, "2", 0.5, 500, None],
    ]


def test_rounds_have_real_times_and_a_gain_where_something_was_asked_again(two: Classroom) -> None:
    again = two.opens_again(two.quiz.questions.get(text__startswith="Capital").pk)
    two.answers(again, dict.fromkeys(two.room.participants.all(), "1"))
    two.moves(Move.CLOSE, Move.REVEAL)
    heading, *rows = sheets(two)["Rounds"]
    assert [name.split(" (")[0] for name in heading] == [
        *("Round", "Question", "Kind", "Asking", "Opened", "Closed", "Time limit", "Weight", "Answered"),
        *("Right", "Mean time", "Skipped", "Gain since the first asking", "Re-marked"),
    ]
    assert [[row[0], row[3], *row[6:]] for row in rows] == [
        [1, 1, 20, 2, 2, 1, 2.5, None, None, None],
        [2, 1, None, 1, 2, 1, None, None, None, None],
        [3, 1, None, 1, 1, None, None, None, None, None],
        [4, 2, 20, 2, 2, 2, None, None, 1, None],
    ]
    assert all(row[5] >= row[4] for row in rows)


def test_without_names_nobody_is_known(two: Classroom) -> None:
    book = sheets(two, names=False)
    assert book["Students"][0][:3] == ["Place", "Nickname", "Points"]
    assert sorted(row[1] for row in book["Students"][1:]) == ["P01", "P02"]
    assert book["Log"][0] == ["Nickname", "Round", "Question", "Asking", "Answer", "Mark", "Points"]
    assert not {"Ana", "Bo"} & {cell for rows in book.values() for row in rows for cell in row}


def test_several_lessons_are_joined_by_the_class_list_and_never_by_a_nickname(ada: User) -> None:
    roll = Roll.objects.create(owner=ada, title="8b")
    roll.enter([Listed("Ada Lovelace", "0012")])
    pupil, lessons = roll.pupils.get(), [Classroom(ada, "Rivers", roll=roll), Classroom(ada, "Seas", roll=roll)]
    for right, lesson in zip("12", lessons, strict=True):
        listed, guest = lesson.joins("Ada", pupil=pupil), lesson.joins("Guest")
        lesson.asks("single", PARIS, {listed: "1", guest: right})
    rows = sheets(*lessons)["Students"]
    titles = [title for title in rows[0] if title.startswith(("Rivers", "Seas"))]
    assert rows[0][:-2] == ["Nickname", "Name", "Number or login", "Points", "Percent", "Right", "Answered", "Asked"]
    assert (len(titles), rows[1:]) == (
        2,
        [
            ["Ada", "Ada Lovelace", "0012", 2000, 1, 2, 2, 2, 1, 1],
            ["Guest", None, None, 1000, 1, 1, 1, 1, 1, None],
            ["Guest", None, None, 0, 0, 0, 1, 1, None, 0],
        ],
    )


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar"])
def test_the_workbook_is_good_in_every_language(two: Classroom, language: str) -> None:
    with translation.override(language):
        book = sheets(two)
    assert [len(rows) for rows in book.values()] == [2, 3, 3, 3, 6, 4, 6]


def test_what_people_type_is_never_a_formula(lesson: Classroom) -> None:
    eve: Participant = lesson.joins("=1+1")
    lesson.asks("short", {"accepted": ["x"]}, {eve: "x"}, typed="=HYPERLINK(1)")
    file = dump(workbook([grid.read(lesson.room)], True))
    cells = [cell for page in openpyxl.load_workbook(io.BytesIO(file)) for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
