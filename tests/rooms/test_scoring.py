"""Points and places."""

from random import Random
from time import process_time

import pytest

from live.rooms.scoring import Score, Standing, points, score, speed_fraction, standings


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


def test_only_a_wholly_right_answer_counts_as_right_and_brings_its_time():
    told = [score(1, 1, 0.875, 5000), score(1, 0.5, 1, 5000), score(1, 0, 1, 5000), score(0, 1, 1, 5000)]
    assert told == [Score(875, 1, 5000), Score(500, 0, 0), Score(0, 0, 0), Score(0, 0, 0)]


def test_scores_add_up():
    assert sum([Score(875, 1, 5000), Score(500, 0, 0), Score(1000, 1, 200)], Score()) == Score(2375, 2, 5200)


def test_points_decide_then_right_answers_then_time_then_the_place_is_shared():
    assert standings(
        {
            1: Score(1000, 1, 900),
            2: Score(2000, 2, 9000),
            3: Score(1000, 1, 900),
            4: Score(1000, 0, 0),
            5: Score(1000, 1, 100),
            6: Score(0, 0, 0),
        }
    ) == [
        Standing(1, 2, 2000, 2, 9000),
        Standing(2, 5, 1000, 1, 100),
        Standing(3, 1, 1000, 1, 900),
        Standing(3, 3, 1000, 1, 900),
        Standing(5, 4, 1000, 0, 0),
        Standing(6, 6, 0, 0, 0),
    ]


def test_two_firsts_are_followed_by_a_third():
    equal = Score(1000, 1, 500)
    assert [row.place for row in standings({1: equal, 2: equal, 3: Score()})] == [1, 1, 3]


def test_nobody_has_no_standings():
    assert standings({}) == []


def test_ten_times_as_many_are_ranked_in_about_ten_times_the_time():
    few, many = (min(_spent_on(count) for _try in range(5)) for count in (2000, 20_000))
    assert many / few < 40


def _spent_on(count: int) -> float:
    dice = Random(1)
    scores = {n: Score(dice.randrange(20000), dice.randrange(20), dice.randrange(99999)) for n in range(count)}
    began = process_time()
    assert len(standings(scores)) == count
    return process_time() - began
