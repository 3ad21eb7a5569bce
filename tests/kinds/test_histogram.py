"""Numbers as a picture: bins at round borders, whatever was typed."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.content.number_text import show, write_decimal
from live.kinds.charts.histogram import FEWEST, HEIGHT, LETTER, MARGIN, MOST, WIDTH, Field, Histogram, histogram


def named(number: Decimal) -> str:
    return show(write_decimal(number))


def picture(numbers: str, *right: str, tolerance: str = "0") -> Histogram | None:
    """The histogram of numbers with spaces between; each `right` is a number, or two for a range."""
    counts = Counter(map(Decimal, numbers.split()))
    spans = [(Decimal(each.split()[0]), Decimal(each.split()[-1])) for each in right]
    reach = Decimal(tolerance)
    judged = {
        number: n for number, n in counts.items() if any(low - reach <= number <= high + reach for low, high in spans)
    }
    return histogram(counts, named, spans, judged)


def drawn_fields(found: Histogram) -> list[tuple[int, int]]:
    """The first bin of each field, and how many bins it has."""
    width = WIDTH / len(found.columns)
    return [(round(field.x / width), round(field.width / width)) for field in found.fields]


def columns(numbers: str) -> dict[str, int]:
    """What it shows: {"0 – 1": 3}."""
    found = picture(numbers)
    assert found
    return {column.label: column.count for column in found.columns}


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ("1 2 2 4 5", {"1 – 2": 1, "2 – 3": 2, "3 – 4": 0, "4 – 5": 1, "5 – 6": 1}),
        ("-1 0 0 1 2", {"-1 – 0": 1, "0 – 1": 2, "1 – 2": 1, "2 – 3": 1}),
        (
            "3.1 3.14 3.14 3.2 3.3",
            {"3.1 – 3.12": 1, "3.12 – 3.14": 0, "3.14 – 3.16": 2, "3.2 – 3.22": 1, "3.3 – 3.32": 1},
        ),
        ("0 90 110 240", {"0 – 20": 1, "80 – 100": 1, "100 – 120": 1, "240 – 260": 1}),
    ],
)
def test_the_borders_are_round_and_numbers_on_one_belong_to_the_bin_above(numbers: str, shown: dict[str, int]):
    found = columns(numbers)
    assert {label: count for label, count in found.items() if count or label in shown} == shown


def test_few_different_numbers_need_no_picture():
    assert (picture(""), picture("1 1 1 2 2 3"), picture("1 2 3 4") is None) == (None, None, False)


def test_one_who_is_far_away_does_not_make_the_rest_a_single_bar():
    found = picture("9000000 " + " ".join(map(str, range(20, 60))), "9000000")
    assert found
    assert (found.below, found.above, len(found.columns), found.fields) == (0, 1, 8, ())


@pytest.mark.parametrize(
    ("right", "tolerance", "field", "green"),
    [
        ("2", "0", (2, 1), [0, 0, 4, 0]),
        ("2.5", "0.2", (2, 1), [0, 0, 0, 0]),
        ("2.5", "0.5", (2, 2), [0, 0, 4, 1]),
        ("2", "1", (1, 3), [0, 2, 4, 1]),
        ("2", "9", (0, 4), [1, 2, 4, 1]),
        ("9", "0", None, [0, 0, 0, 0]),
        ("9", "6", (3, 1), [0, 0, 0, 1]),
    ],
)
def test_right_numbers_are_marked_and_stand_in_a_field(right, tolerance, field, green):
    found = picture("0 1 1 2 2 2 2 3", right, tolerance=tolerance)
    assert found
    unit, width = HEIGHT / 4, WIDTH / len(found.columns)
    assert found.fields == ((Field(field[0] * width, field[1] * width),) if field else ())
    assert [column.right / unit for column in found.columns] == green
    assert [column.keyed for column in found.columns] == [
        bool(field) and field[0] <= at < sum(field) for at in range(len(found.columns))
    ]


def test_wrong_numbers_in_the_bin_of_a_right_one_are_not_marked():
    found = picture("0 5 5 10 20 30 40 50 60 70 80 90 100 110 120", "0")
    assert found
    [column] = [each for each in found.columns if each.keyed]
    assert (column.label, column.count, round(column.right, 6)) == ("0 – 10", 3, round(HEIGHT / 3, 6))


@pytest.mark.parametrize(
    ("right", "tolerance", "fields", "green"),
    [
        (["2", "7"], "0", [(2, 1), (7, 1)], [2, 7]),
        (["7", "2"], "0", [(2, 1), (7, 1)], [2, 7]),
        (["2", "3"], "0", [(2, 1), (3, 1)], [2, 3]),
        (["2", "2.5"], "0", [(2, 1)], [2]),
        (["2 4", "3 6"], "0", [(2, 5)], [2, 3, 4, 5, 6]),
        (["-5 1", "8 99"], "0", [(0, 2), (8, 2)], [0, 1, 8, 9]),
        (["-9 -5", "4", "20 30"], "0", [(4, 1)], [4]),
        (["2", "7"], "1", [(1, 3), (6, 3)], [1, 2, 3, 6, 7, 8]),
        (["2", "20"], "11", [(0, 10)], list(range(10))),
        (["20", "-20"], "11", [(9, 1)], [9]),
    ],
)
def test_each_right_number_and_range_has_its_field_as_far_as_it_can_be_seen(right, tolerance, fields, green):
    found = picture("0 1 2 3 4 5 6 7 8 9", *right, tolerance=tolerance)
    assert found
    assert drawn_fields(found) == fields
    assert [at for at, column in enumerate(found.columns) if column.right] == green
    assert [at for at, column in enumerate(found.columns) if column.keyed] == [
        at for first, many in fields for at in range(first, first + many)
    ]


def test_without_the_key_it_is_the_histogram_of_a_poll():
    found = picture("0 1 2 3", "2.5")
    assert found
    assert found.keyless() == picture("0 1 2 3") != found


@pytest.mark.parametrize(
    "numbers",
    [
        "6.01e23 6.02e23 6.022e23 6.03e23 6.1e23",
        "1e-19 1.6e-19 1.602e-19 2e-19",
        "1e-300 1 1e150 1e300",
        "1e300 2e300 1.5e300 1.1e300",
        "-1e299 0 1e-299 5e299",
        "123456789012.1 123456789012.2 123456789012.3 123456789012.9",
        "1000000 2000000 3000000 4000000 5000000 6000000",
    ],
)
def test_the_names_of_borders_are_short_inside_and_beside_each_other(numbers: str):
    found = picture(numbers)
    assert found
    halves = [(x, len(name) * LETTER / 2) for x, name in found.borders]
    assert all(x - half >= -MARGIN - 0.01 and x + half <= WIDTH + MARGIN + 0.01 for x, half in halves)
    assert all(x + half < y - other for (x, half), (y, other) in pairwise(halves))
    assert max(len(name) for _x, name in found.borders) <= 16


def test_powers_of_ten_stand_at_the_borders_as_they_are_printed():
    found = picture("6.01e23 6.02e23 6.022e23 6.03e23 6.1e23")
    assert found
    assert [name for _x, name in found.borders][:2] == ["6.01 × 10²³", "6.018 × 10²³"]


NUMBERS = (
    st.decimals(min_value=-(10**15), max_value=10**15, places=10)
    | st.integers(-50, 50).map(Decimal)
    | st.builds(
        lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(-999, 999), st.integers(-290, 290)
    )
)


@given(st.dictionaries(NUMBERS, st.integers(1, 500), min_size=FEWEST, max_size=60), NUMBERS, NUMBERS)
def test_whatever_was_typed_everybody_is_counted_and_nothing_leaves_the_picture(counts, one, other):
    low, high = min(one, other), max(one, other)
    judged = {number: count for number, count in counts.items() if low <= number <= high}
    found = histogram(counts, named, [(low, high), (one, one)], judged)
    assert found
    assert sum(column.count for column in found.columns) + found.below + found.above == sum(counts.values())
    assert 1 <= len(found.columns) <= MOST + 1
    assert all(each.x >= 0 and each.x + each.width <= WIDTH and 0 <= each.height <= HEIGHT for each in found.columns)
    assert all(0 <= each.right <= each.height for each in found.columns)
    assert all(0 <= field.x < field.x + field.width <= WIDTH + 1e-6 for field in found.fields)
    assert all(field.x + field.width <= after.x + 1e-6 for field, after in pairwise(found.fields))
    assert found.borders
