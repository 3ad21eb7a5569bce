"""The number kind: what is right, what is said of it, and how answers are counted."""

from fractions import Fraction
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from live.content.number_text import write
from live.kinds import Bar, Content, kind
from live.refusal import Refused
from tests.support.kind_forms import form, refusal

number = kind("number")
PI = {"right": "3.14", "tolerance": "0.01", "unit": "m"}
NOT_READ = ("That is not a number that we can read. Write it like 12 or 3.5.", 422)
TOO_MUCH = ("That number is beyond what we can read: 40 digits, and 10³⁰⁰, at most.", 422)


def asked(right: str | None, tolerance: str = "0", unit: str = "") -> Content:
    return {"right": right, "tolerance": tolerance, "unit": unit}


def value(typed: str, content: Content = PI, **fields: Any) -> str:
    return number.parse(content, form(number=typed, **fields))[0]


def is_right(content: Content, typed: str) -> bool:
    return number.fraction(content, value(typed, content), partial=False) == 1


def key(right: str, tolerance: str = "0", unit: str = "") -> Content:
    """A question as the editor keeps it."""
    return number.clean(form(right=right, tolerance=tolerance, unit=unit))


FORMS: list[tuple[Content, list[str], list[str]]] = [
    (asked("1000000"), ["10⁶", "1000000", "1e6", "1 000 000", "1,000,000"], ["106", "10^5", "1e-6"]),
    (asked("8"), ["2³", "8", "8.0", "16/2", "2^3"], ["23"]),
    (asked("1000"), ["1,000", "1.000", "1'000", "1 000", "1000", "10³", "1e3"], ["1", "103"]),
    (asked("1"), ["1,000", "1.000", "1", "1/1", "100%"], ["1000", "1'000", "1 000"]),
    (asked("3.141"), ["3.141", "3,141", "3.1410"], ["3.14", "3 141"]),
    (
        asked("6.022e23", "1%"),
        ["6.022e23", "6,02·10^23", "6.02 × 10²³", "602200000000000000000000"],
        ["6.022", "6.022e22"],
    ),
    (asked("1.602e-19"), ["1.602e-19", "1.602·10^-19", "1,602 × 10⁻¹⁹", "0.0000000000000000001602"], ["1.602e19"]),
    (asked("0.5"), ["1/2", "½", "50%", "0.5", ",5", "2/4", "5e-1", "50 %"], ["50", "1/20", "2"]),
    (asked("1 1/2"), ["1½", "1 1/2", "3/2", "1.5", "150%"], ["11/2", "112"]),
    (asked("1/3"), ["1/3", "⅓", "2/6"], ["0.333", "0.3333333333"]),
    (asked("1/3", "0.001"), ["1/3", "0.333", "0,3333", "33.3%"], ["0.33", "0.3"]),
    (asked("2; -2"), ["2", "-2", "−2"], ["0", "22", "4"]),
    (asked("10..20"), ["10", "20", "15.5", "31/2", "1.5e1"], ["9.999999", "20.00001", "1020"]),
    (asked("10..20; 50"), ["12", "50"], ["30", "49.9"]),
    (asked("10..20", "1"), ["9", "21"], ["8.9", "21.1"]),
    (asked("200", "5%"), ["190", "210", "200"], ["189.99", "210.01"]),
    (asked("-200", "5%"), ["-190", "-210"], ["-189.99", "190"]),
    (asked("50", "0", "%"), ["50", "50%", "50 %", "٥٠٪", "% 50"], ["0.5", "1/2"]),
    (asked("5", "0", "€"), ["€5", "EUR 5", "5 €", "5"], ["-€5"]),
    (asked("5", "0", "m²"), ["5 m^2", "5m²", "5 M2"], ["52", "5²"]),
    (asked("20", "0", "km/h"), ["20 km / h", "20km/h.", "20"], ["2 km/h"]),
    (asked("1000", "0", "m"), ["1,000 m", "1.000m", "10³ m", "1e3 m"], ["103"]),
]
"A question, what is right, and what is wrong though it can be read."


@pytest.mark.parametrize(("content", "right", "wrong"), FORMS)
def test_each_form_of_a_right_number_is_right_and_no_other(content, right, wrong):
    assert {typed: is_right(content, typed) for typed in [*right, *wrong]} == {
        **dict.fromkeys(right, True),
        **dict.fromkeys(wrong, False),
    }


@pytest.mark.parametrize(("content", "right", "_wrong"), FORMS)
def test_the_editor_keeps_each_key_as_it_is(content, right, _wrong):
    assert number.validate(content) == content
    assert number.clean(form(**content, known=["3.141", "6.022", "1.602"])) == content


@pytest.mark.parametrize("typed", ["abc", "nan", "10½³", "2₂", "1 2", "1/0", "50%", "--1", "1..2"])
def test_what_is_no_number_is_refused(typed):
    assert refusal(lambda: value(typed)) == NOT_READ


def test_what_stands_beside_a_number_and_is_not_its_unit_is_told():
    told = refusal(lambda: value("5 kg"))
    assert told == ("We cannot read “kg” beside the number. Please write the number alone.", 422)


