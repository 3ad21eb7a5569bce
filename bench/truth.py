"""What the database says, read past the server."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.people import Student


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

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.lost + other.lost,
            self.twice + other.twice,
            self.unfounded + other.unfounded,
            self.refused + other.refused,
        )


def compare(database: Path, students: Sequence[Student]) -> Kept:
    """One round's answers, that these students have just given."""
    rounds = {student.round_id for student in students}
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20) as connection:
        marks = ",".join("?" * len(rounds))
        sql = f"SELECT participant_id, value FROM live_response WHERE round_id IN ({marks})"
        rows = connection.execute(sql, tuple(rounds)).fetchall()
    connection.close()
    values = dict(rows)
    return Kept(
        lost=sum(values.get(each.id) != each.value for each in students),
        twice=sum(times - 1 for times in Counter(pk for pk, _ in rows).values()),
        unfounded=sum(each.acknowledged and each.id not in values for each in students),
        refused=sum(not each.acknowledged for each in students),
    )
