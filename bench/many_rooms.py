"""Many rooms at once beside one that is as large as all of them together: what an answer costs."""

import asyncio
from collections.abc import Sequence

from bench.load.crowd import Hall
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
    halls = [await Hall.open(run.served, run.teacher, run.plan) for _ in range(rooms)]
    seconds = arrival_seconds(rooms * people)
    await asyncio.gather(*(hall.fill(people, seconds) for hall in halls))
    await asyncio.gather(*(hall.quiet() for hall in halls))
    for hall in halls:
        await hall.press("open")
        hall.prepare()
    await asyncio.gather(*(hall.quiet(0.5) for hall in halls))
    cpu = run.served.cpu()
    with run.gauge.phase("one room" if rooms == 1 else "many rooms"):
        await asyncio.gather(*(hall.answer_over(run.plan.spread) for hall in halls))
        await asyncio.sleep(run.plan.wait(0.5))
    cost = 1000 * (run.served.cpu() - cpu) / (rooms * people)
    for hall in halls:
        run.kept += compare(run.served.database, hall.students)
        run.figures.errors += hall.errors
    _close(halls)
    await asyncio.sleep(run.plan.wait(1))
    return cost


def _close(halls: Sequence[Hall]) -> None:
    for hall in halls:
        hall.leave()