@pytest.mark.parametrize("typed", ["1e999999999", "9" * 41, "10^301", "1e-301"])
def test_a_number_beyond_all_use_is_refused_with_the_limits(typed):
    assert refusal(lambda: value(typed)) == TOO_MUCH


@pytest.mark.parametrize("typed", ["9" * 10**6, "5" + " " * 10**6 + "7", "1e" + "9" * 10**6])
def test_a_very_long_number_is_refused(typed):
    assert refusal(lambda: value(typed)) == NOT_READ


def test_of_ten_thousand_fields_the_last_is_read():
    many = form(number=["1,000"] * 10**4 + ["7"], minus=[""] * 10**4, **{f"x{n}": "1" for n in range(10**4)})
    assert number.parse(PI, many) == ("7", "7")
    pressed = form(right=["1,000"] * 10**4, known=["1,000"] * 10**4, more=["right 0"] * 10**4)
    assert number.draft(pressed) == asked("1000")
    assert refusal(lambda: number.parse(PI, form(x="1"))) == ("Please type a number first.", 422)


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "\u202e\u200b"])
def test_nothing_typed_is_refused(typed):
    assert refusal(lambda: value(typed)) == ("Please type a number first.", 422)


def test_minus_can_be_ticked_where_the_keyboard_has_none():
    told = [value(typed, minus="1") for typed in ("5", "-5", "0", "1/3", "3 × 10^20", "1,000")]
    assert told == ["-5", "-5", "0", "-1/3", "-3e20", "-1000|-1"]


def test_what_was_typed_is_kept_beside_the_value():
    assert number.parse(PI, form(number=" 3,14 m")) == ("3.14", "3,14 m")
    assert number.parse(PI, form(number="10³")) == ("1000", "10³")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "1,000", "1000|1"),
        ("en", "1.000", "1|1000"),
        ("de", "1.000", "1000|1"),
        ("de", "1,000", "1|1000"),
        ("fr", "1.000", "1|1000"),
        ("ar", "1.000", "1000|1"),
    ],
)
def test_the_likelier_of_two_readings_is_that_of_the_language(language, typed, expected):
    with override(language):
        assert value(typed) == expected


def test_two_readings_are_counted_as_the_right_one_and_before_the_reveal_as_the_likelier_one():
    counts = {"1000|1": 2, "1|1000": 1, "1000": 3, "1": 1}
    assert number.tally(asked(None), counts) == [Bar("1", "1", 2), Bar("1000", "1000", 5)]
    assert number.tally(asked("1000"), counts) == [Bar("1", "1", 1), Bar("1000", "1000", 6, right=True)]
    assert number.tally(asked("1"), counts) == [Bar("1", "1", 4, right=True), Bar("1000", "1000", 3)]


def test_a_value_of_two_readings_is_told_as_the_one_that_is_right():
    told = [number.value_text(asked(right, unit="m"), "1000|1") for right in ("1", "1000", "7", None)]
    assert told == ["1 m", "1000 m", "1000 m", "1000 m"]


def test_the_border_of_the_tolerance_is_right_without_float_trouble():
    values = ["3.13", "3.15", "3.1299999999", "3.1500000001"]
    assert [number.fraction(PI, value, partial=False) for value in values] == [1, 1, 0, 0]
    assert number.fraction(asked("0.3"), write(Fraction(1, 10) + Fraction(2, 10)), partial=False) == 1
    far = asked("1e300", "1e-300")
    assert [number.fraction(far, value, partial=False) for value in ("1e300", "1.0000000000000001e300")] == [1, 0]


@given(st.fractions(-1000, 1000, max_denominator=50), st.fractions(0, 9, max_denominator=50), st.fractions(-20, 20))
def test_within_the_tolerance_is_right_and_beyond_it_wrong(right, tolerance, off):
    content = asked(write(right), write(tolerance))
    given = right + Fraction(off).limit_denominator(40)
    assert number.fraction(content, write(given), partial=False) == (abs(given - right) <= tolerance)


def test_the_tally_has_a_bar_for_each_value_in_order():
    assert number.tally(PI, {"10": 1, "3.14": 4, "-2": 2, "1/3": 1, "6.022e23": 1}) == [
        Bar("-2", "-2 m", 2),
        Bar("1/3", "1/3 m", 1),
        Bar("3.14", "3.14 m", 4, right=True),
        Bar("10", "10 m", 1),
        Bar("6.022e23", "6.022 × 10²³ m", 1),
    ]


def test_beyond_eight_values_all_that_are_right_share_a_bar():
    wide = asked("10", "3")
    eight = {str(n): 1 for n in (7, 8, 9, 10, 11, 12, 13, 20)}
    assert [bar.label for bar in number.tally(wide, eight)] == list(eight)
    nine = eight | {"5": 2}
    assert number.tally(wide, nine) == [Bar("5", "5", 2), Bar("7…13", "7 – 13", 7, right=True), Bar("20", "20", 1)]
    assert len(number.tally(number.keyless(wide), nine)) == 9


