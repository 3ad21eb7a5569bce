"""A room whose host is in one process, and whose students are in the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bench.hall import Hall
from bench.plan import Plan
from tests.faults.hall import Author, fill, leave, questions, teacher_of
from tests.server.school import School


@dataclass
class Way:
    """A way to one process, past nginx. `teacher`: who has signed in by it."""

    school: School
    number: int
    teacher: Any = None

    @property
    def port(self) -> int:
        """Where the process listens."""
        return self.school.processes[self.number].port

    @property
    def sign_in(self) -> str:
        """The path of a fresh link."""
        return self.school.sign_in


async def the_teacher(school: School, number: int) -> Author:
    """The owner's browser, on one of the processes; all sessions are one."""
    teacher = await teacher_of(school)  # type: ignore[arg-type]
    there = Author(Way(school, number).port)
    there.cookies, there.token = dict(teacher.cookies), teacher.token
    return there


@asynccontextmanager
async def apart(school: School, count: int, asks: int = 3) -> AsyncIterator[Hall]:
    """The host and the screen on the first process, so many students on the second."""
    teacher = await the_teacher(school, 0)
    await teacher.write_quiz(questions(asks))
    hall = await Hall.open(Way(school, 0), teacher, Plan(count, 0, 0, 0.2))  # type: ignore[arg-type]
    hall.served = Way(school, 1)  # type: ignore[assignment]
    try:
        await fill(hall, count)
        yield hall
    finally:
        leave(hall)
