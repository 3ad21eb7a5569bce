"""Pushes applied to a stale page equal a fresh page, whatever happens in whatever order (T1)."""

import asyncio
import os

from live import clock
from live.models import Move, Room
from tests.lessons import a_room
from tests.live.browser import Browser
from tests.live.classroom import in_loop, quiet, signed_in
from tests.live.sequences import Sequence

SEQUENCES = int(os.environ.get("SHOW_SEQUENCES", "200"))
"In the ordinary run; the long one sets it to thousands."
FIRST = int(os.environ.get("SHOW_FIRST_SEQUENCE", "1"))
AT_ONCE = 20
STEPS = 12


async def run(seed: int, teacher: Browser) -> str:
    """Play one random lesson; what went wrong, "" for nothing."""
    sequence = Sequence(seed, teacher)
    await sequence.begin()
    await sequence.play(STEPS)
    found = await sequence.differences()
    for viewer in sequence.viewers:
        assert viewer.socket is not None
        await viewer.socket.close()
    return "\n  ".join([f"sequence {seed}: {sequence.log}", *found]) if found else ""


def test_pushes_on_a_stale_page_equal_a_fresh_page(ada):
    teacher = signed_in(ada)

    async def story():
        wrong = []
        for first in range(FIRST, FIRST + SEQUENCES, AT_ONCE):
            some = range(first, min(first + AT_ONCE, FIRST + SEQUENCES))
            wrong += [found for found in await asyncio.gather(*(run(seed, teacher) for seed in some)) if found]
        assert wrong == [], "\n".join(wrong)

    with clock.frozen():
        in_loop(story())
