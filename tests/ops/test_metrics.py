"""What is counted, as Prometheus's own parser reads it."""

import asyncio
import timeit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from live import health, metrics
from live.metrics import Counter, Histogram
from live.models import Move
from tests.lessons import CAPITAL
from tests.live.classroom import Classroom, in_loop, quiet


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test makes is counted."""
    monkeypatch.setattr(metrics, "EVERY", [])


def samples(text: str) -> dict[tuple[str, str], float]:
    """Each sample by its name and its one label's value."""
    families = list(text_string_to_metric_families(text))
    return {(each.name, "".join(each.labels.values())): each.value for family in families for each in family.samples}


@pytest.mark.usefixtures("alone")
def test_a_counter_begins_at_nought_and_grows():
    counter = Counter("things_total", "Things.")
    assert samples(metrics.text()) == {("things_total", ""): 0}
    counter.add()
    counter.add(times=4)
    assert samples(metrics.text()) == {("things_total", ""): 5}


@pytest.mark.usefixtures("alone")
def test_a_label_has_a_number_for_each_value():
    counter = Counter("things", "Things.", "colour")
    counter.add("red", 2)
    counter.add("blue")
    assert samples(metrics.text()) == {("things", "red"): 2, ("things", "blue"): 1}


@pytest.mark.usefixtures("alone")
def test_buckets_hold_what_is_in_the_smaller_ones_too_and_a_bound_is_inside():
    histogram = Histogram("wait_seconds", "Waits.", (0.5, 1))
    for wait in (0.25, 0.5, 0.75, 1, 8):
        histogram.observe(wait)
    assert samples(metrics.text()) == {
        ("wait_seconds_bucket", "0.5"): 2,
        ("wait_seconds_bucket", "1"): 4,
        ("wait_seconds_bucket", "+Inf"): 5,
        ("wait_seconds_sum", ""): 10.5,
        ("wait_seconds_count", ""): 5,
    }


def test_every_number_says_what_it_is_and_of_which_type():
    families = {family.name: family for family in text_string_to_metric_families(metrics.text())}
    assert len(families) == len(metrics.EVERY) == 11
    assert {name for name, family in families.items() if not family.documentation} == set()
    assert {family.type for family in families.values()} == {"counter", "gauge", "histogram"}
    assert {name for name in families if not name.startswith("show_")} == set()


def test_counting_costs_an_answer_next_to_nothing():
    histogram, turns = Histogram("wait_seconds", "Waits.", (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1)), 20_000
    metrics.EVERY.remove(histogram)
    best = min(timeit.repeat(lambda: histogram.observe(0.03), number=turns, repeat=5)) / turns
    assert best < 10e-6, "an answer takes some 400 µs of CPU"


@pytest.mark.django_db(transaction=True)
def test_a_lesson_is_counted():
    lesson = Classroom(CAPITAL)

    async def numbers() -> dict[tuple[str, str], float]:
        await quiet()
        return samples(health.numbers())

    async def story():
        before = await numbers()
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        socket = await lesson.watches("screen")
        await lesson.do(Move.OPEN)
        await asyncio.gather(*(lesson.answers(each, choice="2") for each in (ana, bo)))
        await lesson.do(Move.CLOSE)
        assert (await lesson.answers(ana, choice="1")).status == 409
        after = await numbers()
        await socket.close()
        return before, after

    before, after = in_loop(story())
    grown = {key: number - before.get(key, 0) for key, number in after.items()}
    assert (grown["show_answers_total", "stored"], grown["show_answers_total", "refused"]) == (2, 1)
    assert (grown["show_acknowledgement_seconds_count", ""], grown["show_ballot_batch_size_sum", ""]) == (2, 3)
    assert (after["show_sockets", "screen"], after["show_rooms", ""]) == (1, 1)
    assert after["show_ticks_heard", ""] == 1, "there is no other process"
