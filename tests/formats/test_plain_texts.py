"""Texts of programs without Markdown: what would be a mark of ours is escaped, in choices and gaps, too."""

import json

import pytest

from live.formats.found import Found
from live.formats.readers import Asked, read

PLAIN = "*Is* it `x`?"
TEXT, LINE = r"\*Is\* it \`x\`?", r"*Is* it \`x\`?"
BY_WORD = ("choice", "items", "pairs")


def only(text: str) -> Found:
    [found] = read(Asked(text.encode())).found
    return found


def lines(found: Found) -> list[str]:
    """The choices, items or sides of pairs."""
    return [
        line for name in BY_WORD for text in found.fields.get(name, []) for line in text.replace("\t", "\n").split("\n")
    ]


def quiz(**asked: object) -> str:
    return json.dumps({"questions": [asked]})


@pytest.mark.parametrize(
    "text",
    [
        quiz(question=PLAIN, answers=[PLAIN, "y"], solutions=[0]),
        quiz(title=PLAIN, answers=[{"title": PLAIN, "correct": True}, {"title": "y"}]),
        quiz(question=PLAIN, type="ABCD", answers=[{"answer": PLAIN, "right": True}, {"answer": "y"}]),
        quiz(question=PLAIN, type="ORDER", answers=[{"answer": PLAIN, "right": True}, {"answer": "y"}]),
        json.dumps({"results": [{"question": PLAIN, "correct_answer": PLAIN, "incorrect_answers": ["y"]}]}),
        f"MC\t{PLAIN}\t{PLAIN}\tcorrect\ty\tincorrect",
        f"ORD\t{PLAIN}\t{PLAIN}\ty",
        f"MAT\t{PLAIN}\t{PLAIN}\ty",
        f"Type,Title,Correct,Choice,Choice\nMCQ,{PLAIN},1,{PLAIN},y",
        f"Type,Title,Correct,Choice,Choice\nMatching,{PLAIN},,{PLAIN} --- y",
        f"Question,Type,Option 1,Option 2\n{PLAIN},ordering,{PLAIN},y",
    ],
)
def test_marks_of_markdown_in_a_plain_text_are_signs(text):
    found = only(text)
    assert (found.text, lines(found)) == (TEXT, [LINE, "y"])


def test_terms_of_quizlet_are_plain_text():
    assert lines(only(f"{PLAIN}\ta\nb\tc")) == [LINE, "a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("FIB_PLUS\tA \\ `[a]`?\ta\tred\tcrimson", r"A \ \`[red|crimson]\`?"),
        ("Type,Title,Correct,Choice\nFillInTheBlanks,Fill,,A `[red|crimson]`?", r"A \`[red|crimson]\`?"),
        ("Type,Title,Correct,Choice\nFillInTheBlanks,Fill,,A [ | ] [red]?", r"A \[ | ] [red]?"),
    ],
)
def test_texts_around_gaps_are_plain_text(text, source):
    assert only(text).fields["source"] == [source]


def test_texts_of_classquiz_may_have_tags():
    choice = {"question": "Which?", "type": "ABCD", "answers": [{"answer": "x", "right": True}, {"answer": "y"}]}
    shown = {"question": "<p>1 &lt; <b>2</b></p>", "type": "SLIDE", "answers": "<p>It *is*.</p>"}
    _first, slide = read(Asked(json.dumps({"questions": [choice, shown]}).encode())).found
    assert (slide.kind, slide.text) == ("slide", "1 < **2**\n\nIt \\*is\\*.")
