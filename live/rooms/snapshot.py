"""A room as the database has it at one moment: all that its stages are drawn from, read at once."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, Count, FilteredRelation, Max, Q, When
from django.utils.translation import override

from live import clock
from live.kinds import Bar, Chart, Counts, Kind
from live.models import Knock, Move, Phase, Question, Response, Room, Round, School
from live.rooms import grades, keys, moves, regrades
from live.rooms.sheet import Sheet, Standing, Total
from live.workshop.drawings import learn

RECENTLY = timedelta(seconds=45)
Gone = Mapping[int, datetime]
"When each participant left this process, by id; who was seen after that is in another process."
SHOWS_POINTS = {Phase.REVEALED, Phase.STANDINGS, Phase.ENDED}


class Screens(NamedTuple):
    """What became of the screens when a new code replaced their address."""

    code: str
    "The new code."
    followed: int = 0
    ended: int = 0


class Reach(NamedTuple):
    """How those of a room are reached who have no socket in this process, and how fast answers are written."""

    polling: frozenset[int] = frozenset()
    "Participants who ask by requests."
    silent: frozenset[int] = frozenset()
    "Participants whose socket broke off a moment ago, and who have asked for nothing since."
    dropped: frozenset[int] = frozenset()
    "Those of the silent who had the time to come back."
    delay: float | None = None
    "Seconds from arrival to commit, of the slowest of the answers that were written together last."


class Person(NamedTuple):
    """One participant as the host sees them."""

    id: int
    nickname: str
    key: str | None
    hidden: bool
    here: bool
    answered: bool
    waits: bool = False
    "Their nickname waits for the host's word."
    recent: bool = False
    "The database saw them a moment ago: after a restart nobody has come back yet, but nobody has gone either."
    value: str | None = None
    "What they have answered in the round that is asked."


@dataclass(frozen=True)
class Tally:
    """What was answered in one round."""

    round: Round
    bars: list[Bar]
    total: int
    chart: Chart | None = None
    "Without what the host has hidden."


@dataclass(frozen=True)
class Snapshot:
    """One room at one moment: a plain value from which every audience's stage is drawn."""

    room: Room
    phase: Phase
    round: Round | None
    moves: list[Move]
    people: list[Person]
    knocks: list[Knock]
    questions: list[Question]
    next: Question | None
    asked: frozenset[int]
    "The questions that were asked, by their ids."
    address: str
    "What the owner chose as the students' address; blank follows the network."
    tally: Tally | None = None
    before: list[Tally] = field(default_factory=list)
    sheet: Sheet = field(default_factory=Sheet)
    "What this round was worth to each, and what each has; from the reveal on."
    scored: list[Round] = field(default_factory=list)
    "The rounds that count."
    reach: Reach = field(default_factory=Reach)
    "How participants are reached who have no socket in this process."
    screens: Screens | None = None
    "What became of the screens at the last new code."
    shares: Mapping[int, float] = field(default_factory=dict)
    "How much was right of each graded question that is behind the class, from 0 to 1, by its id."
    remarked: list[str] = field(default_factory=list)
    "What was changed in the marking of this round after its reveal, in words."

    @property
    def totals(self) -> Mapping[int, Total]:
        """What each participant has."""
        return self.sheet.totals.of

    @property
    def standings(self) -> list[Standing]:
        """Who stands where."""
        return self.sheet.totals.standings

    @cached_property
    def compared(self) -> dict[str, str]:
        """By value what its giver is told of it beside all other answers of this round, once the key may be shown."""
        if self.round is None or self.phase != Phase.REVEALED:
            return {}
        counts = Counter(person.value for person in self.people if person.value is not None)
        return self.round.kind.compared(self.round.content, counts)

    @cached_property
    def nickname_keys(self) -> frozenset[str]:
        """The keys of the nicknames that are taken here."""
        return frozenset(person.key for person in self.people if person.key)

    @property
    def kind(self) -> Kind | None:
        """The kind of the round that is asked."""
        return self.round.kind if self.round else None

    @property
    def asks(self) -> bool:
        """Whether an answer to the round is wanted."""
        return self.round is not None and self.round.asks

    @property
    def reveals(self) -> bool:
        """Whether the key may be shown."""
        return self.phase in SHOWS_POINTS

    @property
    def time_is_up(self) -> bool:
        """Whether it shows an open round whose clock has run out since."""
        return self.phase == Phase.OPEN and self.round is not None and self.round.time_is_up

    @property
    def answered(self) -> int:
        """How many have answered this round."""
        return sum(person.answered for person in self.people)

    @property
    def of(self) -> int:
        """How many could answer: they are here, or have answered."""
        return sum(person.here or person.answered for person in self.people)

    @property
    def graded_count(self) -> int:
        """How many rounds count so far."""
        return len(self.scored)

    def could_answer(self, joined_at: datetime | None) -> tuple[bool, ...]:
        """For each round that counts, whether somebody could answer it who joined then.

        What they missed is neither right nor wrong.
        """
        return tuple(not (round.closed_at and joined_at) or round.closed_at > joined_at for round in self.scored)

    @property
    def all_have_answered(self) -> bool:
        """Whether everybody who is here, or was a moment ago, has answered what asks, and there is somebody."""
        awaited = [person.answered for person in self.people if person.here or person.recent]
        return self.phase == Phase.OPEN and self.asks and bool(awaited) and all(awaited)


