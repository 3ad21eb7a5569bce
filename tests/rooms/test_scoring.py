"""Points."""

import pytest

from live.rooms.scoring import points, speed_fraction


@pytest.mark.parametrize(
    ("t_ms", "earned"),
    [(0, 1000), (5000, 875), (10000, 750), (20000, 500), (25000, 500), (499, 1000), (500, 988), (-50, 1000)],
)
def test_speed_points_follow_the_table_for_twenty_seconds(t_ms, earned):
    assert points(1, 1, speed_fraction(t_ms, 20)) == earned


@pytest.mark.parametrize(
    ("weight", "fraction", "t_ms", "earned"),
    [(1, 1, 1018, 975), (2, 1, 1018, 1949), (5, 1, 1018, 4873), (1, 1 / 3, 1018, 325), (3, 2 / 3, 7777, 1611)],
)
def test_points_are_rounded_once(weight, fraction, t_ms, earned):
    """2 x 1000 x 0.97455 is 1949, not twice a rounded 975."""
    assert points(weight, fraction, speed_fraction(t_ms, 20)) == earned


def test_an_untimed_question_gives_full_points():
    assert [speed_fraction(10_000_000, limit) for limit in (None, 0)] == [1, 1]


@pytest.mark.parametrize(
    ("weight", "fraction", "speed", "earned"),
    [(1, 1, 1, 1000), (0, 1, 1, 0), (5, 1, 0.5, 2500), (1, 1 / 3, 1, 333), (2, 0.5, 0.875, 875), (3, 0, 1, 0)],
)
def test_points_are_weight_by_fraction_by_speed(weight, fraction, speed, earned):
    assert points(weight, fraction, speed) == earned


@pytest.mark.parametrize("speed", [1, 0.875, 0.5])
def test_what_does_harm_does_the_same_however_late_it_came(speed):
    assert [points(2, fraction, speed) for fraction in (-1, -0.5, 0)] == [-2000, -1000, 0]
