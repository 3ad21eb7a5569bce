"""Codes (T17) and passwords (T18) are guessed: what tests/guarantees, tests/views do not show."""

from datetime import timedelta
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

import pytest

from bench.load.browser import Browser
from bench.load.people import token
from live import clock
from live.access import limits
from tests.support.phones import play, teacher_of

ROOMS, CODES = 100, 10**6
NOON_TO_NOON = 24 * 60


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Nobody has tried anything yet."""
    for buckets in (limits.wrong_codes, limits.attempts, limits.attempts_anywhere, limits.attempts_of_devices):
        buckets.clear()


def test_one_address_that_guesses_codes_all_day_finds_less_than_a_tenth_of_one_of_a_hundred_rooms():
    tries = 0
    with clock.frozen():
        for _minute in range(NOON_TO_NOON):
            while limits.code_wait("198.51.100.9") == 0 and limits.count_wrong_code("198.51.100.9"):
                tries += 1
            clock.pass_(timedelta(minutes=1))
    assert 500 < tries < 600
    assert tries * ROOMS / CODES < 0.1


@pytest.mark.parametrize("processes", [2, 3, 8])
def test_several_processes_together_allow_no_more_guesses_than_one(processes: int):
    each = [limits.share_of_limit(100, 20, processes) for _ in range(processes)]
    tries = 0
    with clock.frozen():
        for _minute in range(NOON_TO_NOON):
            while any(bucket.take("198.51.100.9") == 0 for bucket in each):
                tries += 1
            clock.pass_(timedelta(minutes=1))
    assert 500 < tries < 600
    assert tries * ROOMS / CODES < 0.1


def test_an_unknown_name_takes_as_long_to_be_refused_as_a_known_one(server, size):
    attempts = size(2, 5)

    async def story():
        await teacher_of(server)
        browser = Browser(server.port)
        waits: dict[str, list[float]] = {"owner": [], "nobody": []}
        page = await browser.visit("/login/")
        for _attempt in range(attempts):
            for name in waits:
                form = {"csrfmiddlewaretoken": token(page.text), "username": name, "password": "wrong horse"}
                began = perf_counter()
                reply = await browser.send(browser.request("POST", "/login/", urlencode(form).encode()))
                waits[name].append(perf_counter() - began)
                assert reply.status == 422
        browser.http.close()
        assert 0.2 < median(waits["owner"]) / median(waits["nobody"]) < 5  # without hashing: 50 times as quick

    play(story())
