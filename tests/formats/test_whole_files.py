"""All of a file is read, sheet by sheet and table by table, or a sentence says what is not."""

import io
import json
from functools import cache
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from live.formats.found import MOST_QUESTIONS, Found, Reading
from live.formats.readers import Asked, read
from live.formats.tables import kahoot_report
from live.formats.tables.cells import Cell, Sheet
from live.formats.tables.own_sheet import template
from tests.formats.test_docx import document, p
from tests.formats.test_hostile import zipped
from tests.formats.test_particify import sheet

HEAD = ["Question", "Answer 1", "Answer 2", "Correct"]
ASKED = b"<question type='essay'><questiontext><text>?</text></questiontext></question>"
TOO_MANY = [f"{MOST_QUESTIONS} questions are the most at a time; the rest was not read."]


def book(**sheets: list[list[Any]]) -> bytes:
    made, kept = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in sheets.items():
        made.create_sheet(name)
        for row in rows:
            made[name].append(row)
    made.save(kept)
    return kept.getvalue()


def told(reading: Reading) -> list[str]:
    return [each.words % each.values for each in reading.remarks]


def test_all_sheets_of_questions_are_read_and_others_are_named():
    reading = read(Asked(book(Rivers=[HEAD, ["Longest?", "Nile", "Oder", 1]], Empty=[], Pupils=[["Ana"]],
                              Towns=[["Class 7"], HEAD, ["Largest?", "Rome", "Oslo", 1]])))  # fmt: skip
    assert [(each.category, each.where, each.number, each.text) for each in reading.found] == [
        ("Rivers", "row", 2, "Longest?"),
        ("Towns", "row", 3, "Largest?"),
    ]
    assert told(reading) == ["The sheet “Pupils” has no column of questions; it was not read."]


def test_a_single_sheet_of_questions_is_no_quiz_of_its_own():
    reading = read(Asked(book(Rivers=[HEAD, ["Longest?", "Nile", "Oder", 1]], Empty=[])))
    assert ([each.category for each in reading.found], told(reading)) == ([""], [])


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_the_examples_of_our_own_notes_are_no_questions(language):
    reading = read(Asked(template(language)))
    assert ({each.category for each in reading.found}, told(reading)) == ({""}, [])


def table(*rows: list[str]) -> str:
    return "".join(["<table>", *(f"<tr><td>{'<td>'.join(row)}</tr>" for row in [HEAD, *rows]), "</table>"])


def test_all_tables_of_a_page_and_the_list_beside_them_are_read():
    rivers, signs = table(["Longest?", "Nile", "Oder", "1"]), table(["?", "x", "y", "2"])
    reading = read(Asked(f"<html>{rivers}<p>Largest?<p>a) Rome *<p>b) Oslo{signs}".encode()))
    assert [(each.where, each.number, each.text, each.fields["right"]) for each in reading.found] == [
        ("item", 1, "Longest?", ["1"]),
        ("item", 2, "?", ["2"]),
        ("item", 3, "Largest?", ["1"]),
    ]
    assert told(reading) == []


def test_words_and_pictures_beside_a_table_of_a_page_are_told_of():
    page = f"<html><p>My quiz <img src='x.png'>{table(['?', 'x', 'y', '2'])}"
    reading = read(Asked(page.encode()))
    assert [(each.where, each.number) for each in reading.found] == [("row", 2)]
    assert told(reading) == [
        "The words beside the tables of questions were not read.",
        "A picture could not come along.",
    ]


