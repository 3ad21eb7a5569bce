"""One participant's answer in the current round, its outcome, and its score."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from live.models import Participant, Phase, Response
from live.models.participant import Sitter
from live.rooms.sheet import SILENT, Score
from live.rooms.snapshot import Snapshot

FEW = 50
"Up to so many participants are read by their ids; for more the whole room is read."


class Given(NamedTuple):
    """A response, as far as its giver sees it; plain, as a thousand are read at each reveal."""

    participant_id: int
    value: str
    typed: str
    time_ms: int | None
    arrived_at: datetime | None = None
    "Read while the question is open alone: later, a thousand dates would hold up the reveal."


@dataclass(frozen=True)
class Own:
    """One participant, their response to the current round, and what came of it."""

    participant: Sitter
    response: Given | None
    outcome: str = ""
    '"" before the reveal, and where no answer was wanted; then right, partly, wrong, silent or poll.'
    score: Score = SILENT
    "This round's score; the snapshot has the total."


def read_own(snapshot: Snapshot, ids: Collection[int] | None = None) -> dict[int, Own]:
    """What each of these participants (all by default) has answered in this round and what it was worth."""
    people = Participant.objects.filter(room=snapshot.room, removed=False).order_by()
    responses = Response.objects.filter(round=snapshot.round) if snapshot.round else Response.objects.none()
    if ids is not None and len(ids) <= FEW:
        people, responses = people.filter(pk__in=ids), responses.filter(participant__in=ids)
    columns = Given._fields if snapshot.phase == Phase.OPEN else Given._fields[:-1]
    given = {row[0]: Given(*row) for row in responses.values_list(*columns)}
    fields = Sitter._fields if snapshot.reveals else Sitter._fields[:-1]
    sitters = [Sitter(*row) for row in people.values_list(*fields)]
    wanted = None if ids is None else set(ids)
    mine = [sitter for sitter in sitters if wanted is None or sitter.pk in wanted]
    return {sitter.pk: _own(snapshot, sitter, given.get(sitter.pk)) for sitter in mine}


def _own(snapshot: Snapshot, person: Sitter, response: Given | None) -> Own:
    round = snapshot.round
    if round is None or not (snapshot.reveals and round.asks):
        return Own(person, response)
    if response is None:
        return Own(person, response, SILENT.outcome)
    if not round.is_graded:
        return Own(person, response, "poll")
    score = snapshot.sheet.score(round.pk, person.pk)
    return Own(person, response, score.outcome, score)
