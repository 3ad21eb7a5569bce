"""How much later a move of the host is seen in the other process than in the one where it was made."""

from bench.load.crowd import Hall, Teacher
from bench.load.http import Lost
from bench.plan import Plan
from bench.systems.cluster import Process, School

PAUSE = 0.2
"Seconds between two moves, so that each finds both processes at rest."


class Way:
    """A way to one process, past nginx."""

    def __init__(self, school: School, process: Process) -> None:
        self.school, self.port = school, process.port
        self.database = school.database
        self.cpu, self.rss_kib = process.cpu, process.rss_kib

    @property
    def sign_in(self) -> str:
        """The path of a fresh link."""
        return self.school.sign_in


async def added_by_ticks(school: School, teacher: Teacher, plan: Plan) -> list[float]:
    """Seconds for each of many moves, in rooms with one student in each process. Raises Lost."""
    ways = [Way(school, process) for process in school.processes]
    there = Teacher(ways[0].port)
    there.cookies, there.token = dict(teacher.cookies), teacher.token
    added: list[float] = []
    rooms, questions = plan.timed_questions
    for _ in range(rooms):
        hall = await Hall.open(ways[0], there, plan)
        for way in ways:
            hall.served = way
            await hall.fill(1, 0)
        added += await _moves(hall, questions)
        hall.leave()
        if hall.errors:
            raise Lost(hall.errors[0])
    return added


async def _moves(hall: Hall, questions: int) -> list[float]:
    here, elsewhere = hall.students
    added = []
    for _ in range(questions):
        for move in ("open", "close", "reveal"):
            await hall.quiet(PAUSE)
            await hall.press(move)
            added.append(elsewhere.stage_at - here.stage_at)
    return added
