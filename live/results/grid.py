"""The results of a room: each round and who answered what, read with few queries however large the room is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from live.content.faces import Face, face
from live.content.pictures import Picture
from live.kinds import Bar, Chart
from live.models import Participant, Response, Room, Round
from live.rooms import keys, regrades
from live.rooms.regrades import Remark
from live.rooms.sheet import Given, Sheet, Standing, sheet
from live.workshop.drawings import learn, markdown, plain

MARKS = {"right": gettext_lazy("right"), "partly": gettext_lazy("partly"), "wrong": gettext_lazy("wrong")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One participant's answer in one round; empty without one."""

    text: str = ""
    mark: str = ""
    '"right", "partly" or "wrong"; "" for a poll, and before the reveal.'
    points: int | None = None
    "None in a round that gives no points."
    html: str = ""
    "The text as HTML."
    given: bool = False
    "Whether there is an answer, of which nothing may be left in words."
    time_ms: int | None = None

    @property
    def mark_text(self) -> Promise:
        """The mark in words."""
        return MARKS[self.mark]


_EMPTY = Cell()


def plain_title(round: Round) -> str:
    """Return a round's question as one line; without a text, its kind."""
    return plain(round.text) or str(round.kind.label)


@dataclass(frozen=True)
class Asked:
    """One round and its answers, counted."""

    round: Round
    revealed: bool
    "Whether the key may be shown."
    bars: list[Bar]
    total: int
    "How many answered."
    right: int | None
    "How many were wholly right; None for a poll, and before the reveal."
    mean_ms: float | None
    "Mean time of those who answered against the clock; None in an untimed round."
    partly: int = 0
    "How many were partly right."
    chart: Chart | None = None
    "What its kind draws of the answers, beside the tally."
    remarks: Sequence[Remark] = ()
    "How it was re-marked, the newest first."

    @property
    def title(self) -> str:
        """The question as one line; without a text, its kind."""
        return plain_title(self.round)

    @property
    def question_html(self) -> str:
        """The question as HTML."""
        return markdown(self.round.text)

    @property
    def picture(self) -> Picture | None:
        """The question's picture; None without one."""
        return Picture.of(self.round.picture)

    @property
    def key_text(self) -> str:
        """The right answers in words; "" for a poll, and before the reveal."""
        return keys.key_text(self.round) if self.revealed else ""

    @property
    def key_html(self) -> str:
        """The right answers as HTML."""
        return keys.key_html(self.round) if self.revealed else ""

    @property
    def remarked(self) -> str:
        """How it was re-marked, in one line; "" when it was not."""
        return " · ".join(remark.sentence for remark in reversed(self.remarks))

    @property
    def mean_seconds(self) -> float | None:
        """The mean time in seconds."""
        return None if self.mean_ms is None else self.mean_ms / 1000


@dataclass(frozen=True)
class Row:
    """One participant: place, points, and a cell for each round."""

    participant_id: int
    nickname: str
    hidden: bool
    place: int
    points: int
    right: int
    cells: list[Cell]

    @property
    def face(self) -> Face:
        """The face that goes with the nickname."""
        return face(self.nickname)


