"""GIFT out: what Moodle reads of it, and what comes in again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats.found import REFUSED, Reading
from live.formats.given import Given, GivenQuiz
from live.formats.moodle import gift, gift_out
from tests.support.examples import EXAMPLES
from tests.support.judging import judged
from tests.support.random_questions import FIELDS, questions
from tests.support.returned import OF_MOODLE, assert_same

CHOICES = {"choices": ["Paris", "Lyon"], "right": [1]}
CHANGES = OF_MOODLE | {
    "The gap becomes a line in the question.": {"kind", "text", "parts", "gaps", "accepted", "choices", "right"},
    "The unit stays behind.": {"unit"},
    "Capitals no longer count.": {"exact"},
    "The explanation stays behind.": {"explanation", "quotations in the explanation"},
    "Time limit, weight and notes stay behind.": {"seconds", "weight", "notes", "quotations in the notes"},
}


def written(kind, content, text="Q?", **more):
    """A question as it stands in the file, without the category."""
    file = gift_out.dump(GivenQuiz("Quiz", [Given(kind, text, content, **more)])).decode()
    return file.removeprefix("$CATEGORY: $course$/top/Quiz\n\n").rstrip("\n")


def told(kind, content, text="Q?", **more):
    return [(each.level, each.words) for each in gift_out.remarks(Given(kind, text, content, **more))]


def number(right, tolerance="0", unit=""):
    return {"right": right, "tolerance": tolerance, "unit": unit}


@pytest.mark.parametrize(
    ("kind", "content", "answers"),
    [
        ("single", CHOICES, "{\n=Paris\n~Lyon\n}"),
        ("several", {"choices": ["a", "b", "c"], "right": [1, 3]}, "{\n~%50%a\n~%-50%b\n~%50%c\n}"),
        ("several", {"choices": ["a", "b", "c"], "right": [1, 2, 3]}, "{\n~%33.33333%a\n~%33.33333%b\n~%33.33333%c\n}"),
        ("truefalse", {"truth": False}, "{FALSE}"),
        ("short", {"accepted": ["Paris", "5*x"]}, "{\n=Paris\n=5\\\\*x\n}"),
        ("number", number("3.14", "0.01"), "{#=3.14:0.01}"),
        ("number", number("2; 10..20"), "{\n#=2:0\n=10..20\n}"),
        ("number", number("10", "5%"), "{#=10:0.5}"),
        ("number", number("10..20", "5%"), "{#=9.5..21}"),
        ("number", number("1/3"), "{#=0.333333333333333:0}"),
        ("match", EXAMPLES["match"].content, "{\n=Oxygen -> O\n=Iron -> Fe\n= -> Zn\n}"),
        ("text", {"wall": True}, "{}"),
        ("slide", {"ack": False}, ""),
    ],
)
def test_each_kind_has_its_braces(kind, content, answers):
    assert written(kind, content) == f"::Q?::[markdown]Q?{answers}"


def test_one_gap_is_a_missing_word():
    source = {"source": "The [Seine|La Seine] flows."}
    assert written("cloze", source) == "::Q?::[html]Q?<p>The {\n=Seine\n=La Seine\n} flows.</p>"
    assert told("cloze", source) == [("changed", "The gap becomes a line in the question.")]


def test_signs_are_escaped_and_lines_end_with_a_letter():
    content = {"choices": ["~ = # { } : \\", "%50% off"], "right": [1]}
    assert written("single", content, "One: two?\n\nThree.", explanation="So.") == (
        "::One\\: two?::[markdown]One\\: two?  \\n  \\nThree.{\n"
        "=[html]\\~ \\= \\# \\{ \\} \\: \\\\\n~[markdown]%50% off\n####So.\n}"
    )


def test_formulas_are_those_that_moodle_draws():
    content = {"choices": [r"$\neq$", "2*3"], "right": [1]}
    assert written("single", content, r"Is $\frac{1}{2}$?") == (
        "::Is \\\\frac\\{1\\}\\{2\\}?::[html]Is \\\\(\\\\frac\\{1\\}\\{2\\}\\\\)?{\n=\\\\(\\\\neq\\\\)\n~2*3\n}"
    )


def test_what_moodle_would_stumble_over_is_refused():
    two = {"left": ["a", "b"], "right": ["1", "2"], "pairs": [1, 2], "groups": False}
    pictured = {**CHOICES, "choices": ["A", "Lyon"], "pictures": [{"name": "0" * 32}, None]}
    polls = [told(slug, EXAMPLES[slug].bare) for slug in ("single", "several", "truefalse", "short", "number")]
    assert polls == [[("refused", "Moodle has no polls: something must be right.")]] * 5
    assert told("match", two) == [("refused", "Moodle wants three lines to match, or a further right side.")]
    assert told("cloze", EXAMPLES["cloze"].content) == [("refused", "GIFT has no texts with several gaps.")]
    assert told("single", pictured) == [("refused", "One of the choices is nothing but a picture.")]
    assert [words for _level, words in told("short", {"accepted": ["a -> b"]})] == [
        "An accepted answer has an arrow (->), by which GIFT knows matching."
    ]
    for slug in ("order", "ranking", "scale", "points", "plane", "pin", "cloud"):
        assert told(slug, EXAMPLES[slug].content) == [("refused", "Moodle has no questions of this kind.")]
        assert written(slug, EXAMPLES[slug].content) == ""


def test_what_stays_behind_is_told():
    assert told("short", {"accepted": ["A"], "exact": True}, picture="0", seconds=20) == [
        ("lost", "The picture stays behind."),
        ("lost", "Capitals no longer count."),
        ("lost", "Time limit, weight and notes stay behind."),
    ]
    assert told("slide", {"ack": True}, explanation="x") == [
        ("lost", "One of its settings stays behind."),
        ("lost", "The explanation stays behind."),
    ]
    assert told("estimate", EXAMPLES["estimate"].content) == [
        ("changed", "It becomes a number: near answers do not count there."),
        ("lost", "The unit stays behind."),
    ]
    assert told("single", CHOICES, r"x $$y$$ \$5 or \$6") == [
        ("changed", "What is between two dollars may be read as a formula."),
    ]
    assert told("single", CHOICES) == []


@pytest.mark.parametrize("slug", FIELDS)
@given(st.data())
@settings(max_examples=10, deadline=None)
def test_what_goes_out_comes_in_again_but_for_what_was_said(slug, data):
    question = data.draw(questions(slug))
    said = gift_out.remarks(question)
    if any(each.level == REFUSED for each in said):
        return
    (found,) = gift.read(gift_out.dump(GivenQuiz("Quiz", [question])).decode()).found
    [back] = judged(Reading("gift", found=[found]))
    assert back.fields is not None
    assert_same(question, back.fields, said, CHANGES)
