"""What is counted, as Prometheus's own parser reads it."""

import asyncio
import timeit

import pytest
from prometheus_client import Histogram
from prometheus_client.parser import text_string_to_metric_families

from live import health
from live.models import Move
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, in_loop, quiet


def samples(text: str) -> dict[tuple[str, str], float]:
    """Each sample by its name and its one label's value."""
    families = list(text_string_to_metric_families(text))
    return {(each.name, "".join(each.labels.values())): each.value for family in families for each in family.samples}


def test_every_number_says_what_it_is_and_of_which_type():
    families = {family.name: family for family in text_string_to_metric_families(health.numbers())}
    assert len(families) == 12
    assert {name for name, family in families.items() if not family.documentation} == set()
    assert {family.type for family in families.values()} == {"counter", "gauge", "histogram"}
    assert {name for name in families if not name.startswith("show_")} == set()


def test_counting_costs_an_answer_next_to_nothing():
    buckets, turns = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1), 20_000
    histogram = Histogram("wait_seconds", "Waits.", buckets=buckets, registry=None)
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
