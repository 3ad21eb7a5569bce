"""Pushes applied to a stale page equal a fresh page, whatever happens in whatever order (T1)."""

import asyncio
import os

import pytest

from live import clock
from live.models import Move, Participant, Room
from live.realtime import presence
from live.realtime.hub import hub
from tests.support import sequences
from tests.support.app_browser import Browser
from tests.support.live_lesson import in_loop, quiet, signed_in
from tests.support.sequences import Sequence

pytestmark = pytest.mark.usefixtures("in_process")

SHORT, LONG = 100, 1000
"Sequences in the ordinary run, in which everything happens, and in the long one."
FIRST = int(os.environ.get("SHOW_FIRST_SEQUENCE", "1"))
AT_ONCE = 20
STEPS = 7
EVERYTHING = {*sequences.STEPS, *Move.values, *sequences.TOGGLES, "a second round"}


async def run(seed: int, teacher: Browser, happened: set[str]) -> str:
    """Play one random lesson; what went wrong, "" for nothing. Adds what happened in it."""
    sequence = Sequence(seed, teacher)
    await sequence.begin()
    await sequence.play(STEPS)
    happened |= sequence.happened
    found = await sequence.differences()
    for viewer in sequence.viewers:
        assert viewer.socket is not None
        await viewer.socket.close()
    return "\n  ".join([f"sequence {seed}: {sequence.log}", *found]) if found else ""


def test_pushes_on_a_stale_page_equal_a_fresh_page(ada, monkeypatch, request):
    sequences = int(os.environ.get("SHOW_SEQUENCES") or (LONG if request.config.getoption("--long") else SHORT))
    monkeypatch.setattr(presence, "MOMENT", 3600)  # a slow machine takes longer from step to step than people stay here
    teacher = signed_in(ada)

    async def story():
        wrong = []
        happened: set[str] = set()
        for first in range(FIRST, FIRST + sequences, AT_ONCE):
            some = range(first, min(first + AT_ONCE, FIRST + sequences))
            told = await asyncio.gather(*(run(seed, teacher, happened) for seed in some))
            wrong += [found for found in told if found]
        assert wrong == [], "\n".join(wrong)
        assert sequences < SHORT or EVERYTHING - happened == set(), "what never happened was not tried"

    with clock.frozen():
        in_loop(story())


async def settled(seed: int, teacher: Browser) -> Sequence:
    """A lesson in the lobby where everybody has a socket."""
    sequence = Sequence(seed, teacher)
    await sequence.begin()
    for viewer in sequence.viewers:
        await viewer.connect()
    await quiet(sequence.room_id)
    assert await sequence.differences() == []
    return sequence


def test_one_push_that_is_lost_is_noticed(ada):
    teacher = signed_in(ada)

    async def story():
        for number in range(4):
            sequence = await settled(number, teacher)
            loser = sequence.viewers[number % len(sequence.viewers)]
            loser.drops = lambda frame: "#stage" in frame
            await sequence.press(quick="yesno")
            await quiet(sequence.room_id)
            found = await sequence.differences()
            assert [line.split()[:2] for line in found if "#stage" in line] == [[loser.audience, "#stage"]]

    with clock.frozen():
        in_loop(story())


def test_a_change_that_the_hub_was_not_told_of_is_noticed(ada):
    teacher = signed_in(ada)

    async def story():
        sequence = await settled(1, teacher)
        people = Participant.objects.filter(room=sequence.room_id, nickname="Ana")
        await hub.read(lambda: people.update(nickname="Anna"))
        await hub.read(lambda: Room.objects.filter(pk=sequence.room_id).update(locked=True))
        found = {tuple(line.split()[:2]) for line in await sequence.differences()}
        assert {("play", "#me")} < found

    with clock.frozen():
        in_loop(story())
