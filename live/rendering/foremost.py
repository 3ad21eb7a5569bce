"""Who is named on the screen at the reveal, because their answers were the best."""

from typing import Any

from live.models import Phase
from live.rendering.people import face_on_screen, name_on_screen
from live.rooms.snapshot import Snapshot

MOST = 3


def foremost(snapshot: Snapshot) -> dict[str, Any]:
    """The people with the best answers, as the kind ranks them, and how many `more` are as good as the first.

    Three at most, and no more than half of those who answered: to be the third of three is no honour. A nameless room
    names nobody.
    """
    answered = sorted(person for person in snapshot.people if person.value is not None)  # by their ids
    if snapshot.round is None or snapshot.phase != Phase.REVEALED or not answered:
        return {"people": [], "more": 0}
    groups = snapshot.round.kind.ranked(snapshot.round.content, {person.value for person in answered if person.value})
    ranked = [[person for person in answered if person.value in group] for group in groups]
    best = [person for group in ranked for person in group]
    most = min(MOST, max(1, len(answered) // 2))
    named = [{"nickname": name_on_screen(each), "face": face_on_screen(each)} for each in best[:most]]
    return {"people": named, "more": max(0, len(ranked[0]) - most) if ranked else 0}
