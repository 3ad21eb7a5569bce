"""The buttons of the moves, and the keys that press them."""

from typing import NamedTuple

from live.models import Move, Phase
from live.rooms.snapshot import Snapshot

KEYS = {
    Move.OPEN: "N",
    Move.CLOSE: "C",
    Move.REOPEN: "O",
    Move.MORE: "T",
    Move.PAUSE: "P",
    Move.RESUME: "P",
    Move.REVEAL: "R",
    Move.STANDINGS: "S",
    Move.SKIP: "K",
}
"Access keys: each means one thing in all phases. Beside them A asks again, and X unfolds the end of the room."


class Step(NamedTuple):
    """A move as a button. The end of the room has its own fold, which asks first."""

    name: str
    key: str
    is_primary: bool


def steps(snapshot: Snapshot) -> list[Step]:
    """The buttons of the moves, the big one first; to open is one when a question is left."""
    primary = _primary(snapshot)
    offered = [move for move in snapshot.moves if move in KEYS and (move != Move.OPEN or snapshot.next)]
    buttons = [Step(str(move), KEYS[move], move == primary) for move in offered]
    return sorted(buttons, key=lambda step: not step.is_primary)


def _primary(snapshot: Snapshot) -> Move | None:
    """What the one big button does: the next step of the lesson."""
    if snapshot.phase == Phase.ENDED:
        return None
    if snapshot.phase == Phase.REVEALED and snapshot.next is None and Move.STANDINGS in snapshot.moves:
        return Move.STANDINGS
    for move in (Move.CLOSE, Move.REVEAL):
        if move in snapshot.moves:
            return move
    return Move.OPEN if snapshot.next else None
