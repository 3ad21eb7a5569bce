"""Numbers: what people write, and what is right."""

from decimal import Decimal

import pytest

from live.kinds import Bar, Content, kind
from live.kinds.number import read_number, write_number
from tests.support.kind_forms import faults, form, refusal

number = kind("number")
PI = {"right": "3.14", "tolerance": "0.01", "unit": "m"}
NOT_READ = ("That is not a number that we can read. Write it like 12 or 3.5.", 422)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3.14", "3.14"),
        ("3,14", "3.14"),
        (" 3.140 ", "3.14"),
        ("+5", "5"),
        ("- 2", "-2"),
        ("−2", "-2"),
        ("-0", "0"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1000000", "1000000"),
        ("1 000 000", "1000000"),
        ("1\u202f000", "1000"),
        ("1'000", "1000"),
        ("1’000.5", "1000.5"),
        ("1,000.5", "1000.5"),
        ("1.000,5", "1000.5"),
        ("1.000.000", "1000000"),
        ("12,34,567", "1234567"),
        ("1,000", "1"),
        ("٣٫١٤", "3.14"),
        ("١٬٠٠٠", "1000"),
        ("３．５", "3.5"),
        ("०.५", "0.5"),
        ("999999999999999.9999999999", "999999999999999.9999999999"),
        ("3.14 m", "3.14"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, value):
    assert number.parse(PI, form(number=typed))[0] == value


WORDS = ["abc", "nan", "inf", "-Infinity", "1e5", "1e999999999", "0x10", "5 apples", "3 kg", "½", "²x", "٣a"]
SIGNS = ["1_000", "1..2", "--1", "1-2", ".", "-", ",", "1,2,3", "1 2", "1.234,5,6", "1/2"]


@pytest.mark.parametrize("typed", [*WORDS, *SIGNS])
def test_what_is_no_number_is_refused(typed):
    assert refusal(lambda: number.parse(PI, form(number=typed))) == NOT_READ


@pytest.mark.parametrize("typed", ["9" * 16, "0." + "1" * 11, "9" * 5000])
def test_a_number_beyond_all_use_is_refused(typed):
    assert refusal(lambda: number.parse(PI, form(number=typed))) == NOT_READ


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "\u202e\u200b"])
def test_nothing_typed_is_refused(typed):
    assert refusal(lambda: number.parse(PI, form(number=typed))) == ("Please type a number first.", 422)


def test_minus_can_be_ticked_where_the_keyboard_has_none():
    told = [number.parse(PI, form(number=typed, minus="1"))[0] for typed in ("5", "-5", "0")]
    assert told == ["-5", "-5", "0"]


def test_what_was_typed_is_kept_beside_the_value():
    assert number.parse(PI, form(number=" 3,140 m")) == ("3.14", "3,140 m")


def test_the_border_of_the_tolerance_is_right_without_float_trouble():
    values = ["3.13", "3.15", "3.1299999999", "3.1500000001"]
    assert [number.fraction(PI, value, partial=False) for value in values] == [1, 1, 0, 0]
    thirds = {"right": "0.3", "tolerance": "0", "unit": ""}
    assert number.fraction(thirds, write_number(Decimal("0.1") + Decimal("0.2")), partial=False) == 1


def test_the_editor_keeps_canonical_decimals():
    posted = form(right=" 3,140", tolerance="0,010", unit="m²")
    assert number.clean(posted) == {"right": "3.14", "tolerance": "0.01", "unit": "m²"}


def test_empty_fields_make_an_exact_poll():
    assert number.clean(form(right="", tolerance="", unit="")) == {"right": None, "tolerance": "0", "unit": ""}


def test_the_editor_says_what_is_wrong_with_each_field():
    assert faults(lambda: number.clean(form(right="pi", tolerance="-1", unit="x" * 21))) == [
        ("right", "The right answer is not a number that we can read, like 3.14."),
        ("tolerance", "The tolerance is a number like 0.5, and not below 0."),
        ("unit", "The unit is too long: 20 characters at most."),
    ]


def test_the_editor_shows_again_what_was_typed():
    assert number.draft(form(right="pi", tolerance="x")) == {"right": "pi", "tolerance": "x", "unit": ""}


def test_the_tally_has_a_bar_for_each_value_in_order():
    assert number.tally(PI, {"10": 1, "3.14": 4, "-2": 2}) == [
        Bar("-2", "-2 m", 2),
        Bar("3.14", "3.14 m", 4, right=True),
        Bar("10", "10 m", 1),
    ]


def test_beyond_eight_values_all_that_are_right_share_a_bar():
    wide = {"right": "10", "tolerance": "3", "unit": ""}
    eight = {str(n): 1 for n in (7, 8, 9, 10, 11, 12, 13, 20)}
    assert [bar.label for bar in number.tally(wide, eight)] == list(eight)
    nine = eight | {"5": 2}
    assert number.tally(wide, nine) == [Bar("5", "5", 2), Bar("7…13", "7 – 13", 7, right=True), Bar("20", "20", 1)]
    assert len(number.tally(number.keyless(wide), nine)) == 9


def test_beyond_forty_values_neighbours_share_a_bar_but_never_right_with_wrong():
    bars = number.tally({"right": "50", "tolerance": "1", "unit": ""}, {str(n): 1 for n in range(100)})
    assert (len(bars) <= 40, sum(bar.count for bar in bars), sum(bar.count for bar in bars if bar.right)) == (
        True,
        100,
        3,
    )
    assert [bar for bar in bars if bar.right] == [Bar("49…51", "49 – 51", 3, right=True)]
    assert bars[0] == Bar("0…2", "0 – 2", 3)


@pytest.mark.parametrize("distinct", [0, 1, 40, 41, 42, 79, 80, 81, 5000])
@pytest.mark.parametrize("right", [None, "0", "20", "4999"])
def test_a_tally_never_has_more_than_forty_bars(distinct, right):
    bars = number.tally({"right": right, "tolerance": "0", "unit": ""}, {str(n): 2 for n in range(distinct)})
    assert (len(bars) <= 40, sum(bar.count for bar in bars)) == (True, 2 * distinct)


def test_the_key_is_told_with_its_tolerance_and_unit():
    contents: list[Content] = [
        PI,
        {"right": "5", "tolerance": "0", "unit": ""},
        {"right": None, "tolerance": "0", "unit": "m"},
    ]
    assert [number.key_text(content) for content in contents] == ["3.14 ± 0.01 m", "5", ""]


def test_a_very_long_number_costs_nothing():
    assert read_number("1" * 1_000_000) is None
