"""Scales: points for statements, their words, and what is made of all of them."""

import re
import time
from random import Random

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from live.kinds import Bar, Content, kind
from live.kinds.charts.columns import Columns
from live.kinds.charts.diverging import Diverging
from live.kinds.scale_points import points
from tests.support.kind_forms import faults, form, refusal

scale = kind("scale")
ONE: Content = {"statements": [], "points": 5, "words": "", "ends": ["low", "high"], "zero": False, "skip": False}
TWO: Content = {**ONE, "statements": ["Clear", "Useful"], "words": "agreement", "skip": True}


def columns(content: Content, counts: dict[str, int]) -> Columns:
    found = scale.chart(content, counts)
    assert isinstance(found, Columns)
    return found


def bars(content: Content, counts: dict[str, int]) -> Diverging:
    found = scale.chart(content, counts)
    assert isinstance(found, Diverging)
    return found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ["low", "", "", "", "high"]),
        ({"words": "pace"}, ["Much too slow", "Too slow", "Just right", "Too fast", "Much too fast"]),
        ({"words": "pace", "points": 3}, ["Much too slow", "Just right", "Much too fast"]),
        ({"words": "pace", "points": 4}, ["Much too slow", "Too slow", "Too fast", "Much too fast"]),
        ({"words": "pace", "points": 6}, ["Much too slow", "", "", "", "", "Much too fast"]),
        ({"words": ["no", "so so", "yes"], "points": 3}, ["no", "so so", "yes"]),
    ],
)
def test_each_point_has_the_word_that_was_chosen_for_it(change, words):
    assert [point.word for point in points({**ONE, **change})] == words


def test_the_words_are_those_of_the_rooms_language():
    with override("de"):
        assert points(TWO)[3].said == "4 – Stimme zu"


def test_a_scale_may_begin_at_0_and_is_still_counted_from_1():
    ten = {**ONE, "points": 11, "zero": True}
    assert [points(ten)[at].said for at in (0, 1, 10)] == ["0 – low", "1", "10 – high"]
    assert (scale.parse(ten, form(s1="11")), scale.value_text(ten, "11"), scale.picked("11")) == (
        ("11", ""),
        "10",
        [11],
    )
    assert columns(ten, {"1": 1, "11": 3}).mean == "7.5"


@pytest.mark.parametrize(
    ("many", "tones"),
    [(3, [1, 3, 5]), (4, [1, 2, 4, 5]), (5, [1, 2, 3, 4, 5]), (7, [1, 1, 2, 3, 4, 5, 5])],
)
def test_the_outer_points_have_the_stronger_colours(many, tones):
    assert [point.tone for point in points({**ONE, "points": many})] == tones


@pytest.mark.parametrize(
    ("content", "fields", "sentence"),
    [
        (ONE, {}, "Please choose an answer first."),
        (ONE, {"s1": ""}, "Please choose an answer first."),
        (ONE, {"s1": "6"}, "That point is not on this scale. Please choose again."),
        (ONE, {"s1": "0"}, "That point is not on this scale. Please choose again."),
        (ONE, {"s1": ["1", "2"]}, "That point is not on this scale. Please choose again."),
        (ONE, {"s1": "４"}, "That point is not on this scale. Please choose again."),
        ({**ONE, "skip": True}, {"s1": "-"}, "That point is not on this scale. Please choose again."),
        (TWO, {"s2": "3"}, "1 statement is still open."),
        (TWO, {"s3": "3"}, "2 statements are still open."),
        ({**TWO, "skip": False}, {"s1": "-", "s2": "3"}, "That point is not on this scale. Please choose again."),
    ],
)
def test_what_is_no_point_for_each_statement_is_refused(content, fields, sentence):
    assert refusal(lambda: scale.parse(content, form(**fields))) == (sentence, 422)


def test_one_statement_is_answered_by_its_button_and_several_together():
    assert [scale.sent(ONE, "4", ""), scale.sent(TWO, "4,-", "")] == [{}, {"s1": ["4"], "s2": ["-"]}]
    html = render_to_string(scale.template("answer"), scale.context(ONE))
    assert re.findall(r'<button class="opt opt-(\d)" name="s1" value="(\d)"', html) == [(n, n) for n in "12345"]


def test_an_answer_is_told_by_the_points_that_were_shown():
    told = [scale.own_html(ONE, "5", ""), scale.own_html(TWO, "4,-", ""), scale.value_text(TWO, "4,-")]
    assert told == ["5 – high", "4, –", "4, –"]
    assert (scale.picked("4"), scale.picked("4,2")) == ([4], [])


