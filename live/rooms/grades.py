"""What each answer of a room is worth: all values of a round are graded at once, however many gave each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count

from live.models import Response, Room, Round
from live.models.phase import Scoring
from live.rooms.scoring import Score, score, speed_fraction

MOST_SHARES = 4096
"Rounds whose share is kept."


class Asking(NamedTuple):
    """A round as it was counted: what changes its share changes this."""

    room: str
    "The room's key, as ids alone may come again in another database."
    round: int
    closed_at: datetime
    partial: bool
    removed: int
    "How many people were removed from the room."


_shares: dict[Asking, float | None] = {}


def scoring_rounds(room: Room) -> list[Round]:
    """The rounds that count: graded, not skipped, the last of their question, revealed or behind us."""
    last: dict[int | None, Round] = {}
    rounds = room.rounds.defer("drawn")
    for round in rounds.filter(skipped=False, closed_at__isnull=False, question_id__isnull=False):
        last[round.question_id] = round
    return [each for each in last.values() if each.is_graded and each.weight and each.reveals(room)]


def room_scores(room: Room, scored: list[Round]) -> dict[int, Score]:
    """Everybody's score over these rounds, computed from the responses."""
    rounds = {round.pk: (round, 1 << at) for at, round in enumerate(scored)}
    scores = dict.fromkeys(room.participants.filter(removed=False).values_list("pk", flat=True), Score())
    responses = Response.objects.filter(round__in=rounds, participant__removed=False)
    given = list(responses.values_list("round_id", "participant_id", "value", "time_ms"))
    grades = Grades(room, _by_round((round_id, value) for round_id, _pk, value, _time in given))
    for round_id, pk, value, time_ms in given:
        round, bit = rounds[round_id]
        one = grades.score(round, value, time_ms)
        one.hits = bit * one.right
        scores[pk] += one
    return scores


def _by_round(given: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    values: dict[int, set[str]] = defaultdict(set)
    for round_id, value in given:
        values[round_id].add(value)
    return values


def right_shares(room: Room) -> dict[int, float]:
    """How much was right of each graded question behind the class, by the last round of it: from 0 to 1, by its id.

    What a round came to is counted once and kept: answers to it change no more, unless somebody is removed.
    """
    askings = _askings(room)
    if len(_shares) > MOST_SHARES:
        _shares.clear()
    if missing := [asking for asking in askings.values() if asking not in _shares]:
        _shares.update(_count_shares(room, missing))
    shares = {question: _shares[asking] for question, asking in askings.items()}
    return {question: share for question, share in shares.items() if share is not None}


def _askings(room: Room) -> dict[int, Asking]:
    """The last round of each question whose key may be shown, by the question's id."""
    closed = room.rounds.filter(skipped=False, closed_at__isnull=False, question_id__isnull=False).order_by("number")
    rounds = closed.values_list("question_id", "pk", "closed_at")
    last = {question: (pk, at) for question, pk, at in rounds if question is not None and at is not None}
    now = room.round
    if now is not None and now.question_id and not now.reveals(room):
        last.pop(now.question_id, None)
    removed = room.participants.filter(removed=True).count() if last else 0
    return {question: Asking(room.key, pk, at, room.partial, removed) for question, (pk, at) in last.items()}


def _count_shares(room: Room, askings: list[Asking]) -> dict[Asking, float | None]:
    """What these rounds came to: the mean of their answers' fractions; None without a key or an answer."""
    rounds = Round.objects.defer("drawn").in_bulk([asking.round for asking in askings])
    given: dict[int, list[tuple[str, int]]] = defaultdict(list)
    responses = Response.objects.filter(round__in=rounds, participant__removed=False)
    counted: Any = responses.values_list("round_id", "value").annotate(Count("pk")).order_by()
    for pk, value, count in counted:
        given[pk].append((value, count))
    grades = Grades(room, {pk: [value for value, _count in counts] for pk, counts in given.items()})
    return {asking: grades.share(rounds[asking.round], given[asking.round]) for asking in askings}


class Grades:
    """Grades all values of a round at once, as a kind may compare them: the nearest one wins.

    `given`: by the round's id the values of all who count; whoever was removed does not.
    """

    def __init__(self, room: Room, given: Mapping[int, Iterable[str]]) -> None:
        self.room, self.given = room, given
        self.fractions: dict[int, dict[str, float]] = {}
        self.outcomes: dict[tuple[int, str], str] = {}

    def fraction(self, round: Round, value: str) -> float:
        """How right a value is, from 0 to 1, beside all others of the round."""
        known = self.fractions.get(round.pk)
        if known is None or value not in known:  # one that came after the others were read is compared with them
            self.outcomes.clear()
            values = {*(self.given.get(round.pk, ()) if known is None else known), value}
            known = self.fractions[round.pk] = round.kind.fractions(round.content, values, self.room.partial)
        return known[value]

    def outcome(self, round: Round, value: str) -> str:
        """What became of an answer at the reveal: right, partly or wrong; poll where nothing is."""
        known = round.pk, value
        if known not in self.outcomes:  # a thousand ask, and few values are different
            self.outcomes[known] = self._outcome(round, value)
        return self.outcomes[known]

    def _outcome(self, round: Round, value: str) -> str:
        if not round.is_graded:
            return "poll"
        fraction = self.fraction(round, value)
        return "right" if fraction == 1 else "partly" if fraction else "wrong"

    def share(self, round: Round, counts: list[tuple[str, int]]) -> float | None:
        """The mean fraction of answers that were given so often; None without a key or an answer."""
        total = sum(count for _value, count in counts)
        if not total or not round.is_graded:
            return None
        return sum(self.fraction(round, value) * count for value, count in counts) / total

    def score(self, round: Round, value: str, time_ms: int | None) -> Score:
        """The score of one answer. A reopened round has no clock for anybody: who was early must not fall behind."""
        time = None if round.untimed else time_ms
        quick = self.room.scoring == Scoring.SPEED and time is not None
        speed = speed_fraction(time or 0, round.seconds) if quick else 1.0
        return score(round.weight, self.fraction(round, value), speed, time or 0)
