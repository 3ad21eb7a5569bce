"""The one clock, and how a test moves it."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

from live import clock

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_the_clock_says_utc_and_runs_with_the_machine():
    before = datetime.now(UTC)
    told = clock.now()
    assert (before <= told <= datetime.now(UTC), told.tzinfo) == (True, UTC)


def test_a_stopped_clock_stands_until_time_passes():
    with clock.at(NOON):
        stood = [clock.now(), clock.now()]
        clock.pass_(timedelta(seconds=3))
        stood.append(clock.now())
    assert stood == [NOON, NOON, NOON + timedelta(seconds=3)]


def test_a_stopped_clock_speaks_utc_whatever_it_was_given():
    with clock.at(NOON.astimezone(timezone(timedelta(hours=2)))):
        assert (clock.now(), clock.now().tzinfo) == (NOON, UTC)


def test_blocks_nest_and_give_back_what_was():
    with clock.at(NOON):
        with clock.at(NOON + timedelta(days=1)):
            clock.pass_(timedelta(hours=1))
        with clock.ahead(timedelta(minutes=1)):
            inside = clock.now()
        assert (inside, clock.now()) == (NOON + timedelta(minutes=1), NOON)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_clock_that_is_ahead_runs_on():
    with clock.ahead(timedelta(hours=12)):
        assert timedelta(hours=12) <= clock.now() - datetime.now(UTC) + timedelta(seconds=1) < timedelta(hours=13)


def test_a_frozen_clock_is_the_same_for_every_thread():
    told: list[datetime] = []
    with clock.frozen():
        threads = [Thread(target=lambda: told.append(clock.now())) for _each in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert told == [clock.now()] * 4
