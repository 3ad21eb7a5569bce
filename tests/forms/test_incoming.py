"""What a file brings is judged by the kinds, question by question, and as far as there is room."""

from typing import Any

import pytest

from live.formats.found import CHANGED, LOST, REFUSED, Found, Reading, Remark
from live.formats.package import MOST_QUESTIONS
from live.forms import incoming
from live.forms.incoming import Inbox, Incoming, ReadFile
from live.models.question import TEXT_LENGTH

THERE = (CHANGED, "This question is already there.")
TWICE = (CHANGED, "This question comes twice.")


def single(text: str = "Capital?", **more: Any) -> Found:
    return Found("line", 7, "single", text, {"choice": ["Lyon", "Paris"], "right": ["2"]}, **more)


def judged(*found: Found, there: Any = (), **more: Any) -> list[Incoming]:
    inbox = Inbox(there)
    assert inbox.take(ReadFile("rivers.txt", Reading("A list", found=list(found), **more)))
    return inbox.questions


def test_a_question_comes_as_its_kind_would_keep_it():
    [question] = judged(single(seconds=20, weight=3, explanation="Since 987.", notes="Ask Ben."))
    assert question == Incoming(
        number=1,
        group="rivers",
        place="Line 7",
        text="Capital?",
        fields={
            "kind_slug": "single",
            "text": "Capital?",
            "picture": None,
            "content": {"choices": ["Lyon", "Paris"], "right": [2]},
            "seconds": 20,
            "weight": 3,
            "explanation": "Since 987.",
            "notes": "Ask Ben.",
        },
    )
    assert question.kind is not None
    assert question.kind.slug == "single"


@pytest.mark.parametrize(
    ("where", "place"), [("line", "Line 3"), ("row", "Row 3"), ("item", "Question 3"), ("", "Question 3")]
)
def test_a_question_has_the_place_by_which_people_find_it(where: str, place: str):
    assert [each.place for each in judged(Found(where, 3, "slide", "Look."))] == [place]


def test_a_question_belongs_to_its_category_else_to_its_quiz_else_to_its_file():
    assert [each.group for each in judged(single(category=" All  rivers "), single("Other?"))] == [
        "All rivers",
        "rivers",
    ]
    assert [each.group for each in judged(single(), title="Rivers of France")] == ["Rivers of France"]


def test_tags_of_a_quiz_come_with_its_questions_alone():
    tags = {"Hills": ["8b", "8B", "x" * 99]}
    assert [each.tags for each in judged(single(category="Hills"), single("Other?"), tags=tags)] == [["8b"], []]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (Found("line", 1, "", "Where?"), "Questions of this kind cannot be asked here."),
        (Found("line", 1, "nonsense", "Where?"), "Questions of this kind cannot be asked here."),
        (single(" \n"), "There is no question in it."),
        (single("x" * (TEXT_LENGTH + 1)), "This question is too long: 2000 characters at most."),
        (Found("line", 1, "pin", "Where?", {"areas": ["A1 *"]}), "It asks about a picture, and there is none."),
        (Found("line", 1, "single", "Where?", {"choice": ["Lyon"]}), "Please give at least two choices."),
    ],
)
def test_what_cannot_come_says_why_and_is_not_ticked(found: Found, why: str):
    [question] = judged(found)
    assert (question.fields, question.kind, question.ticked, question.remarks) == (None, None, False, [(REFUSED, why)])


def test_a_reader_that_has_said_why_is_not_talked_over():
    [question] = judged(single("").refuse("It is a %(what)s.", what="hotspot"))
    assert question.remarks == [(REFUSED, "It is a hotspot.")]


def test_remarks_of_a_reader_are_said_with_their_values_and_a_per_cent_alone_is_one():
    found = single(remarks=[Remark(LOST, "50 % off."), Remark(CHANGED, "%(n)d of them.", {"n": 2})])
    assert [each.remarks for each in judged(found)] == [[(LOST, "50 % off."), (CHANGED, "2 of them.")]]


def test_what_is_there_or_comes_twice_is_not_ticked():
    content = {"choices": ["Lyon", "Paris"], "right": [2]}
    there = [{"kind_slug": "single", "text": "Capital?", "picture": None, "content": content}]
    told = judged(single(), single("Other?"), single("Other?"), there=there)
    assert [(each.ticked, each.remarks) for each in told] == [(False, [THERE]), (True, []), (False, [TWICE])]


def test_two_quizzes_may_have_the_same_question_where_each_becomes_one():
    told = judged(single(category="a"), single(category="b"), single(category="b"), there=None)
    assert [each.ticked for each in told] == [True, True, False]


def test_questions_without_room_are_left_out_and_then_no_file_has_room():
    inbox = Inbox(None)
    many = [single(f"{number}?") for number in range(MOST_QUESTIONS - 1)]
    told = [inbox.take(ReadFile("", Reading("", found=found))) for found in (many, [single("A?"), single("B?")])]
    assert (told, len(inbox.questions), inbox.questions[-1].text, inbox.is_full) == ([True, False], 1000, "A?", True)


def test_a_file_may_be_long_and_the_next_one_has_no_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(incoming, "MOST_TEXT", 300)
    inbox = Inbox(None)
    told = []
    for text in ("A?", "B?"):
        told.append(inbox.take(ReadFile("", Reading("", found=[single(text)]))) and inbox.is_full)
    assert told == [False, True]
