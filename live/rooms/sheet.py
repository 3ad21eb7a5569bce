"""The sheet of scores: what each answer of a room was worth, what everybody has, and who stands where. Pure functions.

A lesson, the phones, the results and what leaves the program read it; there is no second way to reckon. It is made in
three steps, and each rule of scoring has its place in one of them:

1. `counted` says which rounds give points;
2. `column` judges all answers of one round together, as they may be compared with each other;
3. `added` adds a column to what everybody has, in the order of the rounds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from live.models import Round
from live.models.phase import Scoring
from live.models.rules import Rules
from live.rooms.scoring import points, speed_fraction


class Given(NamedTuple):
    """A response, as far as it is judged."""

    round_id: int
    participant_id: int
    value: str
    time_ms: int | None


class Score(NamedTuple):
    """What one answer was worth in its round, whether or not the round counts."""

    fraction: float = 0.0
    "How right it was: 1 is wholly right; below 0 it does harm."
    points: int = 0
    outcome: str = "silent"
    "right, partly, wrong; silent without an answer."
    time_ms: int = 0
    "Milliseconds on the clock; 0 without one."


SILENT = Score()


class Total(NamedTuple):
    """What a participant has over the rounds that count: points, rounds wholly right, milliseconds spent on those."""

    points: int = 0
    right: int = 0
    time_ms: int = 0
    hits: int = 0
    "A bit for each round that was wholly right, in the order of the rounds that count."


NOTHING = Total()


class Standing(NamedTuple):
    """One row of the standings; a shared place is followed by a gap (1, 1, 3)."""

    place: int
    participant_id: int
    points: int
    right: int
    time_ms: int


Column = Mapping[int, Score]
"One round, judged: the score of each participant who answered."


@dataclass(frozen=True)
class Totals:
    """What everybody has over some rounds, and who stands where."""

    of: Mapping[int, Total] = field(default_factory=dict)
    "By participant."

    @cached_property
    def standings(self) -> list[Standing]:
        """Who stands where."""
        return standings(self.of)

    def among(self, people: Collection[int]) -> "Totals":
        """The same for these people alone; who has nothing yet has that."""
        if self.of.keys() == set(people):
            return self
        return Totals({pk: self.of.get(pk, NOTHING) for pk in people})


@dataclass(frozen=True)
class Sheet:
    """The scores of a room: of each answer, in total, and the places."""

    columns: Mapping[int, Column] = field(default_factory=dict)
    "By the round's id, for each graded round."
    counted: tuple[int, ...] = ()
    "The ids of the rounds that count, in their order."
    totals: Totals = field(default_factory=Totals)

    def score(self, round_id: int, participant_id: int) -> Score:
        """What somebody has for a graded round."""
        return self.columns[round_id].get(participant_id, SILENT)


def sheet(rules: Rules, rounds: Sequence[Round], responses: Iterable[Given], people: Collection[int]) -> Sheet:
    """Judge the responses of these people. `rounds`: in their order, those whose key may be shown."""
    scoring, there = counted(rounds), set(people)
    of_people = (each for each in responses if each.participant_id in there)
    columns = judged(rules, [each for each in rounds if each.is_graded], of_people)
    totals: Mapping[int, Total] = dict.fromkeys(people, NOTHING)
    for at, round in enumerate(scoring):
        totals = added(totals, columns[round.pk], at)
    return Sheet(columns, tuple(round.pk for round in scoring), Totals(totals))


def counted(rounds: Iterable[Round]) -> list[Round]:
    """Which of these rounds give points: of each question the last that was closed and not skipped, if it weighs."""
    last = {each.question_id: each for each in rounds if each.question_id and each.closed_at and not each.skipped}
    return [round for round in last.values() if round.is_graded and round.weighs]


def judged(rules: Rules, rounds: Iterable[Round], responses: Iterable[Given]) -> dict[int, Column]:
    """Judge these graded rounds, each by itself, by their ids."""
    given = defaultdict[int, list[Given]](list)
    for each in responses:
        given[each.round_id].append(each)
    return {round.pk: column(rules, round, given[round.pk]) for round in rounds}


def column(rules: Rules, round: Round, given: Collection[Given]) -> Column:
    """Judge all answers of a graded round. A reopened round has no clock: who was early must not fall behind."""
    right = fractions(rules, round, {each.value for each in given})
    outcomes = {value: outcome(fraction) for value, fraction in right.items()}
    limit = round.seconds if rules.scoring == Scoring.SPEED else None
    scores = {}
    for _round_id, pk, value, time_ms in given:
        time = 0 if round.untimed else time_ms or 0
        speed = 1.0 if round.untimed or time_ms is None else speed_fraction(time, limit)
        scores[pk] = Score(right[value], points(round.weight, right[value], speed), outcomes[value], time)
    return scores


def fractions(rules: Rules, round: Round, values: Collection[str]) -> Mapping[str, float]:
    """How right each of these values is, beside all others: all that count of the round, as the nearest one may win.

    By several keys it is as right as the one says that says most for it.
    """
    if round.full:
        return dict.fromkeys(values, 1.0)
    by_key = [round.kind.fractions(content, values, rules.partial) for content in round.keys]
    return by_key[0] if len(by_key) == 1 else {value: max(each[value] for each in by_key) for value in values}


def outcome(fraction: float) -> str:
    """What became of an answer: right, partly or wrong; what does harm is wrong."""
    return "right" if fraction == 1 else "partly" if fraction > 0 else "wrong"


def share(rules: Rules, round: Round, counts: Mapping[str, int]) -> float | None:
    """The mean fraction of answers that were given so often; None without a key or an answer."""
    if not counts or not round.is_graded:
        return None
    right = fractions(rules, round, counts)
    return sum(right[value] * count for value, count in counts.items()) / sum(counts.values())


def added(totals: Mapping[int, Total], column: Column, at: int) -> dict[int, Total]:
    """Add a column to what everybody has; it is the one with this number, from 0, of those that count."""
    summed, bit = dict(totals), 1 << at
    for pk, score in column.items():
        if (total := summed.get(pk)) is not None:
            summed[pk] = _with(total, score, bit)
    return summed


def _with(total: Total, score: Score, bit: int) -> Total:
    """The time of what is not wholly right breaks no tie."""
    points = total.points + score.points
    if score.fraction != 1:
        return Total(points, *total[1:])
    return Total(points, total.right + 1, total.time_ms + score.time_ms, total.hits | bit)


def standings(totals: Mapping[int, Total]) -> list[Standing]:
    """Participants by points; ties by right answers, then by time over right answers, then a shared place."""
    keyed = sorted((-each.points, -each.right, each.time_ms, participant_id) for participant_id, each in totals.items())
    rows: list[Standing] = []
    for (minus_points, minus_right, time_ms), tied in groupby(keyed, lambda row: row[:3]):
        place = len(rows) + 1
        rows.extend(Standing(place, row[3], -minus_points, -minus_right, time_ms) for row in tied)
    return rows