@dataclass(frozen=True)
class Results:
    """The results of one room; rows are in the order of the standings."""

    room: Room
    shown: list[Asked]
    "Every round, also those that want no answer."
    rows: list[Row]
    scores: Sheet
    people: dict[int, Participant]
    "By their ids, with the pupil of the class list where one is known."
    answers: Mapping[int, list["Answered"]]
    "The responses by the round's id."

    @property
    def graded_count(self) -> int:
        """The number of rounds that give points; without any there are no places."""
        return len(self.scores.counted)

    def row_of(self, participant_id: int | None) -> Row | None:
        """Return the row of a participant; None for somebody who is not in it."""
        return self._by_id.get(participant_id) if participant_id is not None else None

    @cached_property
    def _by_id(self) -> dict[int, Row]:
        return {row.participant_id: row for row in self.rows}

    def givers(self, round: Round) -> dict[str, set[int]]:
        """Return who gave each value in a round."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for each in self.answers.get(round.pk, ()):
            found[each.value].add(each.participant_id)
        return found

    @property
    def asked(self) -> list[Asked]:
        """The rounds that want an answer: one for each cell of a row."""
        return [each for each in self.shown if each.round.asks]


@dataclass(frozen=True, slots=True)
class Answered:
    """The columns of a response that results need."""

    participant_id: int
    value: str
    typed: str
    time_ms: int | None


def read(room: Room) -> Results:
    """Read the results of a room, without anything that would tell the key of the open question."""
    people = {person.pk: person for person in room.participants.filter(removed=False).select_related("pupil")}
    rounds, given = list(room.rounds.all()), _given(room)
    for round in rounds:
        learn(round.drawn)
    answers = (Given(pk, each.participant_id, each.value, each.time_ms) for pk in given for each in given[pk])
    scores = sheet(room.rules, [each for each in rounds if each.reveals(room)], answers, people)
    remarked = regrades.remarks(rounds)
    columns = [_Column(round, round.reveals(room), scores, remarked.get(round.pk, ())) for round in rounds]
    shown = [column.asked(given[column.round.pk]) for column in columns]
    cells = [column.cells(given[column.round.pk]) for column in columns if column.round.asks]
    rows = [_row(people[each.participant_id], each, cells) for each in scores.totals.standings]
    return Results(room, shown, rows, scores, people, given)


def _given(room: Room) -> Mapping[int, list[Answered]]:
    """Read the responses of all who were not removed, by round, in one query."""
    found: defaultdict[int, list[Answered]] = defaultdict(list)
    responses = Response.objects.filter(round__room=room, participant__removed=False)
    fields = ("round_id", "participant_id", "value", "typed", "time_ms")
    for round_id, pk, value, typed, time_ms in responses.order_by("pk").values_list(*fields):
        found[round_id].append(Answered(pk, value, typed, time_ms))
    return found


class _Column:
    """Counts one round; it puts each value into words once, however many gave it."""

    def __init__(self, round: Round, revealed: bool, sheet: Sheet, remarks: Sequence[Remark]) -> None:
        self.round, self.kind, self.revealed, self.sheet = round, round.kind, revealed, sheet
        self.remarks = remarks
        self.scores = sheet.columns.get(round.pk, {})
        self.content = round.content if revealed else self.kind.keyless(round.content)
        self.graded = self.kind.graded(self.content)
        self.words: dict[str, tuple[str, str]] = {}

    def asked(self, given: list[Answered]) -> Asked:
        """Count the answers."""
        counts = self.round.counts(Counter((each.value, each.typed) for each in given))
        marks = Counter(score.outcome for score in self.scores.values())
        times = [each.time_ms for each in given if each.time_ms is not None]
        return Asked(
            self.round,
            self.revealed,
            bars=keys.bars(self.round, counts) if self.revealed else self.kind.tally(self.content, counts),
            total=len(given),
            right=marks["right"] if self.graded else None,
            partly=marks["partly"],
            chart=self.kind.chart(self.content, counts),
            remarks=self.remarks,
            mean_ms=sum(times) / len(times) if times else None,
        )

    def cells(self, given: list[Answered]) -> dict[int, Cell]:
        """Return a cell for each participant who answered."""
        counts, cells = self.round.pk in self.sheet.counted, {}
        for each in given:
            text, html = self._words(each)
            score = self.scores.get(each.participant_id)
            points = score.points if score and counts else None
            mark = score.outcome if score else ""
            cells[each.participant_id] = Cell(text, mark, points, html, given=True, time_ms=each.time_ms)
        return cells

    def _words(self, given: Answered) -> tuple[str, str]:
        """Return words as they were typed, and other answers in the words of their value; as text and as HTML."""
        if self.kind.wordy and (typed := given.typed or self.round.spelling(given.value)):
            return typed, typed
        if given.value not in self.words:
            of = self.content, given.value
            self.words[given.value] = self.kind.value_text(*of), self.kind.value_html(*of)
        return self.words[given.value]


def _row(person: Participant, standing: Standing, columns: list[dict[int, Cell]]) -> Row:
    cells = [column.get(person.pk, _EMPTY) for column in columns]
    return Row(person.pk, person.nickname, person.hidden, standing.place, standing.points, standing.right, cells)
