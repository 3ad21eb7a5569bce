"""How large the screen writes: by how much there is to be written."""

import re
from typing import Any

import pytest
from django.conf import settings

from live.content.safe_html import formulas, markdown
from live.rendering.fit import LANES, LARGEST_LANE, SCALES, SIZES, Fit, Wall, written

STYLES = (settings.ROOT / "static" / "live" / "css" / "fit.css").read_text()
LARGEST = len(SIZES)
CAPITALS = ("Sydney", "Canberra", "Melbourne", "Perth")


@pytest.mark.parametrize(("name", "sizes"), [("fit", SIZES), ("lane", LANES)])
def test_the_stylesheet_has_a_class_for_each_size(name, sizes):
    assert [float(size) for size in re.findall(rf"\.{name}-\d+ \{{\s+--{name}: ([\d.]+);", STYLES)] == list(sizes)


def test_a_short_question_is_as_large_as_it_gets():
    assert written(Wall("Pi?")) == Fit(LARGEST)


def test_more_than_six_rows_stand_in_two_columns_and_beside_an_earlier_asking_in_one():
    assert [written(Wall("?", ("a",) * many)).pair for many in (0, 6, 7, 10)] == [False, False, True, True]
    assert not written(Wall("?", ("a",) * 7, twice=True)).pair


def test_rows_with_much_beside_their_words_are_written_smaller_and_in_one_column():
    rows = ("Printing with movable letters of lead",) * 8
    plain, strips = written(Wall("?", rows)), written(Wall("?", rows, beside=28))
    assert (plain.pair, strips.pair, plain.size > strips.size) == (True, False, True)


def lane(*choices: str, question: str = "Which?", **wall: Any) -> int:
    """The size of the words in lanes; 0 for rows."""
    return written(Wall(question, choices, lanes=choices, typed=len(question), **wall)).lane


def test_five_short_choices_stand_in_lanes_whose_words_are_larger_where_there_are_fewer():
    assert [LANES[lane(*["Perth"] * many) - 1] for many in (2, 3, 4, 5)] == [3.6, 2.9, 2.35, 2.05]
    assert lane(*["Perth"] * 6) == 0


def test_longer_words_in_lanes_are_smaller_and_none_is_broken():
    sizes = [lane("a", "b", "c", word) for word in ("Perth", "Kensington", "Photosynthes")]
    assert sizes == sorted(sizes, reverse=True)
    assert 0 < sizes[-1] < sizes[0]


@pytest.mark.parametrize(
    "long",
    ["Photosynthesis", "Because it is colder up in here.", "字字字字字字字", formulas("$x_1+x_2+x_3+x_4+x_5+x_6$")],
)
def test_a_choice_with_a_long_word_or_of_many_letters_makes_rows_of_all(long):
    assert (lane("Perth", long), lane("Perth", long[:4])) == (0, LARGEST_LANE[2])


def test_short_formulas_stand_in_lanes():
    assert lane(*(formulas(each) for each in (r"$\frac12$", r"$\frac13$", "$x^2$", "0.5"))) > 0


def test_a_question_that_leaves_no_place_for_lanes_makes_rows():
    long = "Why do we think so? " * 40
    assert [lane(*CAPITALS, question=long[:length]) > 0 for length in (20, 140, 800)] == [True, True, False]
    explained = [lane(*CAPITALS, explanation="Because. " * many) > 0 for many in (20, 99)]
    assert explained == [True, False]


def test_more_to_write_is_written_smaller():
    walls = [
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
    found = [Fit(3).classes, Fit(9, pair=True, less=2).classes, Fit(9, lane=4).classes]
    assert found == ["fit-3", "fit-9 less-2 pair", "fit-9 lane-4"]


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
    seven = [("a",) * 7, (wide, *["a"] * 6)]
    assert [written(Wall("Which?", rows)).pair for rows in seven] == [True, False]


def test_the_longest_formula_fits_somehow():
    assert written(Wall(markdown(f"$${'W' * 990}$$"), ("Yes", "No"))).less == len(SCALES) - 1
