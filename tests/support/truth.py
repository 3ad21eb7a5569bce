"""What the database says, read by plain SQL and counted by hand: what every page is held against."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

Database = Path | str
"SQLite's file, or PostgreSQL's address."


@dataclass(frozen=True, eq=False)
class Asked:
    """One round as it stands in the database."""

    id: int
    number: int
    question_id: int | None
    kind_slug: str
    content: dict[str, Any]
    weight: int
    closed_at: str | None

    @property
    def is_graded(self) -> bool:
        """Has a right answer."""
        return bool(self.content.get("right") or self.content.get("accepted"))

    def is_right(self, value: str) -> bool:
        """Whether a stored value is wholly right."""
        match self.kind_slug:
            case "single" | "several":
                return value == ",".join(map(str, self.content["right"]))
            case "number":
                return abs(float(value) - float(self.content["right"])) <= float(self.content["tolerance"])
            case "short":
                return value in [accepted.lower() for accepted in self.content["accepted"]]
        return False

    @property
    def key(self) -> str:
        """The right answer in words."""
        match self.kind_slug:
            case "single" | "several":
                return self.words(",".join(map(str, self.content["right"])))
            case "number":
                return f"{self.content['right']} ± {self.content['tolerance']} {self.content['unit']}"
            case "short":
                return " / ".join(self.content["accepted"])
        return ""

    def words(self, value: str) -> str:
        """A stored value in words."""
        match self.kind_slug:
            case "single" | "several":
                return ", ".join(self.content["choices"][int(number) - 1] for number in value.split(",") if number)
            case "number":
                return f"{value} {self.content['unit']}".strip()
        return value.replace("\n", ", ")


@dataclass(frozen=True)
class Given:
    """One response as it stands in the database."""

    round_id: int
    nickname: str
    value: str
    typed: str
    time_ms: int | None
    arrived_at: Any

    @property
    def received_at(self) -> str:
        """When it came, as a clock on the wall shows it: databases keep UTC."""
        return f"{_moment(self.arrived_at).astimezone():%H:%M:%S}"


@dataclass(frozen=True)
class Place:
    """One row of the standings."""

    place: int
    nickname: str
    points: int
    right: int


def rows(database: Database, sql: str, *values: Any) -> list[dict[str, Any]]:
    """What a database answers, read past the program; `?` stands for a value."""
    if isinstance(database, str):
        with psycopg.connect(database, row_factory=dict_row) as server:
            return server.execute(sql.replace("?", "%s").encode(), values).fetchall()
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as file:
        file.row_factory = sqlite3.Row
        return [dict(row) for row in file.execute(sql, values)]


def _moment(stamp: Any) -> datetime:
    """A time as a database gives it: SQLite as text, without saying that it is UTC."""
    found = datetime.fromisoformat(str(stamp))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _json(text: Any) -> Any:
    return json.loads(text) if isinstance(text, str) else text


class Truth:
    """One room, as one look at the database finds it; nothing is asked of the program."""

    def __init__(self, database: Database, room_id: int) -> None:
        self.database, self.room_id = database, room_id
        (self.room,) = self._rows("SELECT * FROM live_room WHERE id = ?", room_id)
        self.phase: str = self.room["phase"]

    def _rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        return rows(self.database, sql, *values)

    @cached_property
    def people(self) -> list[str]:
        """Nicknames, in the order in which they came."""
        rows = self._rows(
            "SELECT nickname FROM live_participant WHERE room_id = ? AND NOT removed ORDER BY id", self.room_id
        )
        return [row["nickname"] for row in rows]

    @cached_property
    def rounds(self) -> list[Asked]:
        """Every round, in order."""
        names = "id, number, question_id, kind_slug, content, weight, closed_at"
        rows = self._rows(
            f"SELECT {names} FROM live_round WHERE room_id = ? AND NOT skipped ORDER BY number", self.room_id
        )
        return [Asked(**{**row, "content": _json(row["content"])}) for row in rows]

    @property
    def round(self) -> Asked | None:
        """The current round."""
        return next((each for each in self.rounds if each.id == self.room["round_id"]), None)

    @cached_property
    def given(self) -> list[Given]:
        """Every response in the room."""
        rows = self._rows(
            """SELECT r.round_id, p.nickname, r.value, r.typed, r.time_ms, r.arrived_at FROM live_response r
               JOIN live_participant p ON p.id = r.participant_id WHERE p.room_id = ? AND NOT p.removed""",
            self.room_id,
        )
        return [Given(**row) for row in rows]

    def answer(self, nickname: str, asked: Asked) -> Given | None:
        """What one of them answered in a round."""
        return next((each for each in self.given if (each.round_id, each.nickname) == (asked.id, nickname)), None)

    def answered(self, asked: Asked) -> list[str]:
        """Who has answered a round, in the order of the people."""
        return [nickname for nickname in self.people if self.answer(nickname, asked)]

    def bars(self, asked: Asked, revealed: bool) -> list[list[Any]]:
        """The tally: label, count, percent of those who answered, shown as right."""
        counts = Counter(each.value for each in self.given if each.round_id == asked.id)
        total = sum(counts.values())
        return [
            [label, count, round(100 * count / total) if total else 0, revealed and right]
            for label, count, right in self._bars(asked, counts)
        ]

    def _bars(self, asked: Asked, counts: Counter[str]) -> list[tuple[str, int, bool]]:
        match asked.kind_slug:
            case "single" | "several":
                picked = Counter(number for value, n in counts.items() for number in value.split(",") * n)
                right = asked.content["right"]
                return [(text, picked[str(n)], n in right) for n, text in enumerate(asked.content["choices"], 1)]
            case "number":
                ordered = sorted(counts, key=float)
                return [(asked.words(value), counts[value], asked.is_right(value)) for value in ordered]
            case "short":
                ordered = sorted(counts, key=lambda value: (-counts[value], value))
                return [(self._spelt(asked)[value], counts[value], asked.is_right(value)) for value in ordered]
        return []

    def words(self, asked: Asked) -> list[list[Any]]:
        """The word cloud: word, count."""
        if asked.kind_slug != "cloud":
            return []
        counts = Counter(word for each in self.given if each.round_id == asked.id for word in each.value.split("\n"))
        spelt = self._spelt(asked)
        return [[spelt[word], counts[word]] for word in sorted(counts, key=lambda word: (-counts[word], word))]

    def _spelt(self, asked: Asked) -> dict[str, str]:
        """How most have written each answer or word; of two ways the one not in capitals, then the shorter one."""
        ways: dict[str, Counter[str]] = {}
        for each in self.given:
            if each.round_id == asked.id:
                several = asked.kind_slug == "cloud"
                for way in each.typed.split(", ") if several else [each.typed]:
                    ways.setdefault(way.lower() if several else each.value, Counter())[way] += 1
        return {
            value: min(seen, key=lambda way, seen=seen: (-seen[way], way.isupper(), len(way), way))  # type: ignore[misc]
            for value, seen in ways.items()
        }

    @property
    def scoring(self) -> list[Asked]:
        """The rounds that give points: graded, closed, each question's last; quick votes never."""
        last = {each.question_id: each for each in self.rounds if each.question_id is not None and each.closed_at}
        return [each for each in last.values() if each.is_graded and each.weight]

    def could_answer(self, nickname: str) -> int:
        """How many of those somebody could answer: what closed before they came is neither right nor wrong."""
        sql = "SELECT joined_at FROM live_participant WHERE room_id = ? AND nickname = ? AND NOT removed"
        [came] = self._rows(sql, self.room_id, nickname)
        return sum(each.closed_at is None or str(each.closed_at) > str(came["joined_at"]) for each in self.scoring)

    def points(self, nickname: str, asked: Asked) -> int:
        """What an answer was worth."""
        answer = self.answer(nickname, asked)
        return 1000 * asked.weight if answer and asked.is_graded and asked.is_right(answer.value) else 0

    @cached_property
    def standings(self) -> list[Place]:
        """Places by points, right answers, time over right answers; shared where all are equal."""
        ranks = {nickname: self._rank(nickname) for nickname in self.people}
        ordered = sorted(self.people, key=lambda nickname: ranks[nickname])
        return [
            Place(
                1 + sum(rank < ranks[nickname] for rank in ranks.values()),
                nickname,
                -ranks[nickname][0],
                -ranks[nickname][1],
            )
            for nickname in ordered
        ]

    def _rank(self, nickname: str) -> tuple[int, int, int]:
        answers = {each: self.answer(nickname, each) for each in self.scoring}
        right = [answer for each, answer in answers.items() if answer and each.is_right(answer.value)]
        points = sum(self.points(nickname, each) for each in self.scoring)
        return -points, -len(right), sum(answer.time_ms or 0 for answer in right)

    def place(self, nickname: str) -> Place:
        """One of them in the standings."""
        return next(row for row in self.standings if row.nickname == nickname)
