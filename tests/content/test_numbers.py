"""Numbers as people write them: the right one is read, or none; never another one."""

import time
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from live.content.number_text import DIGITS, REACH, TooMuch, decimal, export, show, write, write_decimal
from live.content.numbers import LENGTH, beside, lone_separator, read

AS_TODAY = {
    "3.14": "3.14",
    "3,14": "3.14",
    " 3.1400 ": "3.14",
    "+5": "5",
    "- 2": "-2",
    "−2": "-2",
    "-0": "0",
    "007": "7",
    ".5": "0.5",
    "5.": "5",
    "1000000": "1000000",
    "1 000 000": "1000000",
    "1\u202f000": "1000",
    "1\u2009000": "1000",
    "1'000": "1000",
    "1’000.5": "1000.5",
    "1,000.5": "1000.5",
    "1.000,5": "1000.5",
    "1.000.000": "1000000",
    "12,34,567": "1234567",
    "٣٫١٤": "3.14",
    "٣٫١٤١": "3.141",
    "١٬٠٠٠": "1000",
    "３．５": "3.5",
    "०.५": "0.5",
    "999999999999999.9999999999": "999999999999999.9999999999",
    "0.125": "0.125",
    "1234,567": "1234.567",
}
POWERS = {
    "6.022e23": "6.022e23",
    "6.022E+23": "6.022e23",
    "６.０２２ｅ２３": "6.022e23",
    "1.5·10^3": "1500",
    "1,5 * 10**3": "1500",
    "3 × 10⁸": "300000000",
    "3x10^8": "300000000",
    "3⋅10^{8}": "300000000",
    "5e-3": "0.005",
    "5×10⁻³": "0.005",
    "5·10^(−3)": "0.005",
    "-5e3": "-5000",
    "10³": "1000",
    "10⁶": "1000000",
    "10^-2": "0.01",
    "2³": "8",
    "2^10": "1024",
    "2^-3": "0.125",
    "1.5²": "2.25",
    "-2²": "-4",
    "1¹²": "1",
    "6.022 140 76 × 10²³": "6.02214076e23",
    "3.141 592 65": "3.14159265",
    "1.602176634e-19": "1.602176634e-19",
    "0.0000000000000000001602176634": "1.602176634e-19",
    "602214076000000000000000": "6.02214076e23",
    "1000000000000000": "1e15",
    "1e300": "1e300",
    "1e-300": "1e-300",
    "٣×١٠^٨": "300000000",
}
FRACTIONS = {
    "1/2": "0.5",
    "½": "0.5",
    "1 1/2": "1.5",
    "1½": "1.5",
    "1 ½": "1.5",
    "-1 1/2": "-1.5",
    "−½": "-0.5",
    "1⁄2": "0.5",
    "¹⁄₂": "0.5",
    "1¹⁄₂": "1.5",
    "10½": "10.5",
    "1/3": "1/3",
    "2/6": "1/3",
    "⅓": "1/3",
    "11/2": "5.5",
    "1 / 4": "0.25",
    "0/5": "0",
    "١/٢": "0.5",
    "50%": "0.5",
    "50 %": "0.5",
    "%50": "0.5",
    "٥٠٪": "0.5",
    "12.5％": "0.125",
    "5‰": "0.005",
    "1/3 %": "1/300",
}
"What is typed, and the text of the number that it is."


@pytest.mark.parametrize(("typed", "text"), [*AS_TODAY.items(), *POWERS.items(), *FRACTIONS.items()])
def test_a_number_is_read_as_people_write_it(typed, text):
    assert [each.value for each in read(typed)] == [text]
    assert write(read(text)[-1].number) == text


WORDS = ["abc", "nan", "inf", "-Infinity", "0x10", "5 apples", "3 kg", "²x", "٣a", "e5", "10e", "1e5.5", "π", "XII"]
SIGNS = [
    "1_000",
    "1..2",
    "--1",
    "1-2",
    ".",
    "-",
    ",",
    "1,2,3",
    "1 2",
    "1.234,5,6",
    "+-5",
    "5-",
    "±5",
    "1/2/3",
    "12/5/20",
]
GLUED = ["2₂", "²3", "10½³", "½²", "½3", "1①", "①", "㉑", "10-⁸", "2^½", "2^0.5", "10^2^3", "1 1 1/2", "5 ²", "x²"]
DOUBTFUL = ["3 × 108", "1 100/200", "1 000/3", "1,000 000", "3.141 592", "1 3/2", "1.5/2", "5·2^3", "1,234,56,789"]
IMPOSSIBLE = ["1/0", "0^0", "0^-1", "½/0"]


