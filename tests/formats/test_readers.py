"""One box for all: the bytes say what a file is, and by which letters it was written."""

import json
from dataclasses import replace
from io import BytesIO

import pytest

from live.formats import readers
from live.formats.by_hand import FORMS
from live.formats.encodings import decoded
from live.formats.found import CHANGED, Found, Reading, Unreadable
from live.formats.readers import Asked, read
from tests.formats.test_tables import spreadsheet

LIST = "Capital?\nA) Paris\nB) Lyon\nANSWER: A\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (spreadsheet(["Notes"], []), None),
        (spreadsheet(["Question", "Answer 1", "Answer 2", "Correct"], ["?", "x", "y", 1]), ("a table", ["single"])),
        (b"Question;Answer 1;Answer 2;Correct\r\n?;x;y;2\r\n", ("a table", ["single"])),
        ("Question\tAnswer 1\tAnswer 2\tCorrect\n?\tx\ty\t2".encode("utf-16"), ("a table", ["single"])),
        (LIST.encode(), ("a list", ["single"])),
        (b'{"questions": [{"question": "?", "answers": ["x", "y"], "solutions": [0]}]}', ("Rahoot", ["single"])),
        (b"MC\t?\tx\tcorrect\ty\tincorrect", ("Blackboard", ["single"])),
        (b"Type,Title,Correct,Choice,Choice\nMCQ,?,1,x,y", ("Wooclap", ["single"])),
        (b"Some words that are no question.", ("a list", [""])),
    ],
)
def test_formats_are_told_from_their_bytes(content, told):
    if told is None:
        with pytest.raises(Unreadable, match=r"^No sheet has a column of questions"):
            read(Asked(content))
        return
    reading = read(Asked(content))
    assert (reading.format, [each.kind for each in reading.found]) == told


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"%PDF-1.7", b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0" * 9, b"PK\x03\x04junk"]
)
def test_what_cannot_be_read_says_what_to_do(content):
    with pytest.raises(Unreadable) as unreadable:
        read(Asked(content))
    assert unreadable.value.words.endswith(".")


@pytest.mark.parametrize(
    ("content", "language", "read_as"),
    [
        ("Où ?".encode(), "en", ("Où ?", "utf-8")),
        ("\ufeffOù ?".encode(), "en", ("Où ?", "utf-8")),
        ("Où ?".encode("cp1252"), "fr", ("Où ?", "cp1252")),
        ("Którą?".encode("cp1250"), "pl", ("Którą?", "cp1250")),
        ("ما؟".encode("cp1256"), "ar", ("ما؟", "cp1256")),
        ("Où ?".encode("utf-16"), "fr", ("Où ?", "utf-16-le")),
        ("Question".encode("utf-16-be"), "fr", ("Question", "utf-16-be")),
    ],
)
def test_letters_are_read_by_mark_pattern_or_the_pages_language(content, language, read_as):
    assert decoded(content, language) == read_as


def test_letters_that_were_wrong_can_be_read_otherwise():
    assert decoded("Którą?".encode("cp1250"), "en", "cp1250").text == "Którą?"


def test_a_reading_travels_out_of_the_child_as_it_is():
    found = Found("row", 3, "single", "?", {"choice": ["x"]}, picture=1)
    found.remark(CHANGED, "Now %(now)d.", now=5)
    reading = Reading("table", "T", [found], pictures=[b"one", b"two"])
    head, pictures = reading.message()
    there = Reading.of(head, BytesIO(pictures))
    assert replace(there, pictures=list(there.pictures)) == reading


@pytest.mark.parametrize(
    ("answers", "solutions", "fields"),
    [
        (["No", "Yes", "No ", "No"], [1], {"choice": ["No", "Yes"], "right": ["2"]}),
        (["No", "Yes", "No", "Perhaps"], [2], {"choice": ["No", "Yes", "Perhaps"], "right": ["1"]}),
    ],
)
def test_a_choice_that_stands_there_twice_comes_once(answers, solutions, fields):
    quiz = {"questions": [{"question": "?", "answers": answers, "solutions": solutions}]}
    [found] = read(Asked(json.dumps(quiz).encode())).found
    told = [(each.level, each.words) for each in found.remarks]
    assert (found.fields, told) == (fields, [("changed", "A choice that was there twice comes once.")])


def test_two_choices_that_are_one_are_left_to_their_kind():
    [found] = read(Asked(b'{"questions": [{"question": "?", "answers": ["x", "x"], "solutions": [0]}]}')).found
    assert (found.fields, found.remarks) == ({"choice": ["x", "x"], "right": ["1"]}, [])


def test_what_is_offered_by_hand_has_a_reader():
    assert readers._FORMS.keys() == FORMS.keys()
