"""What the database says, read past the server."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.load.people import Student


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


def rows(database: Path | str, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What SQLite's file, or the PostgreSQL at an address, has; `?` stands for a value."""
    if isinstance(database, str):
        with closing(psycopg.connect(database)) as server:
            return server.execute(sql.replace("?", "%s").encode(), values).fetchall()
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as file:
        return file.execute(sql, values).fetchall()


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
