"""Kahoot's spreadsheet: the layout of its own template, what fits into it, and that it comes in again."""

import io
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from live.formats.given import Given, GivenQuiz
from live.formats.readers import Asked, read
from live.formats.tables import kahoot_sheet
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.examples.pin import MAP

CHOICES = {"choices": ["Paris", "Lyon", "Nice"], "right": [1]}


def single(text: str = "Capital?", seconds: int | None = 20, **content: Any) -> Given:
    return Given("single", text, CHOICES | content, seconds)


def told(given: Given) -> list[tuple[str, str]]:
    return [(each.level, each.words % each.values) for each in kahoot_sheet.remarks(given)]


def cells(*questions: Given, language: str = "en") -> dict[str, Any]:
    """The cells of the file that say something."""
    content = kahoot_sheet.dump(GivenQuiz("?", list(questions), language=language))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_the_layout_is_that_of_kahoots_template():
    several = Given("several", "**Which** are $x^2$?", {"choices": ["`a`", "b", "c", "d"], "right": [1, 3]}, 45)
    found = cells(single(), several, Given("truefalse", "So?", {"truth": False}), language="de")
    assert {place: value for place, value in found.items() if int(place.lstrip("ABCDEFGH")) in range(7, 12)} == {
        "B8": "Question - max 120 characters",
        **{f"{column}8": f"Answer {number} - max 75 characters" for number, column in enumerate("CDEF", 1)},
        "G8": "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "H8": "Correct answer(s) - choose at least one",
        **{"A9": 1, "B9": "Capital?", "C9": "Paris", "D9": "Lyon", "E9": "Nice", "G9": 20, "H9": "1"},
        **{"A10": 2, "B10": "Which are x^2?", "C10": "a", "D10": "b", "E10": "c", "F10": "d", "G10": 60, "H10": "1,3"},
        **{"A11": 3, "B11": "So?", "C11": "Wahr", "D11": "Falsch", "G11": 20, "H11": "2"},
    }
    assert (found["B2"], found["A108"], found["B6"][:12]) == ("Quiz template", 100, "And remember")


def test_what_goes_out_comes_in_again():
    asked = [single(seconds=10), Given("several", "Which?", {"choices": ["x", "y"], "right": [1, 2]}, 240)]
    found = read(Asked(kahoot_sheet.dump(GivenQuiz("?", asked)))).found
    assert [(each.kind, each.text, each.seconds, each.fields) for each in found] == [
        ("single", "Capital?", 10, {"choice": ["Paris", "Lyon", "Nice"], "right": ["1"]}),
        ("several", "Which?", 240, {"choice": ["x", "y"], "right": ["1", "2"]}),
    ]


@pytest.mark.parametrize(
    ("given", "remarks"),
    [
        (single(), []),
        (single(seconds=None), [("changed", "The time limit becomes 20 seconds.")]),
        (single(seconds=61), [("changed", "The time limit becomes 90 seconds.")]),
        (single(seconds=300), [("changed", "The time limit becomes 240 seconds.")]),
        (single("*x*\ny"), [("changed", "Formulas and marks of Markdown are plain text elsewhere.")]),
        (single(pictures=[MAP, None, None]), [("lost", "The picture stays behind.")]),
        (Given("single", "?", CHOICES, 20, 2), [("lost", "Weight, explanation and notes stay behind.")]),
        (single("x" * 121), [("refused", "Its text is too long for Kahoot: 120 characters at most.")]),
        (single(choices=["x" * 76, "y"]), [("refused", "A choice is too long for Kahoot: 75 characters at most.")]),
        (single(choices=list("abcde")), [("refused", "Kahoot takes 4 choices at most.")]),
        (single(right=[]), [("refused", "Kahoot's spreadsheet has no polls: a choice must be right.")]),
        (Given("slide", "?", {"ack": True}), [("refused", "Kahoot's spreadsheet has choices only.")]),
    ],
)
def test_what_does_not_fit_is_said_before(given, remarks):
    assert told(given) == remarks


def test_what_is_refused_does_not_go_along():
    asked = [Given(slug, "?", EXAMPLES[slug].content, 20) for slug in SLUGS]
    found = cells(*asked, single(right=[]))
    questions = [place for place, value in found.items() if place.startswith("B") and value == "?"]
    assert len(questions) == len({"single", "several", "truefalse"})


def test_hundreds_of_questions_are_numbered():
    assert cells(*[single()] * 120)["A128"] == 120
