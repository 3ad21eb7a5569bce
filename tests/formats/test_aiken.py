"""Aiken text goes out, and comes in again as a list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.lines import line
from live.content.safe_html import plain
from live.formats.given import Given, GivenQuiz
from live.formats.lists import listed
from live.formats.lists.aiken import dump, remarks
from live.kinds import kind
from tests.support.kind_forms import form

CAPITAL = "Capital of France?\nA) Paris\nB) Lyon\nANSWER: A\n"


def asked(text, choices, right):
    return Given("single", text, {"choices": choices, "right": [right]})


def written(*questions):
    return dump(GivenQuiz("Quiz", list(questions))).decode()


FRANCE = asked("Capital of France?", ["Paris", "Lyon"], 1)


WORDS = st.text(max_size=30).map(lambda raw: line(raw, "NFC")).filter(lambda text: len(text) > 1)


@given(WORDS, st.lists(WORDS, min_size=2, max_size=10, unique=True), st.data())
@settings(max_examples=100)
def test_what_goes_out_comes_in_again(text, choices, data):
    question = asked(text, choices, data.draw(st.integers(1, len(choices))))
    back = listed.read(written(question, question)).found
    shown = [(each.kind, plain(each.text), kind("single").clean(form(**each.fields))) for each in back]
    # a marker comes back escaped, which is the same in Markdown
    assert shown == [("single", plain(text), question.content)] * 2


def test_a_text_that_looks_like_a_marker_goes_out_so_that_it_comes_in_as_it_was():
    texts = ["A) or B)?", "ANSWER: what is it?", "= 3", "[x] y", "(a) z", "✓ so", "____", "- 1 + 2", "1. Who?"]
    guarded = [written(asked(text, ["x", "y"], 2)).splitlines()[0] for text in texts]
    assert guarded[:3] == ["A\\) or B)?", "ANSWER\\: what is it?", "\\= 3"]
    again = [listed.read(written(asked(text, ["x", "y"], 2))).found[0].text for text in texts]
    assert [plain(text) for text in again] == texts


def test_what_aiken_cannot_say_is_left_out():
    poll = Given("single", "Tea?", {"choices": ["Yes", "No"], "right": []})
    cloud = Given("cloud", "Words", {"words": 3})
    assert (written(poll, FRANCE, cloud), written(poll)) == (CAPITAL, "")


def told(text="?", content=FRANCE.content, **more):
    return [(each.level, each.words) for each in remarks(Given("single", text, content, **more))]


def test_what_aiken_cannot_say_is_told():
    bare = {"choices": ["A", "b"], "right": [2], "pictures": [{"name": "0"}, None]}
    assert told() == []
    assert told(content=bare) == [("refused", "One of the choices is nothing but a picture.")]
    assert told(content={**bare, "choices": ["a", "b"], "last": True}, seconds=30) == [
        ("lost", "The picture stays behind."),
        ("lost", "Time limit, weight, explanation and notes stay behind."),
        ("lost", "One of its settings stays behind."),
    ]


@pytest.mark.parametrize("text", ["```\nx\n```", "Which?\n- a\n- b", "1. a\n2. b", "a | b\n--|--\n1 | 2"])
def test_what_needs_its_lines_does_not_go_along(text):
    assert told(text) == [("refused", "A list, a table or a listing cannot be a single line.")]
    assert written(Given("single", text, FRANCE.content)) == ""


def test_what_is_changed_is_told():
    assert told("Is $x$\nright?") == [
        ("changed", "Its lines become one."),
        ("changed", "Formulas and marks of Markdown are plain text elsewhere."),
    ]
    assert written(Given("single", "Is it\n\nright?", FRANCE.content)).startswith("Is it right?\nA) Paris")
