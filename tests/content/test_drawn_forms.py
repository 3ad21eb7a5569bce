"""Words alone: drawn without the reader of Markdown, and no otherwise than it would draw them."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.drawn_forms import as_typed, draw_words, is_simple
from live.content.safe_html import FORMS

WORDS = st.text(
    st.sampled_from("ab c\n\n \t.\"'!(){}?,;#%/@\xa0\u3000\u2028\x0b\x0c\x1c\x85é😀\u200b\x7f:-+=1)")
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


@settings(deadline=None, max_examples=500)
@given(WORDS)
def test_words_are_drawn_as_the_reader_draws_them(text):
    simple = [form for form in FORMS if is_simple(form, text)]
    assert {form: draw_words(form, text) for form in simple} == {form: str(FORMS[form](text)) for form in simple}


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("", ""),
        ("Pi?", "<p>Pi?</p>\n"),
        ("  One  \n  two \n \nthree", "<p>&nbsp;&nbsp;One<br>\n&nbsp;&nbsp;two</p>\n<p>three</p>\n"),
        ("Qui\xa0?", "<p>Qui&nbsp;?</p>\n"),
    ],
)
def test_lines_paragraphs_and_spaces_at_the_front_stay(text, drawn):
    assert draw_words("markdown", text) == str(FORMS["markdown"](text)) == drawn


def test_what_is_not_drawn_is_shown_as_it_was_typed():
    text = "*a* < b\nc"
    assert {form: as_typed(form, text) for form in FORMS} == {
        "markdown": "<p>*a* &lt; b<br>c</p>\n",
        "formulas": "*a* &lt; b\nc",
        "plain": "*a* < b c",
        "said": "*a* < b c",
    }


def test_a_process_that_serves_words_loads_no_reader():
    """On a laptop that asks plain questions nothing of it is ever needed."""
    code = "import live.workshop.drawings, sys; print({'markdown_it', 'nh3', 'math_core'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "set()\n"
