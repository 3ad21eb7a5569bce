"""Strokes: a number as a class counts it."""

import pytest

from live.rendering.strokes import strokes
from tools.signs import sprite

WORTH = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@pytest.mark.parametrize(
    ("count", "signs"),
    [(0, []), (1, ["one"]), (4, ["four"]), (5, ["five"]), (12, ["five", "five", "two"]), (60, ["five"] * 12), (61, [])],
)
def test_people_are_counted_by_fives_up_to_sixty(count, signs):
    assert strokes(count) == signs


def test_the_strokes_are_worth_what_they_stand_for_and_are_in_the_sprite():
    assert [sum(WORTH[sign] for sign in strokes(count)) for count in range(61)] == list(range(61))
    assert [sign for sign in WORTH if f'<symbol id="{sign}"' not in sprite()] == []
