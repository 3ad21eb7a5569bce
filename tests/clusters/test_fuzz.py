"""The same nonsense as in tests/faults/test_fuzz.py, where PostgreSQL reads what SQLite would take (T2)."""

import asyncio
from random import Random

from tests.faults.test_fuzz import LINES, SEED, fuzz
from tests.support.phones import a_hall, fill, moves, play
from tests.support.school import School
from tests.support.server import complaints
from tests.support.wire_browser import ask, browse


def test_nonsense_of_all_sorts_is_no_error_on_postgresql_either(school: School, size):
    count, [process, *_] = size(480, 20_000), school.processes
    before = len(process.words)

    async def story():
        async with a_hall(school, LINES, asks=1) as hall:  # type: ignore[arg-type]
            villains = await fill(hall, LINES)
            await moves(hall, "open")
            for each in villains:
                each.prepare(0)
            lines = [fuzz(process.port, each, Random(SEED + i), count // LINES) for i, each in enumerate(villains)]
            assert [shot for line in await asyncio.gather(*lines) for shot in line] == []

    play(story())
    assert complaints(process.words[before:]) == []


def test_too_many_cookies_are_explained_through_nginx_too(school: School):
    answer = browse(ask(school.port, "/", Cookie=f"a={'x' * 17_000}"))
    assert (answer.status, b"Delete the cookies of this address" in answer.body) == (431, True)
    assert browse(ask(school.port, "/", Cookie=f"a={'x' * 15_000}")).status == 200
