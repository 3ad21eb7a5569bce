"""Ranking: the best few of many, counted by points."""

import pytest

from live.kinds import Content, kind
from live.kinds.charts.strip import Part, Stack
from tests.support.kind_forms import faults, form, refusal

ranking = kind("ranking")
CITIES: Content = {"choices": ["Rome", "Oslo", "Bern", "Nice"], "top": 3}


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        ({"at4": "1", "at2": "2", "at1": "3"}, "4,2,1"),
        ({"at4": "1"}, "4"),
        ({"at4": "3", "at2": "2"}, "2,4"),
    ],
)
def test_an_answer_names_the_best_and_those_behind_a_free_place_move_up(boxes, value):
    assert ranking.parse(CITIES, form(**boxes)) == (value, "")


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({}, "Please choose an answer first."),
        ({"at5": "1"}, "Please choose an answer first."),
        ({"at1": "1", "at2": "1"}, "Each place is taken once: please take one back."),
        ({"at1": "4"}, "Each place is taken once: please take one back."),
    ],
)
def test_no_place_and_a_place_that_is_taken_twice_are_refused(boxes, sentence):
    assert refusal(lambda: ranking.parse(CITIES, form(**boxes))) == (sentence, 422)


def test_a_first_place_has_as_many_points_as_there_are_places():
    counts = {"1,2,3": 2, "2,1": 1, "3": 1}
    assert ranking.tally(CITIES, counts) == [
        Stack("1", "Rome", 8, said="8 points, 2 × first", parts=(_part(0, 500, 5), _part(500, 167, 4))),
        Stack("2", "Oslo", 7, said="7 points, 1 × first", parts=(_part(0, 250, 5), _part(250, 333, 4))),
        Stack("3", "Bern", 5, said="5 points, 1 × first", parts=(_part(0, 250, 5), _part(250, 167, 3))),
        Stack("4", "Nice", 0, said="0 points, 0 × first"),
    ]


def _part(x: int, width: int, shade: int) -> Part:
    return Part(str(x), str(width), str(shade))


def test_of_two_with_the_same_points_the_one_with_more_first_places_is_before():
    counts = {"1,2": 1, "3,2": 1, "4,3": 1}
    assert [(row.label, row.count) for row in ranking.tally({**CITIES, "top": 2}, counts)] == [
        ("Bern", 3),
        ("Rome", 2),
        ("Nice", 2),
        ("Oslo", 2),
    ]


def test_the_rows_of_nobody_have_no_bars():
    assert ranking.tally(CITIES, {}) == [
        Stack(str(number), city, 0, said="0 points, 0 × first") for number, city in enumerate(CITIES["choices"], 1)
    ]


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ({"choices": "A\nB\nC", "top": "2"}, {"choices": ["A", "B", "C"], "top": 2}),
        ({"choices": "A\nB\nC", "top": "²"}, {"choices": ["A", "B", "C"], "top": 3}),
    ],
)
def test_the_editor_reads_a_choice_from_each_line(posted, kept):
    assert ranking.clean(form(**posted)) == kept


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ({"choices": ["A", "B"], "top": 2}, [("choices", "Please give at least 3 lines.")]),
        ({"choices": [str(n) for n in range(21)], "top": 2}, [("choices", "20 lines are the most there can be.")]),
        ({"choices": ["A", "B", "C"], "top": 4}, [("top", "There are fewer choices than places.")]),
        ({"choices": ["A", "B", "C"], "top": 0}, [("top", "There are 1 to 5 places.")]),
        ({"choices": ["A", "B", "C"], "top": 6}, [("top", "There are 1 to 5 places.")]),
    ],
)
def test_what_is_no_ranking_is_refused(content, wrong):
    assert faults(lambda: ranking.validate(content)) == wrong


def test_an_answer_is_said_in_the_order_of_its_places():
    assert ranking.value_text(CITIES, "4,1") == "1. Nice, 2. Rome"
    assert ranking.own_html(CITIES, "4,1", "") == "1. <bdi>Nice</bdi>, 2. <bdi>Rome</bdi>"
