"""What became of those who were asked twice."""

from collections import Counter

import pytest

from live.results.movement import Movement, changes, movement


def marks(text: str) -> dict[int, float]:
    """Return marks by person: 1 right, 0 wrong, h half, - no answer."""
    return {person: {"1": 1.0, "0": 0.0, "h": 0.5}[sign] for person, sign in enumerate(text) if sign != "-"}


def test_who_changed_and_who_did_not() -> None:
    assert movement(marks("1100110-"), marks("1011-101")) == Movement(
        kept_right=2, lost=1, gained=2, kept_wrong=1, only_first=1, only_second=1, before=0.5, after=4 / 6
    )


def test_the_gain_is_a_share_of_what_could_be_gained() -> None:
    """From 40 % to 70 % is half of the 60 % that were missing (Hake 1998)."""
    assert movement(marks("1111000000"), marks("1111111000")).gain == pytest.approx(0.5)
    assert movement(marks("11"), marks("10")).gain is None
    assert movement({}, marks("1")).gain is None


def test_half_right_is_not_right_but_counts_in_the_gain() -> None:
    half = movement(marks("hh00"), marks("11hh"))
    assert (half.gained, half.kept_wrong, half.before, half.after) == (2, 2, 0.25, 0.75)
    assert half.gain == pytest.approx(2 / 3)


def test_chance_is_spoken_of_from_twenty_pairs_on() -> None:
    """Of 12 who changed 2 lost and 10 gained: 2 (1 + 12 + 66) / 4096 = 0.0386, as R's binom.test(2, 12) says."""
    first, second = marks("11" + "0" * 10 + "1" * 8), marks("00" + "1" * 10 + "1" * 8)
    assert movement(first, second).chance == pytest.approx(0.03857, abs=1e-5)
    nineteen = {person: mark for person, mark in first.items() if person}
    assert movement(nineteen, second).chance is None


def test_as_many_gained_as_lost_is_chance() -> None:
    assert movement(marks("10" * 10), marks("01" * 10)).chance == 1.0
    assert movement(marks("10" * 10), marks("10" * 10)).chance is None


def test_answers_move_by_pairs() -> None:
    assert changes({1: "2", 2: "2", 3: "1"}, {1: "1", 2: "2", 4: "1"}) == Counter({("2", "1"): 1, ("2", "2"): 1})