@cache
def many(count: int) -> dict[str, bytes]:
    """So many questions in each kind of file that has a reader of its own."""
    numbers = range(1, count + 1)
    half: list[list[Any]] = [HEAD, *[["What?", "x", "y", 1]] * (count // 2)]
    choices = {"answers": [{"text": "x", "correct": True}, {"text": "y"}]}
    listed = "\n\n".join(f"{number}. What?\na) x\nb) y\nANSWER: A" for number in numbers)
    essay = '<item title="{}"><presentation><material><mattext>What?</mattext></material></presentation></item>'
    content = {"choices": [{"question": "What?", "answers": ["x", "y"]}] * count}
    qti = f"<questestinterop>{essay * (count // 2)}</questestinterop>".encode()
    h5p = {"library": "H5P.SingleChoiceSet 1.11", "params": content}
    return {
        "a list": listed.encode(),
        "a table": book(A=[HEAD, *[["What?", "x", "y", 1]] * count]),
        "sheets": book(A=half, B=half),
        "Word": document(*(p(line) for line in listed.split("\n"))),
        "a page": f"<html>{table(*[['What?', 'x', 'y', '1']] * (count // 2)) * 2}".encode(),
        "Wooclap": ("Type,Title,Correct,Choice,Choice" + "\nMCQ,What?,1,x,y" * count).encode(),
        "Particify": ("format,body,options,correctOptions" + "\nTEXT,What?,," * count).encode(),
        "Quizlet": "\n".join(f"word {number}\tWort {number}" for number in numbers).encode(),
        "Blackboard": b"ESS\tWhat?\n" * count,
        "GIFT": b"What?{}\n\n" * count,
        "Moodle": b"<quiz>" + ASKED * count + b"</quiz>",
        "QTI 1.2": f"<questestinterop>{essay * count}</questestinterop>".encode(),
        "a cartridge": zipped(**{"a.xml": qti, "b.xml": qti}),
        "H5P": zipped(**{"h5p.json": b"{}", "content/content.json": json.dumps({"a": h5p}).encode()}),
        "gahoot": json.dumps({"questions": [{"title": "What?", **choices}] * count}).encode(),
    }  # fmt: skip


@pytest.mark.parametrize("name", many(2))
def test_what_is_beyond_the_most_questions_is_told_of_in_every_format(name):
    reading = read(Asked(many(MOST_QUESTIONS + 2)[name]))
    assert (len(reading.found), [each for each in told(reading) if each in TOO_MANY]) == (MOST_QUESTIONS, TOO_MANY)


@pytest.mark.parametrize("name", ["a list", "Word", "Wooclap", "H5P"])
def test_as_many_questions_as_are_read_are_told_nothing(name):
    reading = read(Asked(many(MOST_QUESTIONS)[name]))
    assert (len(reading.found), [each for each in told(reading) if each in TOO_MANY]) == (MOST_QUESTIONS, [])


def test_sheets_of_kahoots_report_beyond_the_most_are_told_of():
    rows = [[Cell(cell or "") for cell in row] for row in sheet("?", ["▲", "x", "◆", "y"], ["", "", "✔︎", ""])]
    reading = kahoot_report.read([Sheet(f"{number} Quiz", rows) for number in range(1, MOST_QUESTIONS + 2)])
    assert (len(reading.found), told(reading)) == (MOST_QUESTIONS, TOO_MANY)


def test_a_part_of_a_zip_that_is_broken_is_named():
    whole = {"b.xml": many(2)["QTI 1.2"], "c.xml": b"<manifest/>", "d.txt": b""}
    reading = read(Asked(zipped(**{"a.xml": b"<questestinterop><item", **whole, "e.xml": b""})))
    assert (len(reading.found), told(reading)) == (
        2,
        ["No question could be read in “a.xml”.", "No question could be read in “e.xml”."],
    )


def test_a_quiz_of_our_own_package_that_is_broken_is_named():
    quiz = {"format": "showofhands", "version": 1, "questions": [{"kind": "text", "text": "Tell", "fields": {}}]}
    reading = read(Asked(zipped(**{"quiz-1.json": json.dumps(quiz).encode(), "quiz-2.json": b'{"format":'})))
    assert ([each.text for each in reading.found], told(reading)) == (
        ["Tell"],
        ["No question could be read in “quiz-2.json”."],
    )


def test_pictures_of_parts_are_counted_on_those_of_choices_too():
    whole, part = Reading("x", pictures=[b"one"]), Reading("x", pictures=[b"two", b"three"])
    part.found = [Found("item", 1, picture=1), Found("item", 2, choice_pictures=[None, 0])]
    whole.join(part, "Part")
    assert [(each.picture, each.choice_pictures, each.category) for each in whole.number_on().found] == [
        (2, [], "Part"),
        (None, [None, 1], "Part"),
    ]
    assert whole.pictures == [b"one", b"two", b"three"]
