"""Markdown as the words that it shows."""

import time

import pytest

from live.formats.markup.plain_words import line, prose


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Which is **right**,\n\n*really*?", "Which is right, really?"),
        ("$x^2$ and `a*b`", "x^2 and a*b"),
        ("2 * 3 = 6, a_b_c and 2*3*4", "2 * 3 = 6, a_b_c and 2*3*4"),
        (r"2\*3 costs \$5", "2*3 costs $5"),
        ("See [the map](https://a.b/c) [x]", "See the map [x]"),
        ("__init__ ~~no~~", "init no"),
    ],
)
def test_marks_are_taken_off(markdown, words):
    assert prose(markdown) == words


def test_in_a_choice_formulas_and_code_are_the_only_marks():
    assert (line("**a** $x$ `b`"), line(r"\$5 \*")) == ("**a** x b", r"$5 \*")


@pytest.mark.parametrize("sign", ["[", "*", "`", "$", "\\", "_a", "[a](https://", "$x"])
def test_a_hostile_text_takes_no_time(sign):
    began = time.perf_counter()
    prose(sign * 2000)
    assert time.perf_counter() - began < 0.5
