"""How large a run is, and how long its phases last."""

from dataclasses import dataclass

SETTLED = 0.25
"Seconds; the server counts five times a second."


@dataclass(frozen=True)
class Plan:
    """So many students in one room, then so many rooms of so many."""

    students: int
    rooms: int
    people: int
    pace: float = 1.0
    "Less for a smoke test: all waits and the seconds of answering are multiplied by it."

    @property
    def cap(self) -> int:
        """The most people in one room."""
        return max(self.students, self.rooms * self.people) + 100

    @property
    def spread(self) -> float:
        """Seconds over which a class answers."""
        return 5.0 * self.pace

    @property
    def idle(self) -> float:
        """Seconds in which nothing happens."""
        return 5.0 * self.pace

    @property
    def openings(self) -> int:
        """How often a question is opened for the fan-out alone."""
        return 3 if self.pace >= 1 else 1

    @property
    def timed_questions(self) -> tuple[int, int]:
        """Rooms, and questions in each, whose moves are timed in two processes."""
        return (2, 12) if self.pace >= 1 else (1, 2)

    def wait(self, seconds: float, at_least: float = SETTLED) -> float:
        """A wait at this run's pace, but never so short that a count that is due has not come."""
        return max(at_least, seconds * self.pace)


FULL, QUICK = Plan(students=1000, rooms=100, people=30), Plan(students=200, rooms=10, people=20)


@dataclass(frozen=True)
class Turns:
    """How often two revisions are set beside each other, with classes of these sizes."""

    sizes: tuple[int, ...]
    rounds: int
    "How often the servers are started."
    lessons: int
    "How often in a round a class comes, is asked, and goes."
    openings: int = 8
    "How often in a lesson a question is opened and closed without answers."
    bursts: int = 2
    "How often in a lesson all answer at once."
    pace: float = 1.0

    def plan(self, students: int) -> Plan:
        """For one size."""
        return Plan(students, rooms=0, people=0, pace=self.pace)


FULL_TURNS = Turns((30, 100, 1000), rounds=6, lessons=2)
QUICK_TURNS = Turns((100,), rounds=2, lessons=2, pace=0.5)
