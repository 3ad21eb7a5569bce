"""Who stands where, as the screen and the host page draw it."""

from itertools import groupby
from typing import Any

from live.lesson import Lesson, Person
from live.scoring import Standing

RANKS, ON_A_STEP = 10, 8
"How many are named in the standings, and at most on one step of the podium."


def places(lesson: Lesson, host: bool) -> dict[str, Any]:
    """The standings as they are drawn: a shared place is never cut in two without a word."""
    rows = _standings(lesson, host)
    last = rows[RANKS - 1]["place"] if len(rows) > RANKS else 0
    tied = sum(row["place"] == last for row in rows[RANKS:])
    return {"standings": rows, "ranks": rows[:RANKS], "tied": tied, "tied_place": last, "podium": _podium(rows)}


def _standings(lesson: Lesson, host: bool) -> list[dict[str, Any]]:
    if not lesson.room.with_standings or not lesson.graded_count:
        return []
    people = {person.id: person for person in lesson.people}
    return [_row(row, people[row.participant_id], host) for row in lesson.standings if row.participant_id in people]


def _podium(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All who share the places 1 to 3, by place; nobody is honoured for nothing."""
    best = groupby([row for row in rows if row["points"]], lambda row: (row["place"], row["points"]))
    steps = [(place, points, [row["nickname"] for row in tied]) for (place, points), tied in best if place <= 3]
    return [
        {"place": place, "points": points, "names": names[:ON_A_STEP], "more": len(names[ON_A_STEP:])}
        for place, points, names in steps
    ]


def _row(row: Standing, person: Person, host: bool) -> dict[str, Any]:
    nickname = "…" if person.hidden and not host else person.nickname
    return {"place": row.place, "id": person.id, "nickname": nickname, "points": row.points, "right": row.right}
