"""Many rooms at once beside one that is as large as all of them together: what an answer costs."""

import asyncio
from collections.abc import Sequence

from bench.load.crowd import Crowd
from bench.phases import Run, arrival_seconds
from bench.report.truth import compare


async def many_rooms(run: Run) -> None:
    """The planned rooms, each with its host and screen, beside one room of all."""
    rooms, people = run.plan.rooms, run.plan.people
    one = await _cost(run, 1, rooms * people)
    many = await _cost(run, rooms, people)
    label = f"{rooms} rooms of {people}: CPU per answer; floor: one room"
    run.figures.keep("rooms_cpu_ms_per_answer", label, many, "ms", one, "many rooms")
    run.figures.values["one_room_cpu_ms_per_answer"] = one


async def _cost(run: Run, rooms: int, people: int) -> float:
    """Milliseconds of the server's CPU for each answer, while all rooms answer at the same time over five seconds."""
    crowds = [await Crowd.open(run.system, run.teacher, run.plan) for _ in range(rooms)]
    seconds = arrival_seconds(rooms * people)
    await asyncio.gather(*(crowd.fill(people, seconds) for crowd in crowds))
    await asyncio.gather(*(crowd.quiet() for crowd in crowds))
    for crowd in crowds:
        await crowd.press("open")
        crowd.prepare()
    await asyncio.gather(*(crowd.quiet(0.5) for crowd in crowds))
    cpu = run.system.cpu()
    with run.gauge.phase("one room" if rooms == 1 else "many rooms"):
        await asyncio.gather(*(crowd.answer_over(run.plan.spread) for crowd in crowds))
        await asyncio.sleep(run.plan.wait(0.5))
    cost = 1000 * (run.system.cpu() - cpu) / (rooms * people)
    for crowd in crowds:
        run.kept += compare(run.system.database, crowd.students)
        run.figures.errors += crowd.errors
    _close(crowds)
    await asyncio.sleep(run.plan.wait(1))
    return cost


def _close(crowds: Sequence[Crowd]) -> None:
    for crowd in crowds:
        crowd.leave()
