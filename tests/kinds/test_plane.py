"""Items on two axes."""

import re
import time
from random import Random

import pytest
from django.template.loader import render_to_string

from live.kinds import Bar, Content, kind
from live.kinds.charts.square import Square
from tests.support.kind_forms import faults, form, refusal

plane = kind("plane")
AXES = ["cheap", "dear", "dull", "fun"]
TWO: Content = {"items": ["Swimming", "A museum"], "axes": AXES}


def drawn(counts: dict[str, int]) -> Square:
    found = plane.chart(TWO, counts)
    assert isinstance(found, Square)
    return found


def test_each_item_has_a_point_across_and_one_upwards():
    assert plane.parse(TWO, form(x1="4", y1="2", x2="1", y2="5")) == ("42,15", "")
    assert plane.sent(TWO, "42,15", "") == {"x1": ["4"], "y1": ["2"], "x2": ["1"], "y2": ["5"]}
    assert plane.value_text(TWO, "42,15") == "Swimming 4/2, A museum 1/5"


def test_an_item_may_be_left_out():
    assert plane.parse(TWO, form(x2="1", y2="5")) == ("--,15", "")
    assert plane.sent(TWO, "--,15", "") == {"x2": ["1"], "y2": ["5"]}
    assert plane.value_text(TWO, "--,15") == "A museum 1/5"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please choose points for something first."),
        ({"x3": "1", "y3": "1"}, "Please choose points for something first."),
        ({"x1": "1"}, "Something has only one of its two points: please choose the other one, too."),
        ({"x1": "6", "y1": "1"}, "That point is not on this scale. Please choose again."),
        ({"x1": ["1", "2"], "y1": "1"}, "That point is not on this scale. Please choose again."),
        ({"x1": "", "y1": "1"}, "That point is not on this scale. Please choose again."),
        ({"x1": "٣", "y1": "1"}, "That point is not on this scale. Please choose again."),
    ],
)
def test_what_is_no_place_is_refused(fields, sentence):
    assert refusal(lambda: plane.parse(TWO, form(**fields))) == (sentence, 422)


def test_a_mark_is_at_the_means_and_its_cross_spans_the_middle_half():
    [mark] = drawn({"11,--": 1, "21,--": 1, "43,--": 1, "53,--": 1}).marks
    assert (mark.across, mark.up, mark.total) == ("3.0", "2.0", 4)
    # Points are 20 units apart, from 10; upwards is counted from below. Quartiles: 1.5 and 4.5 across, 1 and 3 up.
    assert (mark.x, mark.left, mark.right) == ("50.0", "20.0", "80.0")
    assert (mark.y, mark.bottom, mark.top) == ("70.0", "90.0", "50.0")


def test_an_item_that_nobody_placed_has_a_letter_and_no_mark():
    found = drawn({"--,15": 2})
    assert ([mark.item.letter for mark in found.marks], [item.letter for item in found.items]) == (["B"], ["A", "B"])
    assert plane.tally(TWO, {"--,15": 2}) == [
        Bar("1", "Swimming", 0, letter="A", shape="circle"),
        Bar("2", "A museum", 2, letter="B", shape="triangle"),
    ]


def test_the_square_has_four_named_ends_and_a_table_behind():
    html = render_to_string(plane.chart_template, {"chart": drawn({"42,15": 1})})
    named = re.findall(r'<span class="(?:high|first|last|low)" dir="auto" translate="no">(\w+)<', html)
    assert named == ["fun", "cheap", "dear", "dull"]
    assert re.findall(r"<td>(.*?)</td>", html) == ["4.0", "2.0", "1", "1.0", "5.0", "1"]


def edited(**fields):
    return form(**{"items": "Swimming\nA museum", "across_first": "cheap", "across_last": "dear", **fields})


def test_the_editor_reads_items_and_ends():
    assert plane.clean(edited(up_first="dull", up_last="fun")) == TWO


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"up_first": "dull"}, [("ends", "Please say what each end means.")]),
        (
            {"up_first": "dull", "up_last": "x" * 31},
            [("ends", "A word at an end is too long: 30 characters at most.")],
        ),
        ({"up_first": "a", "up_last": "b", "items": ""}, [("items", "Please give at least 1 line.")]),
        ({"up_first": "a", "up_last": "b", "items": "c\nc"}, [("items", "Lines 1 and 2 are the same.")]),
    ],
)
def test_what_is_no_plane_is_told_by_field(fields, errors):
    assert faults(lambda: plane.clean(edited(**fields))) == errors


def test_a_thousand_different_answers_are_folded_quickly():
    random, content = Random(8), {"items": list("abcdefgh"), "axes": AXES}
    places = [f"{x}{y}" for x in range(1, 6) for y in range(1, 6)]
    counts = {",".join(random.choices(places, k=8)): 1 for _one in range(1000)}
    began = time.process_time()
    plane.tally(content, counts)
    plane.chart(content, counts)
    assert time.process_time() - began < 0.05, "10 ms on a calm core"
