"""Estimates: who is near has points, or only whoever is nearest."""

from fractions import Fraction

import pytest

from live.forms.draft import Draft
from live.kinds import kind
from live.kinds.charts.histogram import Histogram
from tests.support.examples import EXAMPLES
from tests.support.kind_forms import faults, form, refusal

estimate = kind("estimate")
TOWER = {"right": "300", "tolerance": "20", "unit": "m", "rule": "near", "reach": "120", "from": "", "to": ""}
NEAREST = {**TOWER, "tolerance": "0", "reach": "", "rule": "nearest"}
POLL = {**TOWER, "right": None, "tolerance": "0", "reach": ""}
LINE = {**TOWER, "from": "-100", "to": "1000"}


def shares(content, *values, partial=True):
    found = estimate.fractions(content, values, partial)
    return [found[value] for value in values]


def charted(content, counts, hidden=(), of=estimate):
    chart = of.chart(content, counts, hidden)
    assert isinstance(chart, Histogram)
    return chart


def test_points_fall_evenly_from_the_tolerance_to_the_reach():
    assert shares(TOWER, "300", "320", "345", "370", "420", "421", "180", "230") == [1, 1, 0.75, 0.5, 0, 0, 0, 0.5]


def test_without_partial_credit_only_the_tolerance_counts():
    assert shares(TOWER, "320", "321", partial=False) == [1, 0]
    assert shares({**TOWER, "reach": ""}, "320", "321") == [1, 0]


def test_tolerance_and_reach_may_be_shares_of_the_right_number():
    assert shares({**TOWER, "tolerance": "10%", "reach": "50%"}, "330", "390", "450", "210") == [1, 0.5, 0, 0.5]


def test_of_several_right_numbers_and_ranges_the_nearer_one_counts():
    content = {**TOWER, "right": "100; 300..400", "tolerance": "0", "reach": "100"}
    assert shares(content, "350", "450", "125", "210", "0") == [1, 0.5, 0.75, 0.1, 0]


def test_shares_are_computed_exactly():
    assert shares({**TOWER, "right": "1/3", "tolerance": "0", "reach": "0.1"}, "1/3", "0.3")[0] == 1
    assert shares({**TOWER, "right": "1e300", "tolerance": "0", "reach": "1e299"}, "9.5e299", "-1e300") == [0.5, 0]


def test_all_who_share_the_least_distance_are_right():
    assert shares(NEAREST, "290", "310", "280", "1000") == [1, 1, 0, 0]
    assert shares(NEAREST, "1000", "-5") == [0, 1]


def test_the_only_answer_is_the_nearest_one():
    assert (shares(NEAREST, "99999"), shares(NEAREST), estimate.fraction(NEAREST, "7", partial=False)) == ([1], [], 1)


def test_of_two_readings_the_nearer_one_counts():
    thousand = {**NEAREST, "right": "1.1"}
    assert shares(thousand, "1000|1", "2") == [1, 0]
    assert (estimate.value_text(thousand, "1000|1"), estimate.value_text(POLL, "1000|1")) == ("1 m", "1000 m")
    assert shares({**TOWER, "right": "2", "tolerance": "0", "reach": "4"}, "1000|1") == [0.75]


def test_the_tally_marks_the_nearest_of_all_values():
    bars = estimate.tally(NEAREST, {"310": 2, "290": 1, "100": 4})
    assert [(bar.label, bar.count, bar.right) for bar in bars] == [
        ("100 m", 4, False),
        ("290 m", 1, True),
        ("310 m", 2, True),
    ]
    assert [bar.right for bar in estimate.tally(TOWER, {"100": 1, "310": 1})] == [False, True]
    assert [bar.right for bar in estimate.tally(estimate.keyless(NEAREST), {"310": 2})] == [False]


def test_the_values_are_ranked_by_their_distance():
    values = ["100", "310", "290", "250", "1000"]
    assert estimate.ranked(TOWER, values) == [["290", "310"], ["250"], ["100"]]
    assert estimate.ranked(POLL, values) == []


def test_the_chart_has_a_line_at_the_median():
    counts = {"100": 1, "200": 1, "300": 1, "400": 1}
    chart = charted(NEAREST, counts)
    assert chart.median
    assert (chart.median.label, chart.median.x, chart.median.label_x) == ("250", *[pytest.approx(480 * 150 / 350)] * 2)
    assert chart.keyless().median == chart.median
    more = {**counts, "500": 3}
    medians = [charted(NEAREST, more, hidden).median for hidden in ((), ["500"])]
    assert [median.label if median else "" for median in medians] == ["400", "250"]
    assert charted({"right": "3", "tolerance": "0", "unit": ""}, counts, of=kind("number")).median is None


