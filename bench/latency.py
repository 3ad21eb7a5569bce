"""How much later a move of the host is seen in the other process than in the one where it was made."""

from bench.load.crowd import Crowd, Teacher
from bench.load.http import Lost
from bench.plan import Plan
from bench.systems.cluster import Cluster, Process

PAUSE = 0.2
"Seconds between two moves, so that each finds both processes at rest."


class Way:
    """A way to one process, past nginx."""

    def __init__(self, cluster: Cluster, process: Process) -> None:
        self.cluster, self.port = cluster, process.port
        self.database = cluster.database
        self.cpu, self.rss_kib = process.cpu, process.rss_kib

    @property
    def sign_in(self) -> str:
        """The path of a fresh link."""
        return self.cluster.sign_in


async def added_by_ticks(cluster: Cluster, teacher: Teacher, plan: Plan) -> list[float]:
    """Seconds for each of many moves, in rooms with one student in each process. Raises Lost."""
    ways = [Way(cluster, process) for process in cluster.processes]
    there = Teacher(ways[0].port)
    there.cookies, there.token = dict(teacher.cookies), teacher.token
    added: list[float] = []
    rooms, questions = plan.timed_questions
    for _ in range(rooms):
        crowd = await Crowd.open(ways[0], there, plan)
        for way in ways:
            crowd.system = way
            await crowd.fill(1, 0)
        added += await _moves(crowd, questions)
        crowd.leave()
        if crowd.errors:
            raise Lost(crowd.errors[0])
    return added


async def _moves(crowd: Crowd, questions: int) -> list[float]:
    here, elsewhere = crowd.students
    added = []
    for _ in range(questions):
        for move in ("open", "close", "reveal"):
            await crowd.quiet(PAUSE)
            await crowd.press(move)
            added.append(elsewhere.stage_at - here.stage_at)
    return added
