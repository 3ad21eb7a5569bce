"""Whether the database has each answer that was sent, once and with its value."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.load.people import Student
from bench.systems.database import rows


@dataclass(frozen=True)
class Kept:
    """How the answers of one round compare with what was sent and acknowledged."""

    lost: int = 0
    "Sent, and not there with that value."
    twice: int = 0
    "Rows beyond one for each participant."
    unfounded: int = 0
    "Acknowledged without a row."
    refused: int = 0
    "Not acknowledged."

    def values(self) -> dict[str, int]:
        """By the keys of the JSON file."""
        return {
            "answers_lost": self.lost,
            "answers_twice": self.twice,
            "acknowledged_without_row": self.unfounded,
            "answers_refused": self.refused,
        }

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.lost + other.lost,
            self.twice + other.twice,
            self.unfounded + other.unfounded,
            self.refused + other.refused,
        )


def compare(database: Path | str, students: Sequence[Student]) -> Kept:
    """One round's answers, that these students have just given."""
    rounds = {student.round_id for student in students}
    marks = ",".join("?" * len(rounds))
    sql = f"SELECT participant_id, value FROM live_response WHERE round_id IN ({marks})"
    given = rows(database, sql, *rounds)
    values = dict(given)
    return Kept(
        lost=sum(values.get(each.id) != each.value for each in students),
        twice=sum(times - 1 for times in Counter(pk for pk, _ in given).values()),
        unfounded=sum(each.acknowledged and each.id not in values for each in students),
        refused=sum(not each.acknowledged for each in students),
    )
