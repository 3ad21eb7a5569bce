"""Fifty rooms at once, each with marked texts (T26), and a room held at class rhythm for long (T46)."""

import asyncio
from statistics import median
from time import perf_counter

from bench.load.crowd import Crowd
from bench.report.truth import Kept, compare
from tests.faults.test_abuse import MIB, class_answers
from tests.support.marked import lesson_in, marked, marks, own_marks
from tests.support.phones import a_hall, leave, moves, play, teacher_of
from tests.support.server import Server


def test_no_frame_of_one_room_has_a_word_of_another(server, size):
    count = size(20, 50)

    async def begun(number: int) -> Crowd:
        return await marked(server, await teacher_of(server), number, [server.port] * 2)

    async def story():
        halls = [await begun(0), *await asyncio.gather(*(begun(number) for number in range(1, count)))]
        await asyncio.gather(*(lesson_in(hall) for hall in halls))
        assert marks(halls) == own_marks(count)
        assert [hall.errors for hall in halls] == [[]] * count
        for hall in halls:
            leave(hall)
        assert server.bugs == []

    play(story())


async def one_question(server: Server, hall: Crowd, turn: int) -> float:
    """Ask, answer, close, reveal; the 95th percentile of the waits for "Received"."""
    await moves(hall, "open")
    told = await class_answers(hall, turn)
    assert compare(server.database, hall.students) == Kept()
    await moves(hall, "close", "reveal")
    return told


def test_a_room_that_runs_for_long_stays_as_quick_and_small_as_it_was(own_server, size, bars):
    turns, seconds, people = 3, size(0, 1800), size(40, 200)

    async def story():
        waits: list[float] = []
        sizes: list[float] = []
        async with a_hall(own_server, people, asks=size(12, 500)) as hall:
            began = perf_counter()
            while len(waits) < turns or perf_counter() - began < seconds:
                waits.append(await one_question(own_server, hall, len(waits)))
                sizes.append(own_server.rss_kib() / MIB)
                await asyncio.sleep(size(0, 3))
            assert hall.errors == []
        third = max(1, len(waits) // 3)
        first, last = median(waits[:third]), median(waits[-third:])
        bars.hold(f"46 soak of {seconds} s, {people} phones: answers' p95, last third by first", last / first, 1.5, "x")
        bars.hold(f"46 soak of {seconds} s: memory, last third above first", sizes[-1] - sizes[third - 1], 20, "MiB")
        assert own_server.bugs == []

    play(story())
