"""Aiken text in and out."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.lines import line
from live.content.safe_html import plain
from live.formats.aiken import LineError, dump, parse
from live.kinds import kind

CAPITAL = "Capital of France?\nA) Paris\nB) Lyon\nANSWER: A\n"


def asked(text, choices, right):
    return {"kind": "single", "text": text, "content": {"choices": choices, "right": [right]}}


FRANCE = asked("Capital of France?", ["Paris", "Lyon"], 1)


@pytest.mark.parametrize(
    "text",
    [
        CAPITAL,
        "\ufeff" + CAPITAL,
        CAPITAL.replace("\n", "\r\n"),
        CAPITAL.replace("\n", "\r"),
        CAPITAL.rstrip(),
        "\n\n  \n" + CAPITAL + "\n\n",
        "Capital of France?\n\na. Paris\n\nb. Lyon\n\nanswer : a.\n",
        "Capital of France?\n  A) Paris\n  B)Lyon\n  Answer: a)\n",
        "Capital of France?\nA) Paris\nB) Lyon\nANSWERS: A\n",
        "Capital of France?\x00\nA) Pa\x00ris\u202e\nB) Lyon\nANSWER: A",
    ],
)
def test_a_question_is_read_however_it_was_saved(text):
    assert parse(text) == ([FRANCE], [])


def test_questions_need_no_blank_line_between_them_and_may_have_several_lines():
    text = CAPITAL + "Which gas\nis lighter?\nA. H₂\nB. CO₂\nC. O₂\nANSWER: A\n"
    assert parse(text) == ([FRANCE, asked("Which gas\nis lighter?", ["H₂", "CO₂", "O₂"], 1)], [])


def test_blank_lines_between_all_lines_do_no_harm():
    assert parse((CAPITAL + CAPITAL).replace("\n", "\n\n")) == ([FRANCE, FRANCE], [])


def test_a_name_at_the_front_is_no_choice():
    assert parse("I. Newton was born in\nA) 1642\nB) 1700\nANSWER: A")[0][0]["text"] == "I. Newton was born in"


@pytest.mark.parametrize(
    ("text", "line_number", "message"),
    [
        ("Why?\nA) x\nB) y\n", 1, "This question has no ANSWER line."),
        ("Why?\nA) x\nB) y\nANSWER: C\n", 4, "ANSWER: C names a choice that is not there."),
        ("Why?\nA) x\nB) y\nANSWER: A, B\n", 4, "After ANSWER: comes one letter, like ANSWER: B."),
        ("Why?\nA) x\nB) y\nANSWER:\n", 4, "After ANSWER: comes one letter, like ANSWER: B."),
        ("Why?\nA) x\nB) y\nANSWER: Я\n", 4, "After ANSWER: comes one letter, like ANSWER: B."),
        ("Why?\nA) x\nC) y\nANSWER: A\n", 3, "Choice C comes where B should be."),
        ("Why?\nA) x\nA) y\nANSWER: A\n", 3, "Choice A comes where B should be."),
        ("Why?\nB) x\nC) y\nANSWER: B\n", 2, "Choice B comes where A should be."),
        ("Why?\nA) x\nB)\nANSWER: A\n", 3, "Choice B is empty."),
        ("Why?\nANSWER: A\n", 1, "This question has no choices."),
        ("Why?\n\nWhat?\nA) x\nB) y\nANSWER: A\n", 1, "This question has no choices."),
        ("Why?\n", 1, "This question has no choices."),
        ("Why?\n\nANSWER: A\n", 1, "This question has no choices."),
        ("A) x\nB) y\nANSWER: A\n", 1, "This choice has no question before it."),
        ("ANSWER: A\n", 1, "This ANSWER has no question before it."),
        ("Why?\nA) x\nANSWER: A\n", 1, "Please give at least two choices."),
        ("Why?\nA) x\nB) x\nANSWER: A\n", 1, "Choices A and B are the same."),
        (f"Why?\nA) x\nB) {'y' * 201}\nANSWER: A\n", 1, "Choice B is too long: 200 characters at most."),
        (f"{'y' * 2001}\nA) x\nB) y\nANSWER: A\n", 1, "This question is too long: 2000 characters at most."),
    ],
)
def test_what_is_wrong_is_told_by_line_and_the_neighbours_are_kept(text, line_number, message):
    questions, errors = parse(f"{CAPITAL}\n{text}\n{CAPITAL}")
    assert (questions[0], questions[-1], errors) == (FRANCE, FRANCE, [LineError(5 + line_number, message)])


def test_nothing_is_no_question_and_no_error():
    assert [parse(text) for text in ("", "\n \n", "\ufeff")] == [([], [])] * 3


def test_five_hundred_questions_are_read_and_more_are_told():
    questions, errors = parse(CAPITAL * 500)
    assert (len(questions), errors) == (500, [])
    questions, errors = parse(CAPITAL * 501)
    told = "500 questions are the most at a time; the rest was not read."
    assert (len(questions), errors) == (500, [LineError(2001, told)])


@pytest.mark.parametrize("text", ["ANSWER" + " " * 200_000 + "x", "A)" + " " * 200_000, "A\n" * 100_000, ")" * 200_000])
def test_a_hostile_text_is_read_in_no_more_than_seconds(text):
    """What looks back at each character takes hours."""
    began = process_time()
    parse(text)
    assert process_time() - began < 5


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["Q", "A) x", "B) y", "C)", "ANSWER: B", "ANSWER", ""])).map("\n".join)
)
@settings(max_examples=200)
def test_whatever_is_pasted_gives_questions_and_errors(text):
    questions, errors = parse(text)
    assert [kind("single").validate(each["content"]) for each in questions] == [each["content"] for each in questions]
    assert all(1 <= error.line <= text.count("\n") + text.count("\r") + 1 for error in errors)


WORDS = st.text(max_size=30).map(lambda raw: line(raw, "NFC")).filter(lambda text: len(text) > 1)


@given(WORDS, st.lists(WORDS, min_size=2, max_size=10, unique=True), st.data())
@settings(max_examples=100)
def test_what_goes_out_comes_in_again(text, choices, data):
    question = asked(text, choices, data.draw(st.integers(1, len(choices))))
    back, errors = parse(dump([question, question]))
    shown = [
        {**each, "text": plain(each["text"])} for each in back
    ]  # a marker comes back escaped: the same in Markdown
    assert (shown, errors) == ([{**question, "text": plain(text)}] * 2, [])


def test_a_text_that_looks_like_a_marker_goes_out_so_that_markdown_shows_the_same():
    texts = ["A) or B)?", "ANSWER: what is it?"]
    written = [dump([asked(text, ["x", "y"], 2)]).splitlines()[0] for text in texts]
    assert written == ["A\\) or B)?", "ANSWER\\: what is it?"]


def test_what_aiken_cannot_say_is_left_out():
    poll = {"kind": "single", "text": "Tea?", "content": {"choices": ["Yes", "No"], "right": []}}
    cloud = {"kind": "cloud", "text": "Words", "content": {"words": 3}}
    assert (dump([poll, FRANCE, cloud]), dump([poll])) == (CAPITAL, "")
