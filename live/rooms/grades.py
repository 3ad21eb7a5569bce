"""Reads from the database what a lesson's sheet of scores is made of, and keeps what the rounds before came to."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Count

from live.models import Response, Room, Round
from live.models.phase import Scoring
from live.rooms import sheet
from live.rooms.sheet import Column, Given, Sheet, Totals

MOST_SHARES = 4096
"Rounds whose share is kept."
MOST_KEPT = 60_000
"Scores that are kept, and as many totals, over all rooms: some 10 MB each."
Key = TypeVar("Key")
Value = TypeVar("Value")


OF_ROUND = ("pk", "closed_at", "edition", "regraded")
"What an asking has of its round."


class Asking(NamedTuple):
    """A round as it was judged: what changes a score of it changes this."""

    room: str
    "The room's key, as ids alone may come again in another database."
    round: int
    closed_at: datetime | None
    edition: int
    regraded: int
    "The newest regrade: after an undo that before it holds, with the same marks as then."
    partial: bool
    scoring: Scoring
    removed: int
    "How many people were removed from the room."
    nameless_since: datetime | None
    "When its people became others."

    @classmethod
    def of(cls, room: Room, removed: int, round: Round) -> "Asking":
        """Name a round of a room; of the round no more is read than `OF_ROUND`."""
        of_round = round.pk, round.closed_at, round.edition, round.regraded
        rules, lost = room.rules, room.nameless_since
        return cls(room.key, *of_round, rules.partial, rules.scoring, removed, lost)


class _Kept(Generic[Key, Value]):
    """What was reckoned for so many people, as far as it was used last."""

    def __init__(self) -> None:
        self._of: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            if key not in self._of:
                return None
            self._of.move_to_end(key)
            return self._of[key][0]

    def put(self, key: Key, value: Value, size: int) -> Value:
        with self._lock:
            self._size += size - self._of.pop(key, (None, 0))[1]
            self._of[key] = value, size
            while self._size > MOST_KEPT:
                self._size -= self._of.popitem(last=False)[1][1]
        return value


_shares: dict[Asking, float | None] = {}
_columns = _Kept[Asking, Column]()
_totals = _Kept[tuple[Asking, ...], Totals]()


def scoring_rounds(room: Room) -> list[Round]:
    """The rounds that count: those of `sheet.counted` that are revealed or behind us."""
    rounds = room.rounds.defer("drawn").filter(skipped=False, closed_at__isnull=False, question_id__isnull=False)
    return sheet.counted(each for each in rounds if each.reveals(room))


def read(room: Room, scoring: Sequence[Round], people: Collection[int]) -> Sheet:
    """Read what these rounds have brought these people; beside the totals it has the column of the current round.

    Answers to rounds that are revealed change no more. So what they came to is kept, and a reveal reads one round.
    """
    removed = room.participants.filter(removed=True).count()
    askings = tuple(Asking.of(room, removed, each) for each in scoring)
    totals, known = _known(askings)
    now = room.round if room.round is not None and room.round.is_graded else None
    current = Asking.of(room, removed, now) if now else None
    unread = dict(zip(askings[known:], scoring[known:], strict=True)) | ({current: now} if current and now else {})
    columns = _judged(room, unread)
    totals = totals.among(people)
    for at, asking in enumerate(askings[known:], known):
        if 0 < at == len(askings) - 1:  # what was before the last round shows who has come how far by it
            _totals.put(askings[:at], totals, len(people))
        totals = Totals(sheet.added(totals.of, columns[asking], at))
    if askings:
        _totals.put(askings, totals, len(people))
    return Sheet({asking.round: each for asking, each in columns.items()}, tuple(each.pk for each in scoring), totals)


def _known(askings: tuple[Asking, ...]) -> tuple[Totals, int]:
    """What is kept of the first of these rounds, and of how many of them."""
    for known in range(len(askings), 0, -1):
        if (totals := _totals.get(askings[:known])) is not None:
            return totals, known
    return Totals(), 0


def _judged(room: Room, askings: dict[Asking, Round]) -> dict[Asking, Column]:
    """The columns of these rounds: what is kept, and what is read for it."""
    columns = {asking: _columns.get(asking) for asking in askings}
    rounds = [round for asking, round in askings.items() if columns[asking] is None]
    read = sheet.judged(room.rules, rounds, _given(rounds)) if rounds else {}
    return {
        asking: _columns.put(asking, read[asking.round], len(read[asking.round])) if column is None else column
        for asking, column in columns.items()
    }


def _given(rounds: Collection[Round]) -> Iterator[Given]:
    responses = Response.objects.filter(round__in=rounds, participant__removed=False)
    return map(Given._make, responses.values_list(*Given._fields))


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
    rounds = closed.only("room_id", "question_id", *OF_ROUND)
    last = {round.question_id: round for round in rounds if round.question_id is not None}
    now = room.round
    if now is not None and now.question_id and not now.reveals(room):
        last.pop(now.question_id, None)
    removed = room.participants.filter(removed=True).count() if last else 0
    return {question: Asking.of(room, removed, round) for question, round in last.items()}


def _count_shares(room: Room, askings: list[Asking]) -> dict[Asking, float | None]:
    """What these rounds came to: the mean of their answers' fractions; None without a key or an answer."""
    rounds = Round.objects.defer("drawn").in_bulk([asking.round for asking in askings])
    given: dict[int, Counter[str]] = defaultdict(Counter)
    responses = Response.objects.filter(round__in=rounds, participant__removed=False)
    counted: Any = responses.values_list("round_id", "value").annotate(Count("pk")).order_by()
    for pk, value, count in counted:
        given[pk][value] = count
    return {asking: sheet.share(room.rules, rounds[asking.round], given[asking.round]) for asking in askings}