def test_the_field_in_the_chart_is_that_of_the_right_number_however_far_the_nearest_is():
    counts = {"100": 1, "110": 1, "120": 1, "200": 1, "400": 1}
    found = charted({**NEAREST, "right": "300"}, counts)
    [field] = found.fields
    assert field.width == pytest.approx(found.columns[0].width + 2)
    assert [column.label for column in found.columns if field.has(column.middle)] == ["300 – 350"]
    assert [column.label for column in found.columns if column.right] == ["200 – 250", "400 – 450"]


def test_ones_own_answer_says_how_far_away_it_was_once_the_key_may_be_shown():
    said = [estimate.own_html(each, "288", "288 m") for each in (TOWER, estimate.keyless(TOWER), POLL)]
    assert said == ["288 m (12 m away)", "288 m", "288 m"]
    assert estimate.own_html(TOWER, "300", "300") == "300"


def test_everybody_is_told_their_place_by_nearness_and_equals_share_it():
    counts = {"290": 1, "310": 2, "300": 1, "1000": 1}
    assert estimate.compared(TOWER, counts) == {
        "300": "Nearness: place 1 of 5",
        "290": "Nearness: place 2 of 5",
        "310": "Nearness: place 2 of 5",
        "1000": "Nearness: place 5 of 5",
    }
    assert (estimate.compared(POLL, counts), estimate.compared(estimate.keyless(TOWER), counts)) == ({}, {})


def test_what_is_not_on_the_number_line_is_refused():
    assert refusal(lambda: estimate.parse(LINE, form(number="1001"))) == (
        "Please stay between -100 m and 1000 m.",
        422,
    )
    assert [estimate.parse(LINE, form(number=each))[0] for each in ("-100", "1000")] == ["-100", "1000"]
    assert estimate.parse({**LINE, "to": "500"}, form(number="1,000")) == ("1", "1,000")


def typed(**fields):
    return form(**{"right": "300", "tolerance": "20", "unit": "m", **fields})


def test_the_editors_form_is_read_and_kept():
    assert estimate.clean(typed(reach="120")) == TOWER
    assert estimate.clean(typed(rule="nearest", reach="120")) == NEAREST
    assert estimate.clean(typed(right="", rule="nearest")) == POLL
    assert estimate.clean(typed(reach="120", **{"from": "−100", "to": "1e3"})) == {**LINE, "to": "1e3"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"reach": "20"}, ("reach", "Points end further away than the tolerance reaches.")),
        ({"reach": "far"}, ("reach", "Write the distance at which no points are left like 50 or 20%.")),
        ({"from": "0"}, ("to", "Please give both ends of the number line, or none.")),
        ({"from": "x", "to": "9"}, ("from", "The ends of the number line are numbers like 0 and 500.")),
        ({"from": "9", "to": "9"}, ("to", "The number line ends with the larger number.")),
        ({"from": "0", "to": "299"}, ("right", "The right answer is not on the number line.")),
        ({"right": "three"}, ("right", "The right answer is not a number that we can read, like 3.14.")),
        ({"from": "0", "to": "1,000"}, ("to", "“1,000” can be read as 1000 or as 1. Please choose.")),
    ],
)
def test_an_editor_reads_what_is_wrong(fields, expected):
    assert faults(lambda: estimate.clean(typed(**fields))) == [expected]


def test_a_number_of_two_readings_is_chosen_by_a_press():
    fields = {"from": "0", "to": "1,000", "more": "to 0"}
    assert estimate.draft(typed(**fields))["to"] == "1000"


def test_a_question_says_what_the_nearest_gets_and_where_the_line_ends():
    assert estimate.context(LINE)["ends"] == ["-100", "1000"]
    assert [estimate.context(each)["nearest_wins"] for each in (TOWER, NEAREST)] == [False, True]
    assert estimate.keyless(NEAREST)["rule"] == "nearest"


def test_distances_are_exact():
    assert shares(NEAREST | {"right": "1/3"}, "0.3333333333", "0.3333333334") == [1, 0]
    assert Fraction(1, 3) - Fraction("0.3333333333") < Fraction("0.3333333334") - Fraction(1, 3)


def test_the_example_is_what_the_editor_keeps():
    assert estimate.validate(EXAMPLES["estimate"].other) == EXAMPLES["estimate"].other


def test_a_number_becomes_an_estimate_and_back_with_what_was_typed():
    number = Draft.typed(form(kind="number", text="How high?", right="300", tolerance="20", unit="m"))
    there = number.turned_into(estimate)
    assert there.content == {**TOWER, "reach": ""}
    back = Draft.typed(form(kind="estimate", right="310", unit="m", rule="nearest")).turned_into(kind("number"))
    assert back.content == {"right": "310", "tolerance": "0", "unit": "m"}
