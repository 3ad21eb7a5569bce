"""How wide and high texts will be: counted from their HTML, never less than a browser makes of them."""

from math import inf

import pytest

from live.content.safe_html import formulas, markdown
from live.rendering.extent import CODE, DOWN, FRAME, LINE, extent

ROOM = 30.0
"A width in which lines of 60 letters fit when one is half as wide as high."


def height(html: str, room: float = ROOM, scale: float = 1) -> float:
    """The height of a text, in em of its letters."""
    return extent(html).height(room, 0.5, scale)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("", 1),
        ("one", 1),
        ("one\ntwo", 2),
        ("word " * 13, 2),
        ("x" * 61, 2),
        ("字" * 31, 2),
        ("**b** `c` *i*", 1),
        ("a<b&c", 1),
    ],
)
def test_words_are_counted_in_lines(written, lines):
    assert height(markdown(written)) == lines * LINE


def test_what_has_no_tags_is_a_line():
    assert height("a &lt; b") == height(formulas("a < b")) == LINE


def test_paragraphs_and_lists_have_space_between_them():
    assert height(markdown("one\n\ntwo")) == height(markdown("- one\n- two")) == 2 * LINE + 0.4


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (r"$$\frac{a}{b}$$", "$$a$$"),
        (r"$$\frac{a}{b}$$", r"$\frac{a}{b}$"),
        (r"$$\frac{\frac{a}{b}}{c}$$", r"$$\frac{a}{b}$$"),
        (r"$$\sum_{i=1}^n i$$", r"$\sum_{i=1}^n i$"),
        (r"$$\begin{cases}a\\b\\c\end{cases}$$", r"$$\begin{cases}a\\b\end{cases}$$"),
        (r"$$\left(\frac{a}{b}\right)$$", r"$$\frac{a}{b}$$"),
        (r"$x^{2^{2^2}}$", "$x$"),
        (r"$$\underbrace{a+b}_{n}$$", "$$a+b$$"),
        (r"$\boxed{\dfrac12}$", r"$\dfrac12$"),
    ],
)
def test_what_stands_higher_is_counted_higher(higher, lower):
    assert height(markdown(higher)) > height(markdown(lower)) >= LINE


@pytest.mark.parametrize("letters", range(5, 45, 5))
def test_a_formula_does_not_fit_where_it_is_wider(letters):
    shown = markdown(f"${'x' * letters}$")
    assert (height(shown, letters * 0.6), height(shown, letters * 0.75)) == (inf, LINE)
    assert height(shown, letters * 0.6, scale=0.5) == LINE


def test_a_formula_breaks_no_line_but_the_one_that_it_does_not_fit_in():
    assert height(markdown(f"{'word ' * 6}$x+y+z$ {'word ' * 5}")) == 2 * LINE


def test_a_table_has_a_line_for_each_row_and_more_where_its_cells_break():
    table = "a | b\n--|--\n" + "c | d\n" * 3
    assert height(markdown(table)) == pytest.approx(4 * (LINE + DOWN))
    assert height(markdown(table), scale=0.5) == pytest.approx(2 * (LINE + DOWN))
    assert height(markdown(f"a | b\n--|--\nc | {'word ' * 20}")) == pytest.approx(3 * LINE + 2 * DOWN)
    assert height(markdown("|".join(["Photosynthesis"] * 9) + "\n" + "|".join(["--"] * 9))) == inf


def test_a_listing_has_all_its_lines_and_breaks_long_ones():
    assert height(markdown("```\na\n\nb\n```")) == pytest.approx(3 * CODE + FRAME)
    assert height(markdown(f"```\n{'x' * 90}\n```")) == pytest.approx(2 * CODE + FRAME)


def test_only_what_cannot_be_broken_can_be_drawn_smaller():
    found = {
        written: extent(markdown(written)).scales for written in ("a *b*", "$x$", "`x`", "```\nx\n```", "a|b\n-|-")
    }
    assert found == {"a *b*": False, "$x$": True, "`x`": False, "```\nx\n```": True, "a|b\n-|-": True}
