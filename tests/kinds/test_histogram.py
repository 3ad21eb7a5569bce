"""Numbers as a picture: bins at round borders, whatever was typed."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.kinds.charts.histogram import FEWEST, HEIGHT, MOST, WIDTH, Field, Histogram, histogram
from live.kinds.number import write_number


def picture(numbers: str, right: str | None = None, tolerance: str = "0") -> Histogram | None:
    """The histogram of numbers with spaces between."""
    counts = Counter(map(Decimal, numbers.split()))
    return histogram(counts, Decimal(right) if right else None, write_number, Decimal(tolerance))


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
    found = picture("9000000 " + " ".join(map(str, range(20, 60))), right="9000000")
    assert found
    assert (found.below, found.above, len(found.columns), found.field) == (0, 1, 8, None)


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
    found = picture("0 1 1 2 2 2 2 3", right, tolerance)
    assert found
    unit, width = HEIGHT / 4, WIDTH / len(found.columns)
    assert found.field == (field and Field(field[0] * width, field[1] * width))
    assert [column.right / unit for column in found.columns] == green
    assert [column.keyed for column in found.columns] == [
        bool(field) and field[0] <= at < sum(field) for at in range(len(found.columns))
    ]


def test_wrong_numbers_in_the_bin_of_a_right_one_are_not_marked():
    found = picture("0 5 5 10 20 30 40 50 60 70 80 90 100 110 120", "0")
    assert found
    [column] = [each for each in found.columns if each.keyed]
    assert (column.label, column.count, round(column.right, 6)) == ("0 – 10", 3, round(HEIGHT / 3, 6))


def test_without_the_key_it_is_the_histogram_of_a_poll():
    found = picture("0 1 2 3", right="2.5")
    assert found
    assert found.keyless() == picture("0 1 2 3") != found


NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, places=10) | st.integers(-50, 50).map(Decimal)


@given(st.dictionaries(NUMBERS, st.integers(1, 500), min_size=FEWEST, max_size=60), NUMBERS)
def test_whatever_was_typed_everybody_is_counted_and_nothing_leaves_the_picture(counts, right):
    found = histogram(counts, right, write_number)
    assert found
    assert sum(column.count for column in found.columns) + found.below + found.above == sum(counts.values())
    assert 1 <= len(found.columns) <= MOST + 1
    assert all(each.x >= 0 and each.x + each.width <= WIDTH and 0 <= each.height <= HEIGHT for each in found.columns)
    assert all(0 <= each.right <= each.height for each in found.columns)
    assert found.field is None or 0 <= found.field.x < found.field.x + found.field.width <= WIDTH + 1e-6
