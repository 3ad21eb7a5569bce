"""Aiken text goes out, and comes in again as a list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.lines import line
from live.content.safe_html import plain
from live.formats import listed
from live.formats.aiken import dump
from live.kinds import kind
from tests.support.kind_forms import form

CAPITAL = "Capital of France?\nA) Paris\nB) Lyon\nANSWER: A\n"


def asked(text, choices, right):
    return {"kind": "single", "text": text, "content": {"choices": choices, "right": [right]}}


FRANCE = asked("Capital of France?", ["Paris", "Lyon"], 1)


WORDS = st.text(max_size=30).map(lambda raw: line(raw, "NFC")).filter(lambda text: len(text) > 1)


@given(WORDS, st.lists(WORDS, min_size=2, max_size=10, unique=True), st.data())
@settings(max_examples=100)
def test_what_goes_out_comes_in_again(text, choices, data):
    question = asked(text, choices, data.draw(st.integers(1, len(choices))))
    back = listed.read(dump([question, question])).found
    shown = [(each.kind, plain(each.text), kind("single").clean(form(**each.fields))) for each in back]
    # a marker comes back escaped, which is the same in Markdown
    assert shown == [("single", plain(text), question["content"])] * 2


def test_a_text_that_looks_like_a_marker_goes_out_so_that_markdown_shows_the_same():
    texts = ["A) or B)?", "ANSWER: what is it?"]
    written = [dump([asked(text, ["x", "y"], 2)]).splitlines()[0] for text in texts]
    assert written == ["A\\) or B)?", "ANSWER\\: what is it?"]


def test_what_aiken_cannot_say_is_left_out():
    poll = {"kind": "single", "text": "Tea?", "content": {"choices": ["Yes", "No"], "right": []}}
    cloud = {"kind": "cloud", "text": "Words", "content": {"words": 3}}
    assert (dump([poll, FRANCE, cloud]), dump([poll])) == (CAPITAL, "")
