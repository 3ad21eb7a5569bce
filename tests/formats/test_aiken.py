"""Aiken text goes out, and comes in again as a list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.lines import line
from live.content.safe_html import plain
from live.formats import listed
from live.formats.aiken import dump, remarks
from live.formats.given import Given, GivenQuiz
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


def test_a_text_that_looks_like_a_marker_goes_out_so_that_markdown_shows_the_same():
    texts = ["A) or B)?", "ANSWER: what is it?"]
    lines = [written(asked(text, ["x", "y"], 2)).splitlines()[0] for text in texts]
    assert lines == ["A\\) or B)?", "ANSWER\\: what is it?"]


def test_what_aiken_cannot_say_is_left_out():
    poll = Given("single", "Tea?", {"choices": ["Yes", "No"], "right": []})
    cloud = Given("cloud", "Words", {"words": 3})
    assert (written(poll, FRANCE, cloud), written(poll)) == (CAPITAL, "")


def test_what_aiken_cannot_say_is_told():
    pictured = Given("single", "?", {"choices": ["", "b"], "right": [2], "pictures": [{"name": "0"}, None]})
    asked_in_time = Given("single", "?", {"choices": ["a", "b"], "right": [2]}, seconds=30, picture="0")
    told = [[(remark.level, remark.words) for remark in remarks(each)] for each in (FRANCE, pictured, asked_in_time)]
    assert told == [
        [],
        [("refused", "Aiken has no pictures, and one of the choices is nothing else.")],
        [
            ("lost", "The picture stays behind."),
            ("lost", "Time limit, weight, explanation and notes stay behind."),
        ],
    ]
