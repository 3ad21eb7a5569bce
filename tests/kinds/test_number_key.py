"""The key of a number question in the editor: what is read, what is asked about, what is refused."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.kinds import Content, Invalid, kind
from live.kinds.number_key import LENGTH, MOST
from tests.support.kind_forms import faults, form, tried

number = kind("number")
NOT_READ = "The right answer is not a number that we can read, like 3.14."
TOO_MUCH = "That number is beyond what we can read: 40 digits, and 10³⁰⁰, at most."
TOLERANCE = "The tolerance is a number like 0.5, and not below 0."


def kept(**fields: Any) -> Content:
    return number.clean(form(**fields))


def right(typed: str, unit: str = "") -> str:
    content = kept(right=typed, unit=unit)
    return " ".join(filter(None, (content["right"], content["unit"])))


@pytest.mark.parametrize(
    ("typed", "unit", "text"),
    [
        ("10⁶", "", "10^6"),
        ("2³", "", "2^3"),
        (" 3,1400", "", "3.14"),
        ("6,022·10^23", "", "6.022e23"),
        ("½", "", "1/2"),
        ("2 ; −2", "", "2; -2"),
        ("2؛ 3；4", "", "2; 3; 4"),
        ("10 … 20", "", "10..20"),
        ("-1,5..1,5", "", "-1.5..1.5"),
        ("10..20 m", "m", "10..20 m"),
        ("€5", "€", "5 €"),
        ("50%", "", "50 %"),
        ("10%..20%", "", "10..20 %"),
        ("٥٠٪", "", "50 %"),
        ("5‰", "", "5 ‰"),
        ("1'000", "", "1000"),
        ("1 000", "", "1000"),
        ("0.125", "", "0.125"),
    ],
)
def test_a_key_is_kept_as_it_was_meant(typed, unit, text):
    assert right(typed, unit) == text


def test_what_was_kept_is_kept_again():
    for typed in ("10⁶", "2; -2", "10..20", "½", "1 1/2", "6.022e23", "3.1410", "50%; 3"):
        content = kept(right=typed, tolerance="5%")
        assert number.validate(content) == content


def test_empty_fields_make_an_exact_poll():
    assert kept(right="", tolerance="", unit="") == {"right": None, "tolerance": "0", "unit": ""}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("pi", NOT_READ),
        ("10³₂", NOT_READ),
        ("1; x", NOT_READ),
        (";", NOT_READ),
        ("1..2..3", NOT_READ),
        ("1...2", NOT_READ),
        (".5...7", NOT_READ),
        ("10..", NOT_READ),
        ("1" * LENGTH + "..2", NOT_READ),
        ("5" + " " * 3000 + "7", NOT_READ),
        ("1e999999999", TOO_MUCH),
        ("9" * 41, TOO_MUCH),
        ("20..10", "A range begins with the smaller number, like 10..20."),
        ("5..5", "A range begins with the smaller number, like 10..20."),
        (";".join(["1"] * (MOST + 1)), "At most 10 right numbers and ranges, please."),
        ("1,000", "“1,000” can be read as 1000 or as 1. Please choose."),
        ("1.500", "“1.500” can be read as 1500 or as 1.5. Please choose."),
        ("2; 1,000 m", "“1,000 m” can be read as 1000 or as 1. Please choose."),
        ("1..1.000", "“1.000” can be read as 1000 or as 1. Please choose."),
    ],
)
def test_a_key_that_cannot_be_kept_is_told_at_its_field(typed, said):
    assert faults(lambda: kept(right=typed, unit="m")) == [("right", said)]


@pytest.mark.parametrize(
    ("typed", "unit", "text"),
    [
        ("5%", "m", "5%"),
        ("5 ٪", "", "5%"),
        ("0,010", "", "0.01"),
        ("0.1 m", "m", "0.1"),
        ("5", "%", "5"),
        ("½", "", "1/2"),
    ],
)
def test_a_tolerance_is_a_number_or_percent(typed, unit, text):
    assert kept(right="3", tolerance=typed, unit=unit)["tolerance"] == text


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("-1", "", TOLERANCE),
        ("-5%", "", TOLERANCE),
        ("a bit", "", TOLERANCE),
        ("5‰", "", TOLERANCE),
        ("1..2", "", TOLERANCE),
        ("%", "", TOLERANCE),
        ("5%", "%", "The unit is a percent sign already. Write the tolerance without one: 5 is five points."),
        ("1,000", "", "“1,000” can be read as 1000 or as 1. Please choose."),
        ("1e999", "", TOO_MUCH),
    ],
)
def test_a_tolerance_that_cannot_be_kept_is_told_at_its_field(typed, unit, said):
    assert faults(lambda: kept(right="3", tolerance=typed, unit=unit)) == [("tolerance", said)]


def test_each_field_has_its_own_fault():
    assert faults(lambda: kept(right="pi", tolerance="-1", unit="x" * 21)) == [
        ("right", NOT_READ),
        ("tolerance", TOLERANCE),
        ("unit", "The unit is too long: 20 characters at most."),
    ]


def test_the_editor_shows_again_what_was_typed():
    assert number.draft(form(right="pi", tolerance="x")) == {"right": "pi", "tolerance": "x", "unit": ""}
    assert number.draft(form(right="1.000"))["right"] == "1.000"


def test_the_editor_asks_which_of_two_readings_is_meant_and_fills_it_in():
    typed = form(right="1,000; 2.500", tolerance="0")
    assert number.editor(number.draft(typed), typed)["asked"] == {"right": ["1000", "1"]}
    once = form(right="1,000; 2.500", tolerance="0", more="right 0")
    draft = number.draft(once)
    assert (draft["right"], number.editor(draft, once)["asked"]) == ("1000; 2.500", {"right": ["2500", "2.5"]})
    twice = form(right=draft["right"], tolerance="0", more="right 1")
    assert number.validate(number.draft(twice))["right"] == "1000; 2.5"


def test_decimals_that_were_chosen_or_kept_are_not_asked_about_again():
    chosen = form(right="3.141", more="right 1")
    draft = number.draft(chosen)
    assert (draft["right"], number.editor(draft, chosen)["known"]) == ("3.141", ["3.141"])
    assert kept(right="3.141", known="3.141")["right"] == "3.141"
    old = {"right": "3.141", "tolerance": "0.005", "unit": ""}
    assert number.editor(old, form()) == {"kind": number, "content": old, "asked": {}, "known": ["3.141"]}
    assert faults(lambda: kept(right="3.142", known="3.141"))[0][0] == "right"


def test_a_file_with_a_point_says_a_decimal():
    assert number.validate({"right": "3.141", "tolerance": "0", "unit": ""})["right"] == "3.141"


@pytest.mark.parametrize("press", ["right", "right 2", "unit 0", "right 0 0", "1", "", "²", "right ²", "tolerance 1"])
def test_a_press_of_nobody_changes_nothing(press):
    assert number.draft(form(right="1,000", more=press))["right"] == "1,000"


HOSTILE = st.text(max_size=30) | st.sampled_from(
    ["1,000", "1.000;1,000", "²", "\x00", "1e999999999", "9" * 10**6, ";" * 10**4, "…" * 99, "1..", "%", "50%..1,000%"]
)


@given(st.lists(HOSTILE, max_size=3), st.lists(HOSTILE, max_size=2), HOSTILE, st.lists(HOSTILE, max_size=2))
@settings(max_examples=150)
def test_whatever_a_teacher_sends_is_kept_or_told(right, tolerance, unit, more):
    posted = form(right=right, tolerance=tolerance, unit=unit, more=[*more, "right 1"], known=right)
    draft = number.draft(posted)
    assert number.editor(draft, posted)["content"] == draft
    content = tried(lambda: number.validate(draft))
    if isinstance(content, Invalid):
        assert all(said.endswith(".") for _field, said in content.errors)
        return
    assert number.validate(content) == content
    assert number.fraction(content, "1", partial=False) in (0, 1)
    assert len(number.key_text(content)) <= 3 * LENGTH
