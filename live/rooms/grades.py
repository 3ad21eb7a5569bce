"""What each answer of a room is worth: graded once for each value, however many gave it."""

from collections import defaultdict

from live.models import Response, Room, Round
from live.models.phase import Scoring
from live.rooms.scoring import Score, score, speed_fraction


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
    grades = Grades(room)
    responses = Response.objects.filter(round__in=rounds, participant__removed=False)
    for round_id, pk, value, time_ms in responses.values_list("round_id", "participant_id", "value", "time_ms"):
        round, bit = rounds[round_id]
        one = grades.score(round, value, time_ms)
        one.hits = bit * one.right
        scores[pk] += one
    return scores


class Grades:
    """Grades each value of a round once, however many participants gave it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.fractions: dict[int, dict[str, float]] = defaultdict(dict)

    def fraction(self, round: Round, value: str) -> float:
        known = self.fractions[round.pk]
        if value not in known:
            known[value] = round.kind.fraction(round.content, value, self.room.partial)
        return known[value]

    def score(self, round: Round, value: str, time_ms: int | None) -> Score:
        """The score of one answer. A reopened round has no clock for anybody: who was early must not fall behind."""
        time = None if round.untimed else time_ms
        quick = self.room.scoring == Scoring.SPEED and time is not None
        speed = speed_fraction(time or 0, round.seconds) if quick else 1.0
        return score(round.weight, self.fraction(round, value), speed, time or 0)