def test_one_statement_is_counted_by_point():
    assert scale.tally(ONE, {"1": 2, "4": 1}) == [
        Bar("1", "1 – low", 2),
        Bar("2", "2", 0),
        Bar("3", "3", 0),
        Bar("4", "4", 1),
        Bar("5", "5 – high", 0),
    ]
    drawn = columns(ONE, {"1": 2, "4": 1})
    assert [(each.height, each.said) for each in drawn.columns] == [
        ("100.00", "2"),
        *[("0.00", "0")] * 2,
        ("50.00", "1"),
        ("0.00", "0"),
    ]
    assert (drawn.mean, drawn.median, drawn.at) == ("2.0", "1", "30.00")


def test_beyond_fifty_answers_columns_say_percents():
    assert [each.said for each in columns(ONE, {"1": 50, "2": 17}).columns][:3] == [
        "75\u00a0%",
        "25\u00a0%",
        "0\u00a0%",
    ]
    assert columns(ONE, {"2": 50}).columns[1].said == "50"


def test_several_statements_have_bars_around_one_middle():
    drawn = bars(TWO, {"1,4": 1, "3,4": 1, "2,5": 1, "-,5": 1})
    assert [(row.mean, row.median, row.total, row.counts) for row in drawn.rows] == [
        ("2.0", "2", 3, ("1", "1", "1", "0", "0")),
        ("4.5", "4.5", 4, ("0", "0", "0", "2", "2")),
    ]
    # The first reaches 5/6 to the left and 1/6 to the right, the second the whole to the right: 11/6 are 100 %.
    assert drawn.middle == "45.45"
    assert [(part.x, part.width, part.tone, part.said) for part in drawn.rows[0].parts] == [
        ("0.00", "18.18", 1, "33"),
        ("18.18", "18.18", 2, "33"),
        ("36.36", "18.18", 3, "33"),
    ]
    assert [(part.x, part.width) for part in drawn.rows[1].parts] == [("45.45", "27.27"), ("72.73", "27.27")]


def test_a_part_under_five_percent_says_nothing():
    drawn = bars(TWO, {"1,1": 4, "5,5": 96})
    assert [[part.said for part in row.parts] for row in drawn.rows] == [["", "96"]] * 2


def test_means_are_written_as_the_language_writes_them():
    with override("de"):
        assert columns(ONE, {"3": 1, "4": 2}).mean == "3,7"


def test_before_the_first_answer_the_scale_is_there():
    empty = bars(TWO, {})
    assert [(row.parts, row.mean) for row in empty.rows] == [((), "")] * 2
    assert (columns(ONE, {}).mean, [each.said for each in columns(ONE, {}).columns]) == ("", ["0"] * 5)
    assert [bar.count for bar in scale.tally(TWO, {})] == [0, 0]


def test_phones_are_told_the_means_at_the_reveal():
    told = [
        scale.summary(columns(ONE, {"3": 1, "4": 2})),
        scale.summary(bars(TWO, {"1,-": 1})),
        scale.summary(bars(TWO, {})),
    ]
    assert told == ["The room: 3.7", "The room: 1.0 · –", ""]


def edited(**fields):
    usual = {"statements": "Clear\n\nUseful", "points": "5", "preset": "agreement", "first": "", "last": ""}
    return form(**{**usual, **fields})


def test_the_editor_reads_a_line_for_each_statement():
    assert scale.clean(edited(skip="1")) == {**TWO, "ends": ["", ""]}
    own = scale.clean(edited(preset="own", own_words="no\nso so\nyes", zero="1"))
    assert (own["words"], own["points"], own["zero"], own["skip"]) == (["no", "so so", "yes"], 3, True, False)


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"points": "2"}, [("points", "A scale has 3 to 11 points.")]),
        ({"points": "²"}, [("points", "A scale has 3 to 11 points.")]),
        ({"preset": "taste"}, [("preset", "Please choose which words the points have.")]),
        ({"preset": "own"}, [("own_words", "Please give at least 3 lines.")]),
        (
            {"preset": "own", "own_words": "a\nb\n" + "c" * 41},
            [("own_words", "Line 3 is too long: 40 characters at most.")],
        ),
        ({"last": "x" * 41}, [("ends", "A word at an end is too long: 40 characters at most.")]),
        ({"statements": "a\nb\na"}, [("statements", "Lines 1 and 3 are the same.")]),
        ({"statements": "\n".join("abcdefghi")}, [("statements", "8 lines are the most there can be.")]),
        ({"statements": "x" * 121}, [("statements", "Line 1 is too long: 120 characters at most.")]),
    ],
)
def test_what_is_no_scale_is_told_by_field(fields, errors):
    assert faults(lambda: scale.clean(edited(**fields))) == errors


def test_a_thousand_different_answers_are_folded_quickly():
    content = {**TWO, "statements": list("abcdefgh"), "points": 11}
    random = Random(8)
    counts = {",".join(str(random.randint(1, 11)) for _each in range(8)): 1 for _one in range(1000)}
    began = time.process_time()
    scale.tally(content, counts)
    scale.chart(content, counts)
    assert time.process_time() - began < 0.05, "10 ms on a calm core"
