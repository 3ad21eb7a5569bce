"""Who is named on the screen at the reveal, because their answers were the best."""

from collections import defaultdict
from typing import Any

from live.models import Phase
from live.rendering.people import face_on_screen, name_on_screen
from live.rooms.snapshot import Person, Snapshot

MOST = 3


def foremost(snapshot: Snapshot) -> dict[str, Any]:
    """The people with the best answers, as the kind ranks them, and how many `more` are as good as the first.

    Three at most, and no more than half of those who answered: to be the third of three is no honour. A nameless room
    names nobody.
    """
    by_value = _by_value(snapshot)
    if snapshot.round is None or snapshot.phase != Phase.REVEALED or not by_value:
        return {"people": [], "more": 0}
    groups = snapshot.round.kind.ranked(snapshot.round.content, by_value)
    ranked = [sorted(person for value in group for person in by_value[value]) for group in groups]  # by their ids
    best = [person for group in ranked for person in group]
    most = min(MOST, max(1, sum(map(len, by_value.values())) // 2))
    named = [{"nickname": name_on_screen(each), "face": face_on_screen(each)} for each in best[:most]]
    return {"people": named, "more": max(0, len(ranked[0]) - most) if ranked else 0}


def _by_value(snapshot: Snapshot) -> dict[str, list[Person]]:
    people: dict[str, list[Person]] = defaultdict(list)
    for person in snapshot.people:
        if person.value is not None:
            people[person.value].append(person)
    return people
