"""Who stands where, as the screen and the host page draw it: a row or a step for each place, with all who share it."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate, groupby
from typing import Any

from live.content.faces import face
from live.models import Phase
from live.rendering.people import face_on_screen, name_on_screen, name_width
from live.rooms import grades
from live.rooms.sheet import Standing
from live.rooms.snapshot import Person, Snapshot

ROWS, STEPS, LISTED = 6, 3, 10
"How many places the screen's standings have, the podium, and the host's standings."
IN_A_ROW, ON_A_STEP = 12, 8
"How many are named at most who share a place."
WIDTH = 59.0
"What a row of the screen has for names, in em of the screen."
NAMES = {"": 1.95, "dense": 1.5}
"How large they are there."
AROUND, NUMBER = 3.0, 2.7
"What is around a name, and how wide the number of the others is, in em of its size."
SHAPES = (
    ("grand", 1, 8.0, 30.0),
    ("pair", 2, 4.9, 12.0),
    ("couple", 2, 7.3, 20.0),
    ("few", 3, 6.1, 15.0),
    ("four", 4, 6.1, 15.0),
    ("rows", 4, 11.8, 11.8),
    ("rows", 8, 5.0, 5.0),
    ("lines", 4, 14.6, 14.6),
)
"How people stand on a step: up to how many, and how wide their words and names may be, in em of their size."
MOST_MOVED = 10
"The largest movement that the stylesheet has a class for."
Shared = list[Standing]
"All who share a place."


def standings_context(snapshot: Snapshot, host: bool) -> dict[str, Any]:
    """The standings as they are drawn: of those who share a place, whoever is not named is counted."""
    places = _places(snapshot)
    row = partial(_row, {person.id: person for person in snapshot.people}, host, places[0][0].points if places else 0)
    if host:
        ranks = [row(IN_A_ROW, tied) for tied in places[:LISTED]]
    else:
        moved = _moves(snapshot, places)
        ranks = [_fitting(row(IN_A_ROW, tied)) | {"moved": by} for tied, by in zip(places[:ROWS], moved, strict=False)]
    podium = [_step(row(ON_A_STEP, tied)) for tied in places[:STEPS] if tied[0].points]
    return {"standings": bool(places), "ranks": ranks, "podium": podium}


def _places(snapshot: Snapshot) -> list[Shared]:
    if not snapshot.room.rules.with_standings or not snapshot.graded_count:
        return []
    people = {person.id for person in snapshot.people}
    return _by_place(row for row in snapshot.standings if row.participant_id in people)


def _by_place(rows: Iterable[Standing]) -> list[Shared]:
    return [list(tied) for _place, tied in groupby(rows, lambda row: row.place)]


def _row(people: dict[int, Person], host: bool, best: int, most: int, tied: Shared) -> dict[str, Any]:
    """What is drawn of a place; nobody who has no points is honoured by a bar."""
    named = [_named(people[row.participant_id], host) for row in tied[:most]]
    place, points = tied[0].place, tied[0].points
    return {
        "place": place,
        "points": points,
        "share": round(100 * points / best) if best else 0,
        "people": named,
        "more": len(tied) - len(named),
    }


def _named(person: Person, host: bool) -> dict[str, Any]:
    if host:
        return {"nickname": person.nickname, "face": face(person.nickname)}
    return {"nickname": name_on_screen(person), "face": face_on_screen(person)}


def _fitting(row: dict[str, Any]) -> dict[str, Any]:
    """The row with as many names as stand beside each other on the screen, and the size at which they do."""
    people: Sequence[dict[str, Any]] = row["people"]
    ends = list(accumulate(name_width(each["nickname"]) + AROUND for each in people))
    for size, em in NAMES.items():
        if not row["more"] and ends[-1] * em <= WIDTH:
            return row | {"size": size}
    named = max(1, sum((end + NUMBER) * em <= WIDTH for end in ends))
    return row | {"size": size, "people": people[:named], "more": row["more"] + len(people) - named}


def _step(row: dict[str, Any]) -> dict[str, Any]:
    """The row as a step of the podium: the more there are, and the longer their words, the smaller they are."""
    names = [each["nickname"] for each in row["people"]]
    words, whole = (max(map(name_width, each)) for each in (" ".join(names).split(), names))
    fits = (shape for shape, people, word, name in SHAPES if len(names) <= people and words <= word and whole <= name)
    return row | {"shape": next(fits, "list")}


def _moves(snapshot: Snapshot, places: list[Shared]) -> list[str]:
    """How far each row has come by the last round, as the classes know it: up-2, down-1."""
    earlier = [round for round in snapshot.scored if round != snapshot.round]
    if snapshot.phase != Phase.STANDINGS or not earlier or len(earlier) == len(snapshot.scored):
        return [""] * len(places)
    before = enumerate(_by_place(grades.read(snapshot.room, earlier, snapshot.totals).totals.standings))
    stood = {row.participant_id: at for at, tied in before for row in tied}
    return [_by(stood.get(tied[0].participant_id, at) - at) for at, tied in enumerate(places)]


def _by(rows: int) -> str:
    """The class for a rise or fall by so many rows; the last one stands for all above."""
    return f"up-{min(rows, MOST_MOVED)}" if rows > 0 else f"down-{min(-rows, MOST_MOVED)}" if rows < 0 else ""
