"""What is right, where a file says it badly, not at all, or without a question: each with a sentence."""

import json

import pytest

from live.formats import weighed
from live.formats.found import Found
from live.formats.readers import Asked, read
from tests.formats.test_particify import report, sheet

POLL = "Nothing says what is right: it is a poll."
TABLE = "Question,Answer 1,Answer 2,Correct,Type\n"


def only(text: str) -> Found:
    [found] = read(Asked(text.encode())).found
    return found


def told(found: Found) -> list[str]:
    return [each.words % each.values for each in found.remarks]


def quiz(**asked: object) -> str:
    return json.dumps({"questions": [asked]})


@pytest.mark.parametrize(
    "text",
    [
        "Which?\na) x\nb) y",
        f"{TABLE}Which?,x,y,,",
        "Type,Title,Correct,Choice,Choice\nMCQ,Which?,,x,y",
        "Type,Title,Correct,Choice,Choice\nGuessNumber,How many?,,,",
        "format,body,options,correctOptions\nCHOICE,Which?,x,",
        "MC\tWhich?\tx\tincorrect\ty\tincorrect",
        "TF\tSure?\t",
        "FIB\tWho?\t",
        "NUM\tHow many?\t",
        quiz(question="Which?", answers=["x", "y"], solutions=[]),
        quiz(title="Which?", answers=[{"title": "x", "correct": False}]),
        quiz(question="Which?", choices=[{"answer": "x"}]),
        quiz(question="Which?", type="ABCD", answers=[{"answer": "x", "right": False}]),
        quiz(question="Who?", type="TEXT", answers=[{"answer": ""}]),
        "Which? {~x ~y}",
    ],
)
def test_a_question_without_a_key_is_a_poll_and_says_so(text):
    assert told(only(text)) == [POLL]


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}Which?,x,y,,Poll",
        "Type,Title,Correct,Choice,Choice\nPoll,Which?,,x,y",
        quiz(question="Which?", type="survey", choices=[{"answer": "x"}]),
        quiz(question="Which?", type="VOTING", answers=[{"answer": "x"}, {"answer": "y", "right": False}]),
        "Question (Markdown),Choice 1,Choice 2,Right\nWhich?,x,y,",
    ],
)
def test_what_is_meant_as_a_poll_needs_no_sentence(text):
    assert told(only(text)) == []


@pytest.mark.parametrize(
    ("text", "right", "remarks"),
    [
        ("Type,Title,Correct,Choice,Choice\nMCQ,Which?,y,x,y", [], ["“y” is none of the choices"]),
        ('Type,Title,Correct,Choice,Choice\nMCQ,Which?,"1,3",x,y', ["1"], ["“1,3” is none of the choices"]),
        (quiz(question="Which?", answers=["x", "y"], solutions=[0, 7]), ["1"], ["“8” is none of the choices"]),
        ("TF\tSure?\trichtig", [], ["“richtig” is neither true nor false"]),
    ],
)
def test_a_key_that_cannot_be_read_is_quoted(text, right, remarks):
    found = only(text)
    assert (found.fields.get("right", []), told(found)) == (
        right,
        [f"{each}: please mark what is right." for each in remarks],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Two? {1:NM:=2}\n\nWhich? {#=1e25:1e-20 =5:1}\n\nTwo? {1:NM:=2}",
        "<quiz>{0}<question type='numerical'><questiontext><text>Which?</text></questiontext>"
        "<answer fraction='100'><text>1e25</text><tolerance>1e-20</tolerance></answer>"
        "<answer fraction='100'><text>5</text><tolerance>1</tolerance></answer></question>{0}</quiz>".format(
            "<question type='essay'><questiontext><text>Tell</text></questiontext></question>"
        ),
    ],
)
def test_a_number_of_too_many_digits_costs_no_neighbour(text):
    before, found, after = read(Asked(text.encode())).found
    assert (found.kind, told(found)) == ("", ["It has no right number that can be read."])
    assert (bool(before.kind), bool(after.kind)) == (True, True)


def test_a_range_whose_middle_has_too_many_digits_for_a_tolerance_stays_a_range():
    assert weighed.distance("1/6", "1/300000000000007", "300000000000004/900000000000021") == ""
    assert weighed.distance("5", "4", "6") == "1"


def test_a_place_of_thousands_of_digits_is_none_of_the_choices():
    found = only(f"Which?\na) x\nb) y\nANSWER: 001{'0' * 5000}")
    assert (found.fields["right"], len(found.remarks)) == ([], 1)


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}Which?,x,y,1,Drawing",
        "Type,Title,Correct,Choice\nDrawing,Which?,,x",
        "format,body,options\nDrawing,Which?,x",
        quiz(question="Which?", type="Drawing", choices=[{"answer": "x"}]),
        quiz(question="Which?", type="Drawing", answers=[{"answer": "x"}]),
        "<quiz><question type='Drawing'><questiontext><text>Which?</text></questiontext></question></quiz>",
    ],
)
def test_a_type_that_is_none_here_is_refused_by_its_name_in_the_same_words(text):
    found = only(text)
    assert (found.kind, [each.lower() for each in told(found)]) == ("", ["a question of the type drawing cannot come."])


def test_a_row_of_answers_without_a_question_is_refused_by_its_number():
    found = read(Asked(f"{TABLE}Which?,x,y,1,\n,x,y,1,\n,,,Paris,\n,,,,quiz\n".encode())).found
    assert [(each.number, each.kind, told(each)) for each in found] == [
        (2, "single", []),
        (3, "", ["These answers have no question before them."]),
        (4, "", ["These answers have no question before them."]),
    ]


def test_options_of_particify_and_of_kahoots_report_without_a_question_are_refused():
    rows = "format,body,options\nCHOICE,Which?,x\nCHOICE,,x\n,,x\n,,\n"
    found = read(Asked(rows.encode())).found
    assert [(each.number, each.kind) for each in found] == [(2, "single"), (3, ""), (4, "")]
    assert [told(each) for each in found[1:]] == [["These answers have no question before them."]] * 2
    asked, empty = read(
        Asked(report(**{f"{number}_Quiz": sheet(text, ["▲", "x"], ["✔︎", 1]) for number, text in ((1, "?"), (2, ""))}))
    ).found
    assert (asked.kind, empty.kind, told(empty)) == ("single", "", ["These answers have no question before them."])


def test_a_text_with_gaps_needs_no_question_before_it():
    found = only("Kind,Question (Markdown),Choice 1,Right\nGaps in a text,,Roses are [red].,")
    assert (found.kind, found.fields, found.asked, told(found)) == (
        "cloze",
        {"source": ["Roses are [red]."]},
        "Fill in the gaps.",
        [],
    )
