"""A room whose host is in one process, and whose students are in the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.hall import Hall
from bench.latency import Way
from bench.plan import Plan
from tests.faults.hall import Author, fill, leave, questions, teacher_of
from tests.server.school import School


async def the_teacher(school: School, number: int) -> Author:
    """The owner's browser, on one of the processes; all sessions are one."""
    teacher = await teacher_of(school)  # type: ignore[arg-type]
    there = Author(school.processes[number].port)
    there.cookies, there.token = dict(teacher.cookies), teacher.token
    return there


@asynccontextmanager
async def apart(school: School, count: int, asks: int = 3) -> AsyncIterator[Hall]:
    """The host and the screen on the first process, so many students on the second."""
    teacher = await the_teacher(school, 0)
    await teacher.write_quiz(questions(asks))
    here, elsewhere = (Way(school, process) for process in school.processes)
    hall = await Hall.open(here, teacher, Plan(count, 0, 0, 0.2))
    hall.served = elsewhere
    try:
        await fill(hall, count)
        yield hall
    finally:
        leave(hall)