@pytest.mark.parametrize("typed", [*WORDS, *SIGNS, *GLUED, *DOUBTFUL, *IMPOSSIBLE])
def test_what_is_no_number_or_more_than_one_is_not_read(typed):
    assert read(typed) == ()


@pytest.mark.parametrize(
    "typed", ["1e999999999", "1e301", "1e-301", "10^301", "9^99999", "100^400", "1/1" + "0" * 16, "9" * 41, "2^200"]
)
def test_a_number_beyond_all_use_is_too_much(typed):
    with pytest.raises(TooMuch):
        read(typed)


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("1,000", ["1000", "1"]),
        ("1.000", ["1000", "1"]),
        ("-1.500", ["-1500", "-1.5"]),
        ("999,999", ["999999", "999.999"]),
        ("1،000", ["1000", "1"]),
        ("12.500 %", ["125", "0.125"]),
        ("12,500e3", ["12500000", "12500"]),
        ("1.000.", ["1000", "1"]),
        ("1.500e3", ["1500"]),
        ("6,022·10^23", ["6.022e23"]),
    ],
)
def test_a_lone_separator_with_three_digits_behind_has_two_readings(typed, texts):
    assert [each.value for each in read(typed)] == texts


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("3 × 10^8", "3e8", "3 × 10⁸"),
        ("6,02e23", "6.02e23", "6.02 × 10²³"),
        ("1E-19", "1e-19", "10⁻¹⁹"),
        ("10⁶", "10^6", "10⁶"),
        ("2^-3", "2^-3", "2⁻³"),
        ("1½", "1 1/2", "1 1/2"),
        ("-3,50", "-3.5", "-3.5"),
        ("50%", "50 %", "50 %"),
    ],
)
def test_the_form_in_which_it_was_typed_is_kept_and_shown_as_it_is_printed(typed, text, shown):
    assert [(each.text, show(each.text)) for each in read(typed)] == [(text, shown)]
    assert read(text)[-1].number == read(typed)[-1].number


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("€", "€5"),
        ("€", "EUR 5"),
        ("€", "5 euros"),
        ("EUR", "5 €"),
        ("$", "$5"),
        ("$", "5 USD"),
        ("kg", "5 Kg"),
        ("kg", "5kg."),
        ("kg", "5 kg ."),
        ("m²", "5 m^2"),
        ("m²", "5 m2"),
        ("m^2", "5m²"),
        ("m²", "m² 5"),
        ("km/h", "5 km / h"),
        ("m", "5 M"),
        ("m", "5"),
        ("m", "5 m"),
        ("N·m", "5 Nm"),
        ("mol⁻¹", "5 mol^-1"),
        ("µg", "5 μg"),
        ("°C", "5 ºC"),
        ("°C", "5℃"),
        ("Fr.", "Fr. 5"),
        ("1/s", "5 1/s"),
        ("/min", "5/min"),
        ("10^3 km", "5 10^3 km"),
        ("%", "5 %"),
        ("%", "5٪"),
        ("e", "5e"),
        ("'", "5'"),
    ],
)
def test_a_unit_stands_before_or_behind_the_number_in_any_spelling(unit, typed):
    assert [each.value for each in read(typed, unit)] == ["5"]


@pytest.mark.parametrize(("unit", "typed"), [("€", "-€5"), ("€", "€-5"), ("€", "−5 €"), ("$", "- $ 5")])
def test_a_minus_stands_before_or_behind_the_unit(unit, typed):
    assert [each.value for each in read(typed, unit)] == ["-5"]


@pytest.mark.parametrize(
    ("unit", "typed", "texts"),
    [
        ("m", "5 mm", []),
        ("m", "5 kg", []),
        ("m", "$5", []),
        ("m", "50%", []),
        ("", "5 m", []),
        ("2", "2₂", []),
        ("2", "²5", []),
        ("2", "52", ["52"]),
        ("10 m", "510 m", []),
        ("³", "10³", ["1000"]),
        ("m³", "10³ m³", ["1000"]),
        ("eV", "5e3eV", ["5000"]),
        ("€", "€5€", []),
    ],
)
def test_no_digit_of_a_unit_becomes_one_of_the_number_nor_the_other_way_round(unit, typed, texts):
    assert [each.value for each in read(typed, unit)] == texts


def test_words_beside_a_number_are_told():
    asked = ["5 apples", "3 kg.", "twelve", "5", "1e999 m", "3²x", "1/2 of it"]
    assert [beside(each) for each in asked] == ["apples", "kg.", "", "", "", "x", "of it"]


