"""How often rooms are counted."""

import pytest

from live.realtime.pace import PLENTY, SHORTEST, Pace

pytestmark = pytest.mark.usefixtures("standing_clock")


def test_a_room_alone_is_counted_five_times_a_second():
    pace = Pace()
    for _ in range(5):
        pace.counted()
    assert pace.seconds == SHORTEST


def test_the_more_rooms_are_counted_at_once_the_longer_each_waits():
    pace = Pace()
    for _ in range(4 * PLENTY):
        pace.counted()
    assert pace.seconds == 4 * SHORTEST


def test_counts_of_long_ago_make_nobody_wait():
    pace = Pace()
    for _ in range(4 * PLENTY):
        pace.counted()
    pace._counts = type(pace._counts)(at - 2 for at in pace._counts)
    assert pace.seconds == SHORTEST
