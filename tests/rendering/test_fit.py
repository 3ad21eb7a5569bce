"""How large the screen writes: by how much there is to be written."""

import re

from django.conf import settings

from live.content.safe_html import formulas, markdown
from live.rendering.fit import SCALES, SIZES, Fit, Wall, written

SCREEN = (settings.ROOT / "static" / "live" / "css" / "screen.css").read_text()
LARGEST = len(SIZES)


def test_the_stylesheet_has_a_class_for_each_size():
    assert [float(size) for size in re.findall(r"\.fit-\d+ \{\s+--fit: ([\d.]+);", SCREEN)] == list(SIZES)


def test_a_short_question_is_as_large_as_it_gets():
    assert written(Wall("Pi?")) == Fit(LARGEST)


def test_more_than_three_rows_stand_in_two_columns_and_beside_an_earlier_asking_in_one():
    assert [written(Wall("?", ("a",) * many)).pair for many in (0, 3, 4, 10)] == [False, False, True, True]
    assert not written(Wall("?", ("a",) * 4, counted=True, twice=True)).pair


def test_more_to_write_is_written_smaller():
    walls = [
        Wall("Why?", ("Yes", "No")),
        Wall("Why? " * 20, ("Yes", "No")),
        Wall("Why? " * 20, ("A whole sentence",) * 6),
        Wall("Why? " * 20, ("A whole sentence " * 5,) * 10),
        Wall("Why? " * 60, ("A whole sentence " * 5,) * 10, explanation="Because. " * 60),
    ]
    sizes = [written(wall).size for wall in walls]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_what_no_size_fits_is_written_as_small_as_it_gets():
    assert written(Wall("Why? " * 2000)) == Fit(1)


def test_a_chinese_letter_takes_the_place_of_two():
    assert written(Wall("字" * 30)) == written(Wall("ab" * 30))


def test_a_size_is_said_by_its_classes():
    assert [Fit(3).classes, Fit(12, pair=True).classes] == ["fit-3", "fit-12 pair"]


def test_formulas_are_as_large_as_words_unless_they_are_too_wide_or_too_high():
    short, wide, high = (
        Wall(markdown(text), ("Yes", "No"))
        for text in (
            r"$$\frac{a}{b}$$",
            f"$${'+'.join(f'x_{n}' for n in range(40))}$$",
            r"$$\begin{aligned}" + r"\\".join(["a&=b"] * 20) + r"\end{aligned}$$",
        )
    )
    assert (written(short).less, written(wide).less > 0, written(high).less > 0) == (0, True, True)
    assert written(wide).size > 6


def test_choices_that_are_too_wide_for_two_columns_stand_below_each_other():
    wide = formulas(f"${'+'.join(f'x_{n}' for n in range(18))}$")
    assert (written(Wall("Which?", ("a",) * 4)).pair, written(Wall("Which?", (wide, "a", "a", "a"))).pair) == (
        True,
        False,
    )


def test_the_longest_formula_fits_somehow():
    assert written(Wall(markdown(f"$${'W' * 990}$$"), ("Yes", "No"))).less == len(SCALES) - 1
