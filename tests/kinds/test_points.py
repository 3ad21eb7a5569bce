"""100 points that are shared among choices."""

import re
import time
from random import Random

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from live.kinds import kind
from live.kinds.points import Share, scaled
from tests.support.kind_forms import faults, form, refusal

points = kind("points")
THREE = {"choices": ["Art", "Music", "Sport"]}


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ([40, 30, 30], [40, 30, 30]),
        ([60, 60, 0], [50, 50, 0]),
        ([10, 10, 10], [34, 33, 33]),
        ([20, 10, 0], [67, 33, 0]),
        ([100, 100, 100, 100, 100, 100, 100], [15, 15, 14, 14, 14, 14, 14]),
    ],
)
def test_another_sum_than_100_is_scaled_by_the_largest_remainders(given, counted):
    assert scaled(given) == counted


@given(st.lists(st.integers(0, 10).map(lambda coins: 10 * coins), min_size=2, max_size=8).filter(any))
def test_whatever_is_given_counts_100_and_keeps_its_order(given):
    counted = scaled(given)
    assert sum(counted) == 100
    assert all(
        counted[one] >= counted[other]
        for one in range(len(given))
        for other in range(len(given))
        if given[one] > given[other]
    )


def test_what_was_given_is_kept_and_said_when_it_was_scaled():
    value, typed = points.parse(THREE, form(p1="60", p2="40", p3="20"))
    assert (value, typed) == ("50,33,17", "60,40,20")
    assert points.own_html(THREE, value, typed) == "You gave 120, counted as Art 50, Music 33, Sport 17"
    assert points.sent(THREE, value, typed) == {"p1": ["60"], "p2": ["40"], "p3": ["20"]}


def test_what_is_left_open_is_nothing():
    assert points.parse(THREE, form(p2="100")) == ("0,100,0", "")
    assert points.own_html(THREE, "0,100,0", "") == points.value_text(THREE, "0,100,0") == "Music 100"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please give points to something first."),
        ({"p1": "0", "p2": "0"}, "Please give points to something first."),
        ({"p1": "15"}, "That is no number of points. Please choose again."),
        ({"p1": "110"}, "That is no number of points. Please choose again."),
        ({"p1": ""}, "That is no number of points. Please choose again."),
        ({"p1": ["10", "20"]}, "That is no number of points. Please choose again."),
        ({"p1": "١٠"}, "That is no number of points. Please choose again."),
        ({"p4": "100"}, "Please give points to something first."),
    ],
)
def test_what_gives_no_points_is_refused(fields, sentence):
    assert refusal(lambda: points.parse(THREE, form(**fields))) == (sentence, 422)


def test_the_tally_has_the_mean_the_median_and_who_gave_nothing():
    assert points.tally(THREE, {"70,30,0": 2, "0,25,75": 1}) == [
        Share("1", "Art", 47, length=467, said="47 of 100", median="70", zeros=1),
        Share("2", "Music", 28, length=283, said="28 of 100", median="30", zeros=0),
        Share("3", "Sport", 25, length=250, said="25 of 100", median="0", zeros=2),
    ]
    assert [(bar.length, bar.said) for bar in points.tally(THREE, {})] == [(0, "0 of 100")] * 3


def test_a_table_has_what_no_bar_shows():
    bars = points.tally(THREE, {"70,30,0": 2, "0,25,75": 1})
    html = render_to_string(points.tally_template, {**points.context(THREE), "bars": bars, "total": 3})
    cells = re.findall(r"<td>(.*?)</td>", html)
    assert cells == ["47 of 100", "70", "1", "28 of 100", "30", "0", "25 of 100", "0", "2"]
    assert "<table" not in render_to_string(points.tally_template, {"bars": bars, "total": 3, "covered": True})


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("Art", "Please give at least 2 lines."),
        ("\n".join("abcdefghi"), "8 lines are the most there can be."),
        ("Art\nArt", "Lines 1 and 2 are the same."),
        ("Art\n" + "x" * 81, "Line 2 is too long: 80 characters at most."),
    ],
)
def test_what_is_no_list_of_choices_is_told(lines, sentence):
    assert faults(lambda: points.clean(form(choices=lines))) == [("choices", sentence)]


def test_the_editor_reads_a_choice_from_each_line():
    assert points.clean(form(choices="Art\n\n Music \nSport")) == THREE


def test_a_thousand_different_answers_are_folded_quickly():
    random = Random(8)
    answers = [scaled([random.randrange(0, 101, 10) for _each in range(7)] + [10]) for _one in range(1000)]
    counts = {",".join(map(str, each)): 1 for each in answers}
    began = time.process_time()
    points.tally({"choices": list("abcdefgh")}, counts)
    assert time.process_time() - began < 0.05, "10 ms on a calm core"