def take(room_id: int, here: Collection[int], gone: Gone | None = None) -> Snapshot | None:
    """Read the room; None when it is gone.

    `here`: ids of this process's participants; `gone`: who went from here, or None when there is no other process.
    """
    room = Room.objects.select_related("round", "quiz", "host").defer("quiz__find").filter(pk=room_id).first()
    if room is None:
        return None
    with override(room.language):  # a tally may have rows in words of ours
        return _read(room, here, gone)


def _read(room: Room, here: Collection[int], gone: Gone | None) -> Snapshot:
    phase, round = room.phase_now, room.round
    questions, asked = list(room.quiz.questions.defer("drawn")) if room.quiz else [], moves.asked(room)
    _learn(round, questions)
    people, counts = _people(room, round, here, gone)
    snapshot = Snapshot(
        room=room,
        phase=phase,
        round=round,
        moves=moves.offered(room),
        people=people,
        knocks=list(Knock.in_room(room)),
        questions=questions,
        next=moves.next_among(questions, asked),
        asked=frozenset(pk for pk, _ in asked if pk is not None),
        address=School.get().address,
        tally=_tally(round, counts, key=phase in SHOWS_POINTS) if round else None,
        shares=grades.right_shares(room) if asked else {},
    )
    return _with_points(snapshot) if snapshot.reveals else snapshot


def _learn(round: Round | None, questions: list[Question]) -> None:
    """Have at hand what is drawn of the round, and of the list of questions."""
    for kept in (round.drawn if round else None, *(each.listed for each in questions)):
        learn(kept)


def recount(last: Snapshot, here: Collection[int], gone: Gone | None = None) -> Snapshot | None:
    """The same snapshot with people and answers counted anew, in two queries; None when more has changed.

    Every move raises the version, but for the clock's own, which changes the phase.
    """
    stands = last.room.version, last.room.phase
    now = Room.objects.filter(pk=last.room.pk).values_list("version", "phase").first()
    if now != stands or last.reveals or last.room.phase_now != last.phase:
        return None
    people, counts = _people(last.room, last.round, here, gone)
    with override(last.room.language):
        tally = _tally(last.round, counts, key=False) if last.round else None
    return replace(last, people=people, tally=tally)


def _with_points(snapshot: Snapshot) -> Snapshot:
    """The same snapshot with what a reveal shows beside the key: earlier askings, points, places."""
    room, scored = snapshot.room, grades.scoring_rounds(snapshot.room)
    people = [person.id for person in snapshot.people]
    if room.nameless_since is not None:
        people = list(room.participants.filter(removed=False).values_list("pk", flat=True))
    before = _before(snapshot.round) if snapshot.round else []
    remarked = regrades.words_of(snapshot.round) if snapshot.round else []
    sheet = grades.read(room, scored, people)
    return replace(snapshot, before=before, sheet=sheet, scored=scored, remarked=remarked)


def _people(room: Room, round: Round | None, here: Collection[int], gone: Gone | None) -> tuple[list[Person], Counts]:
    """The participants, and how often each value was given, in one query: a hundred rooms may count at once."""
    people = room.participants.filter(removed=False).annotate(
        recent=Q(seen_at__gt=clock.now() - RECENTLY),
        given=FilteredRelation("responses", condition=Q(responses__round=round)),
    )
    if gone:  # a date is read only where it is looked at: a thousand take a while
        people = people.annotate(seen=Case(When(pk__in=list(gone), then="seen_at")))
    fields = ["given__value", "given__typed", "given__id", "id", "nickname", "nickname_key", "hidden", "waits"]
    fields += ["recent", "seen"] if gone else ["recent"]
    rows = list(people.values_list(*fields))
    came = sorted((at, value, typed) for value, typed, at, *_ in rows if value is not None)
    given = Counter((value, typed) for _at, value, typed in came)
    counts = round.counts(given) if round else Counts({})

    def is_elsewhere(pk: int, seen: datetime | None = None) -> bool:
        return gone is not None and (pk not in gone or (seen is not None and seen > gone[pk]))

    if room.nameless_since is not None:
        return [], counts
    return [
        Person(
            *(pk, name, key, hidden, pk in here or (recent and is_elsewhere(pk, *seen)), value is not None, waits),
            *(recent, value),
        )
        for value, _typed, _at, pk, name, key, hidden, waits, recent, *seen in rows
    ], counts


def count(round: Round) -> Tally:
    """Count the answers of one round."""
    answers = Response.objects.filter(round=round, participant__removed=False).values("value", "typed")
    counted = answers.annotate(times=Count("pk"), last=Max("pk")).order_by("last")
    given = {(value, typed): times for value, typed, times in counted.values_list("value", "typed", "times")}
    return _tally(round, round.counts(given), key=True)


def _tally(round: Round, counts: Counts, key: bool) -> Tally:
    """Counts by value, folded by the round's kind; without the `key` the fold cannot tell what is right."""
    content = round.content if key else round.kind.keyless(round.content)
    bars = keys.bars(round, counts) if key else round.kind.tally(content, counts)
    return Tally(round, bars, sum(counts.values()), round.kind.chart(content, counts, round.hidden))


def _before(round: Round) -> list[Tally]:
    """Earlier askings of the same question in this room."""
    if round.question_id is None:
        return []
    earlier = Round.objects.filter(room_id=round.room_id, question_id=round.question_id, number__lt=round.number)
    rounds = list(earlier.filter(skipped=False))
    for each in rounds:
        learn(each.drawn)
    return [count(each) for each in rounds]
