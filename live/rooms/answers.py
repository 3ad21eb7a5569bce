"""How answers are stored: a batch of them is judged and written at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.http import QueryDict
from django.utils.translation import gettext as _

from live.models.participant import Participant, Seat, Sitter
from live.models.phase import Phase
from live.models.response import VALUE_LENGTH, Response
from live.models.round import Round
from live.refusal import Refused, judged, spoken


@dataclass(frozen=True)
class Answer:
    """What a browser sent, stamped when it arrived."""

    seat: Seat
    round_id: int
    form: QueryDict
    arrived: datetime
    language: str = field(default_factory=spoken)
    "The language of the refusal text."


def write_answers(answers: Sequence[Answer]) -> "list[Response | Refused]":
    """Judge and store a batch inside the caller's transaction: for each answer what is stored now, or why not.

    The same value again keeps its first stamp, also when it is spelt otherwise; where answers may not be changed the
    first one stays.
    """
    batch = _Batch(answers)
    outcomes = judged(batch.judge, answers)
    batch.write()
    return outcomes


class _Batch:
    """Judges a batch of answers: the rows that they need are read at once, the changed ones written at once."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        rounds = {answer.round_id for answer in answers}
        _hold(rounds)
        people = {answer.seat.participant_id for answer in answers}
        self.rounds = {
            each.pk: each for each in Round.objects.defer("drawn").filter(pk__in=rounds).select_related("room")
        }
        sitters = Participant.objects.filter(pk__in=people).order_by().values_list(*Sitter._fields)
        self.people = {row[0]: Sitter(*row) for row in sitters}
        stored = Response.objects.filter(round_id__in=rounds, participant_id__in=people)
        self.stored = {(each.round_id, each.participant_id): each for each in stored}
        self.changed: dict[tuple[int, int], Response] = {}

    def judge(self, answer: Answer) -> Response:
        answer.seat.check(self.people.get(answer.seat.participant_id))
        round = self._round_that_takes(answer)
        value, typed = round.kind.parse(round.content, answer.form)
        key = (round.pk, answer.seat.participant_id)
        old = self.stored.get(key)
        if old is not None and ((old.value, old.typed) == (value, typed) or not round.room.rules.may_change):
            return old
        first = old if old is not None and old.value == value else None
        new = Response(
            round=round,
            participant_id=answer.seat.participant_id,
            value=value[:VALUE_LENGTH],
            typed=typed[:VALUE_LENGTH],
            time_ms=first.time_ms if first else round.time_ms(answer.arrived),
            arrived_at=first.arrived_at if first else answer.arrived,
        )
        self.stored[key] = self.changed[key] = new
        return new

    def _round_that_takes(self, answer: Answer) -> Round:
        """Return the round that an answer is for, open or closed since it arrived. Raises Refused."""
        round = self.rounds.get(answer.round_id)
        if round is None or round.room_id != answer.seat.room_id:
            raise Refused(_("This question was not asked here."), 422)
        room = round.room
        if room.round_id != round.pk or room.phase not in {Phase.OPEN, Phase.CLOSED} or not round.takes(answer.arrived):
            raise Refused(_("Too late: this question is closed."))
        return round

    def write(self) -> None:
        rows = [self.changed[key] for key in sorted(self.changed)]
        Response.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["round", "participant"],
            update_fields=["value", "typed", "time_ms", "arrived_at"],
        )


def _hold(rounds: set[int]) -> None:
    """Keep other processes from closing these rounds until the transaction ends; they may still answer in them.

    Django has no FOR SHARE; SQLite has one writer at a time and needs none.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            sql = f"SELECT id FROM {Round._meta.db_table} WHERE id = ANY(%s) ORDER BY id FOR SHARE"
            cursor.execute(sql, [sorted(rounds)])
