"""The ear and mouth of a process, on a layer that can be asked and broken."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest
from channels.layers import channel_layers, get_channel_layer
from pytest_django import Settings

from live.realtime import ticks
from live.realtime.ticks import Ticks
from tests.support.app_browser import until

pytestmark = pytest.mark.usefixtures("standing_clock")

LAYER = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}


@pytest.fixture(autouse=True)
def layer(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A layer within this process, and no long waits."""
    settings.CHANNEL_LAYERS = LAYER
    monkeypatch.setattr(ticks, "PULSE", 0.05)
    monkeypatch.setattr(ticks, "SECONDS", 0.02)
    monkeypatch.setattr(ticks, "DEAF", 0.4)
    yield
    channel_layers.backends.clear()


class Ear:
    """A process, and what it has heard."""

    def __init__(self) -> None:
        self.heard: list[tuple[Any, ...]] = []
        self.ticks = Ticks(lambda news: self.heard.extend(news))
        self.running = asyncio.ensure_future(self.ticks.run())


def test_what_one_tells_the_other_hears_and_not_oneself():
    async def story():
        one, other = Ear(), Ear()
        await until(lambda: one.ticks.is_up and other.ticks.is_up, "both hear")
        one.ticks.tell("moved", 7)
        one.ticks.tell("moved", 7)
        one.ticks.tell("left", 7, 8)
        await until(lambda: other.heard, "the other hears")
        assert (other.heard, one.heard) == ([("moved", 7), ("left", 7, 8)], [])

    asyncio.run(story())


def test_who_has_answered_is_told_at_most_once_a_pace_and_nobody_is_left_out():
    async def story():
        one, other = Ear(), Ear()
        await until(lambda: one.ticks.is_up and other.ticks.is_up, "both hear")
        sent = one.ticks.sent
        began = time.monotonic()
        for pk in range(100):
            one.ticks.tell("counted", 7)
            one.ticks.tell("answered", 7, pk)
            await asyncio.sleep(0.001)
        await until(lambda: ("answered", 7, 99) in other.heard, "the other hears")
        passed = time.monotonic() - began
        assert [about for what, _room, *about in other.heard if what == "answered"] == [[pk] for pk in range(100)]
        assert one.ticks.sent - sent <= passed / ticks.SECONDS + passed / ticks.PULSE + 2

    asyncio.run(story())


def test_whoever_hears_themselves_hears_the_others_and_looks_once_at_what_was_before():
    async def story():
        one = Ear()
        assert (one.ticks.is_up, one.ticks.missed) == (False, True)
        one.ticks.missed = False
        await until(lambda: one.ticks.is_up, "it hears itself")
        assert one.ticks.missed

    asyncio.run(story())


def test_a_message_that_was_lost_is_missed_by_its_number():
    one = Ear.__new__(Ear)

    async def story():
        one.heard, one.ticks = [], Ticks(lambda news: one.heard.extend(news))
        one.ticks.missed = False
        for number in (4, 5, 5, 7, 6, 8):
            one.ticks._take({"by": "other", "number": number, "at": 0, "news": []})
        assert (one.ticks.missed, one.ticks.lost, one.ticks.late) == (True, 1, 6)

    asyncio.run(story())


def test_what_somebody_new_said_before_they_were_heard_is_missed_too():
    one = Ear.__new__(Ear)

    def is_missed_when_it_begins_with(number: int) -> tuple[bool, int]:
        one.ticks.missed = False
        one.ticks._take({"by": f"new {number}", "number": number, "at": time.time(), "news": []})
        return one.ticks.missed, one.ticks.lost

    async def story():
        one.heard, one.ticks = [], Ticks(lambda news: one.heard.extend(news))
        assert [is_missed_when_it_begins_with(number) for number in (1, 2, 300)] == [(False, 0), (True, 0), (True, 0)]

    asyncio.run(story())


def test_who_cannot_speak_is_cut_off_and_comes_back():
    async def story():
        one = Ear()
        await until(lambda: one.ticks.is_up, "it hears itself")
        real = get_channel_layer().group_send

        async def broken(group: str, message: dict[str, Any]) -> None:
            raise ConnectionError

        get_channel_layer().group_send = broken
        await until(lambda: not one.ticks.is_up, "it knows that it is cut off")
        assert one.ticks.failed > 0
        one.ticks.missed = False
        get_channel_layer().group_send = real
        await until(lambda: one.ticks.is_up, "it hears itself")
        assert one.ticks.missed

    asyncio.run(story())


def test_who_hears_nothing_subscribes_anew():
    async def story():
        one = Ear()
        await until(lambda: one.ticks.is_up, "it hears itself")
        await get_channel_layer().flush()  # the layer forgets who listens
        await until(lambda: not one.ticks.is_up, "it knows that it is cut off")
        await until(lambda: one.ticks.is_up, "it hears itself")

    asyncio.run(story())