def test_beyond_forty_values_neighbours_share_a_bar_but_never_right_with_wrong():
    bars = number.tally(asked("50", "1"), {str(n): 1 for n in range(100)})
    assert (len(bars) <= 40, sum(bar.count for bar in bars), sum(bar.count for bar in bars if bar.right)) == (
        True,
        100,
        3,
    )
    assert [bar for bar in bars if bar.right] == [Bar("49…51", "49 – 51", 3, right=True)]
    assert bars[0] == Bar("0…2", "0 – 2", 3)


@pytest.mark.parametrize("distinct", [0, 1, 40, 41, 42, 79, 80, 81, 5000])
@pytest.mark.parametrize("right", [None, "0", "20", "4999", "3..9", "; ".join(map(str, range(5, 100, 10)))])
def test_a_tally_never_has_more_than_forty_bars(distinct, right):
    bars = number.tally(asked(right), {str(n): 2 for n in range(distinct)})
    assert (len(bars) <= 40, sum(bar.count for bar in bars)) == (True, 2 * distinct)


def test_a_hidden_number_is_not_in_the_chart_whichever_way_it_was_read():
    counts = {"1000|1": 2, "1": 1, "2": 1, "3": 1, "4": 1, "5": 1}
    chart = number.chart(asked(None), counts, hidden=["1000"])
    assert chart == number.chart(asked(None), {each: n for each, n in counts.items() if each != "1000|1"})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PI, "3.14 ± 0.01 m"),
        (asked("5"), "5"),
        (asked(None, unit="m"), ""),
        (asked("3e8", unit="m/s"), "3 × 10⁸ m/s"),
        (asked("1.602e-19", "1e-21", "C"), "1.602 × 10⁻¹⁹ ± 10⁻²¹ C"),
        (asked("2; -2"), "2; -2"),
        (asked("10..20", unit="°C"), "10 – 20 °C"),
        (asked("200", "5%", "m"), "200 m ± 5\u00a0%"),
        (asked("1 1/2", unit="h"), "1 1/2 h"),
        (asked("2^10"), "2¹⁰"),
    ],
)
def test_the_key_is_told_as_people_write_it(content, told):
    assert number.key_text(content) == told
    assert number.key_text(number.keyless(content)) == ""


@pytest.mark.parametrize(
    ("typed", "fields", "shown"),
    [
        ("3,14 m", {}, "3,14 m"),
        ("3e8", {}, "3 × 10⁸ m"),
        ("6.022*10^23 m", {}, "6.022 × 10²³ m"),
        ("10^3", {}, "10³ m"),
        ("1/2", {}, "1/2"),
        ("1,000", {}, "1,000"),
        ("5", {"minus": "1"}, "−5"),
        ("-5", {"minus": "1"}, "-5"),
        ("3e8", {"minus": "1"}, "−3 × 10⁸ m"),
    ],
)
def test_ones_own_answer_is_what_was_typed_with_its_powers_printed(typed, fields, shown):
    assert number.own_html(PI, *number.parse(PI, form(number=typed, **fields))) == shown


@given(st.sampled_from([each for _content, right, wrong in FORMS for each in [*right, *wrong]]), st.booleans())
def test_the_key_decides_nothing_that_is_stored_or_drawn_before_the_reveal(typed, ticked):
    fields = {"number": typed} | ({"minus": "1"} if ticked else {})
    stored: set[object] = set()
    drawn: set[str] = set()
    for content in (asked(None), asked("1000"), asked("1"), asked("1/2; 3e8", "5%"), asked("1..1e300")):
        try:
            answer = number.parse(content, form(**fields))
        except Refused as refused:
            stored.add(refused.message)
            continue
        bare = number.keyless(content)
        counts = {answer[0]: 2, "7": 1, "8": 1, "9": 1}
        stored.add(answer)
        drawn.add(
            repr((bare, number.own_html(content, *answer), number.tally(bare, counts), number.chart(bare, counts)))
        )
    assert (len(stored), len(drawn)) in {(1, 1), (1, 0)}


def test_ones_own_answer_is_the_same_for_every_key():
    keys = [asked(right, unit="m") for right in (None, "1000", "1", "3e8")]
    answers = [number.parse(keys[0], form(number=typed)) for typed in ("1,000", "3e8", "5")]
    for answer in answers:
        assert len({number.own_html(key, *answer) for key in keys}) == 1


def test_results_have_a_number_for_a_spreadsheet_and_one_for_people():
    content = asked("5")
    told = {each: (number.value_text(content, each), number.value_html(content, each)) for each in ("-1.6e-19", "1/3")}
    assert told == {"-1.6e-19": ("-1.6E-19", "-1.6 × 10⁻¹⁹"), "1/3": ("0.333333333333333", "1/3")}


def test_phones_have_the_keyboard_that_the_teacher_chose_whatever_the_key():
    content = number.clean(form(right="1/2", letters="1"))
    assert content == {**asked("1/2"), "letters": True}
    assert number.keyless(content) == {**asked(None), "letters": True}
    assert number.clean(form(right="1/2")) == asked("1/2")
