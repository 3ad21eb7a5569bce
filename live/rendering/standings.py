"""Who stands where, as the screen and the host page draw it."""

from itertools import groupby
from typing import Any

from live.models import Phase
from live.rooms.grades import room_scores
from live.rooms.scoring import Standing, standings
from live.rooms.snapshot import Person, Snapshot

RANKS, ON_A_STEP = 10, 8
"How many are named in the standings, and at most on one step of the podium."


def standings_context(snapshot: Snapshot, host: bool) -> dict[str, Any]:
    """The standings as they are drawn: a shared place is never cut in two without a word."""
    rows = _standings(snapshot, host)
    last = rows[RANKS - 1]["place"] if len(rows) > RANKS else 0
    tied = sum(row["place"] == last for row in rows[RANKS:])
    ranks = rows[:RANKS] if host else _moved(snapshot, rows[:RANKS])
    return {"standings": rows, "ranks": ranks, "tied": tied, "tied_place": last, "podium": _podium(rows)}


def _standings(snapshot: Snapshot, host: bool) -> list[dict[str, Any]]:
    if not snapshot.room.with_standings or not snapshot.graded_count:
        return []
    people = {person.id: person for person in snapshot.people}
    return [_row(row, people[row.participant_id], host) for row in snapshot.standings if row.participant_id in people]


def _moved(snapshot: Snapshot, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with how far each has come by the last round, as the classes know it: up-2, down-1."""
    earlier = [round for round in snapshot.scored if round != snapshot.round]
    if snapshot.phase != Phase.STANDINGS or not earlier or len(earlier) == len(snapshot.scored):
        return rows
    stood = {row.participant_id: at for at, row in enumerate(standings(room_scores(snapshot.room, earlier)))}
    return [{**row, "moved": _by(stood.get(row["id"], at) - at)} for at, row in enumerate(rows)]


def _by(rows: int) -> str:
    """The class for a rise or fall by so many rows; ten stands for all above."""
    return f"up-{min(rows, RANKS)}" if rows > 0 else f"down-{min(-rows, RANKS)}" if rows else ""


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
