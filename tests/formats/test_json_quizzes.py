"""Quizzes in JSON, and ClassQuiz' files with their pictures."""

import gzip
import json
from typing import Any

import pytest

from live.formats import found_pictures
from live.formats.found import Unreadable
from live.formats.json_quizzes import END_OF_JSON, PICTURE, START, looks_like, read, read_cqa


def asked(quiz: Any) -> list[tuple[str, str, dict[str, list[str]], int | None]]:
    return [(each.kind, each.text, each.fields, each.seconds) for each in read(json.dumps(quiz)).found]


def test_rahoots_solutions_are_counted_from_zero_and_may_be_one():
    quiz = {"subject": "Maths", "questions": [
        {"question": "One?", "answers": ["x", "y"], "solutions": [1], "time": 15},
        {"question": "Two?", "answers": ["x", "y", "z"], "solutions": [0, 2], "image": "https://example.org/a.png"},
        {"question": "Three?", "answers": ["x", "y"], "solutions": 0},
        {"question": "Four?"},
    ]}  # fmt: skip
    assert asked(quiz) == [
        ("single", "One?", {"choice": ["x", "y"], "right": ["2"]}, 15),
        ("several", "Two?", {"choice": ["x", "y", "z"], "right": ["1", "3"]}, None),
        ("single", "Three?", {"choice": ["x", "y"], "right": ["1"]}, None),
        ("", "Four?", {}, None),
    ]
    reading = read(json.dumps(quiz))
    assert (reading.title, reading.found[1].notes) == ("Maths", "https://example.org/a.png")


def test_gahoots_answers_say_whether_they_are_correct():
    quiz = {
        "title": "T",
        "questions": [{"title": "?", "time": 20, "answers": [{"title": "x"}, {"title": "y", "correct": True}]}],
    }
    assert asked(quiz) == [("single", "?", {"choice": ["x", "y"], "right": ["2"]}, 20)]


def test_open_trivia_is_read_with_comments_and_entities_and_tells_no_key_by_its_order():
    quiz = """// a viewer's line
    {"results": [{"type": "boolean", "question": "1 &lt; 2?", "correct_answer": "True", "incorrect_answers": ["False"]},
    {"type": "multiple", "question": "Q", "correct_answer": "m", "incorrect_answers": ["z", "a", "b&amp;c"]}]}"""
    assert looks_like(quiz)
    assert [(each.kind, each.text, each.fields) for each in read(quiz).found] == [
        ("truefalse", "1 < 2?", {"truth": ["true"]}),
        ("single", "Q", {"choice": ["a", "b&c", "m", "z"], "right": ["3"]}),
    ]


CLASSQUIZ = {"title": "T", "questions": [
    {"question": "A", "time": "20", "type": "ABCD", "answers": [{"right": True, "answer": "x"}, {"answer": "y"}]},
    {"question": "B", "time": "20", "type": "RANGE", "answers": {"min_correct": 3, "max_correct": 5}},
    {"question": "C", "time": "20", "type": "ORDER", "answers": [{"answer": "x"}, {"answer": "y"}]},
    {"question": "D", "time": "20", "type": "VOTING", "answers": [{"answer": "x"}, {"answer": "y"}]},
    {"question": "E", "time": "20", "type": "TEXT", "answers": [{"answer": "x"}]},
]}  # fmt: skip


def test_classquiz_types_become_kinds_and_its_pictures_come_along_even_with_marks_in_them():
    tricky = b"\x89PNG" + PICTURE + b"no mark" + START + b"end"
    packed = json.dumps(CLASSQUIZ).encode() + END_OF_JSON
    packed += PICTURE + b"-1" + START + b"cover" + PICTURE + b"2" + START + tricky
    reading = read_cqa(gzip.compress(packed, mtime=0))
    assert [(each.kind, each.fields, each.picture) for each in reading.found] == [
        ("single", {"choice": ["x", "y"], "right": ["1"]}, None),
        ("number", {"right": ["3..5"], "tolerance": ["0"]}, None),
        ("order", {"items": ["x\ny"], "ordered": ["1"]}, 0),
        ("single", {"choice": ["x", "y"], "right": []}, None),
        ("short", {"accepted": ["x"]}, None),
    ]
    assert reading.pictures == [tricky]


@pytest.mark.parametrize(
    "content",
    [b"\x1f\x8b", b"\x1f\x8bjunk" * 9, gzip.compress(b"{}", mtime=0), gzip.compress(b"0" * (21 << 20), mtime=0)],
)
def test_what_is_no_quiz_is_unreadable(content):
    with pytest.raises(Unreadable):
        read_cqa(content)


@pytest.mark.parametrize(
    "quiz", [[], {}, 3, "x", {"questions": {}}, {"questions": [3]}, {"results": [3, {}]}, "[" * 100_000]
)
def test_other_json_is_no_quiz_or_has_questions_that_cannot_come(quiz):
    text = quiz if isinstance(quiz, str) else json.dumps(quiz)
    assert not looks_like(text) or {each.kind for each in read(text).found} <= {""}


def test_a_picture_that_is_too_large_or_a_drawing_is_told_of():
    packed = json.dumps(CLASSQUIZ).encode() + END_OF_JSON
    packed += PICTURE + b"0" + START + bytes(found_pictures.LARGEST + 1) + PICTURE + b"1" + START + b"<svg></svg>"
    reading = read_cqa(gzip.compress(packed, mtime=0))
    assert reading.pictures == []
    assert [[each.words for each in found.remarks] for found in reading.found[:3]] == [
        ["A picture could not come along."],
        ["An SVG picture could not come along. Save it as PNG."],
        [],
    ]