def test_the_separator_of_two_readings_is_told():
    assert [lone_separator(each) for each in ("1,000", "1.000 m", "€ 1,000")] == [",", ".", ","]


def test_a_spreadsheet_gets_a_number_whatever_it_is():
    exported = {text: export(Fraction(text)) for text in ("3.14", "-5", "6.022e23", "-1.6e-19", "1/3", "1e15")}
    assert exported == {
        "3.14": "3.14",
        "-5": "-5",
        "6.022e23": "6.022E+23",
        "-1.6e-19": "-1.6E-19",
        "1/3": "0.333333333333333",
        "1e15": "1E+15",
    }


@pytest.mark.parametrize(
    "typed", ["1" * 10**6, " " * 10**6 + "7", "5" + " " * 5000 + "7", "1e" + "9" * 10**6, "²" * 10**6]
)
def test_a_very_long_text_is_not_read_and_costs_nothing(typed):
    began = time.process_time()
    assert read(typed) == ()
    assert time.process_time() - began < 0.05


@pytest.mark.parametrize("piece", ["1 ", "1,", "1/", "1'", "9", "1 000 ", "²", "1e", "10^", "½", "x", "-", "1 1/2 "])
def test_no_text_that_fits_is_costly(piece):
    began = time.process_time()
    with suppress(TooMuch):
        read((piece * LENGTH)[:LENGTH])
    assert time.process_time() - began < 0.05


NUMBERS = st.fractions(-(10**12), 10**12, max_denominator=999) | st.decimals(
    -(10**14), 10**14, allow_nan=False, places=9
).map(Fraction)
EXPONENTS = st.integers(-250, 250)


@given(NUMBERS, EXPONENTS)
def test_what_is_written_is_read_as_the_same_number(number, exponent):
    try:
        text = write(number * Fraction(10) ** exponent)
    except TooMuch:
        return
    assert read(text)[-1].number == number * Fraction(10) ** exponent
    assert Fraction(text) == read(text)[-1].number
    assert write(read(text)[-1].number) == text


RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def _grouped(whole: int, separator: str) -> str:
    return f"{whole:,}".replace(",", separator)


WAYS = [
    lambda whole, part, power: f"{whole}.{part}e{power}",
    lambda whole, part, power: f"{whole},{part} E{power:+}",
    lambda whole, part, power: f"{whole}.{part}·10^{power}",
    lambda whole, part, power: f"{whole},{part} × 10" + str(power).translate(RAISED),
    lambda whole, part, power: f"{_grouped(whole, ' ')}.{part} x 10^({power})",
    lambda whole, part, power: f"{_grouped(whole, chr(0x2019))},{part}*10**{power}",
]


@given(st.integers(0, 10**9), st.integers(0, 9999), st.integers(-99, 99), st.sampled_from(WAYS))
def test_whichever_way_a_number_is_written_it_is_that_number(whole, part, power, way):
    readings = read(way(whole, f"{part:04}", power))
    assert [each.number for each in readings] == [(whole + Fraction(part, 10_000)) * Fraction(10) ** power]


CHARS = "0123456789 .,'’+-−eE×x·*^/½¾¹²³⁸⁻₂%٣٫10"


@given(st.text(st.sampled_from(CHARS), max_size=9))
@example("1,000")
@example("1 1/2")
@example("10²")
def test_what_python_reads_is_read_as_the_same_and_nothing_as_another_number(text):
    try:
        readings = read(text)
    except TooMuch:
        return
    with suppress(ValueError, ZeroDivisionError):
        assert Fraction(text) in [each.number for each in readings]
    for each in readings:
        assert read(each.text)[-1].number == each.number
        assert write(each.number) == each.value


def test_digits_of_a_power_are_never_glued_to_its_base():
    for base in range(2, 30):
        for power, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹"):
            assert [each.number for each in read(f"{base}{raised}")] == [Fraction(base) ** power]
    assert {read(f"{base}{low}") for base in range(30) for low in "₀₁₂₃₄₅₆₇₈₉①❶⒈"} == {()}


def test_the_limits_are_those_that_are_told():
    assert (DIGITS, REACH, write(Fraction(10) ** 300), decimal(Fraction(1, 3), 3)) == (
        40,
        300,
        "1e300",
        Decimal("0.333"),
    )
    assert [write_decimal(Decimal(each)) for each in ("-0", "1E+3", "-1.50", "1E-11")] == ["0", "1000", "-1.5", "1e-11"]
