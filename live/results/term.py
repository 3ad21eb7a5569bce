"""A class over its lessons: how much each pupil and each question had right, read with few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count

from live.models import Participant, Pupil, Response, Roll, Room, Round
from live.results.again import Missed, same
from live.results.marks import share_of
from live.rooms.sheet import Given, Sheet, sheet

MOST_LESSONS = 20
MOST_ANSWERS = 60_000
"That are read for one page: 30 pupils give 12,000 in 20 lessons."
IN_TABLE = 10
"The last lessons in the table of pupils."
LOW = 0.5
"Who has less right of a lesson struggles in it."
RUNNING = 3
"In so many lessons in a row."


@dataclass(frozen=True)
class Lesson:
    """An ended room of a class."""

    room: Room
    rounds: list[Round]
    "In their order, without those that were skipped."
    scores: Sheet
    people: Sequence[int]
    "All who were in it, also those who are not on the list."
    seats: Mapping[int, int]
    "The participant of each pupil, by the pupil's id."

    @property
    def counts(self) -> bool:
        """Whether it had a question that gave points."""
        return bool(self.scores.counted)

    def share(self, pupil: int) -> float | None:
        """How much a pupil had right, from 0 to 1; None for somebody who was not there, or where nothing counted."""
        return self._of(self.seats[pupil]) if self.counts and pupil in self.seats else None

    @cached_property
    def mean(self) -> float | None:
        """The mean of all who were there, also once their names are gone; None where nothing counted."""
        shares = [self._of(person) for person in self.people] if self.counts else []
        return sum(shares) / len(shares) if shares else None

    @property
    def questions(self) -> Iterator[Missed]:
        """The last round of each question with a right answer that somebody answered, and how much of it was right."""
        last = {each.question_id: each for each in self.rounds if each.question_id and each.pk in self.scores.columns}
        for round in last.values():
            if column := self.scores.columns[round.pk]:
                yield Missed(sum(score.fraction for score in column.values()) / len(column), round)

    def _of(self, person: int) -> float:
        return share_of(self.rounds, self.scores, person)


class Standing(NamedTuple):
    """A pupil over the lessons."""

    pupil: Pupil
    shares: list[float | None]
    "Of each lesson in the table, the oldest first; None: was not there."
    mean: float | None
    "Over all lessons that they were in; None without one."
    attended: int
    struggles: bool
    "Whether they had little right in each of the last lessons that they were in."


class Wrong(NamedTuple):
    """A question that most had wrong each time that it was asked."""

    round: Round
    "As it was asked last."
    shares: list[float]
    "How much was right each time, the oldest first."


def read(roll: Roll) -> list[Lesson]:
    """Read the last lessons of a class, the oldest first; fewer when there are very many answers."""
    rooms = _rooms(roll)
    rounds, people = defaultdict[int, list[Round]](list), defaultdict[int, dict[int, int | None]](dict)
    asked = Round.objects.filter(room__in=rooms, skipped=False, closed_at__isnull=False)
    for round in asked.defer("drawn", "picture").order_by("number"):
        rounds[round.room_id].append(round)
    there = Participant.objects.filter(room__in=rooms, removed=False).order_by("pk")
    for room, pk, pupil in there.values_list("room_id", "pk", "pupil_id"):
        people[room][pk] = pupil
    given = _given(rooms)
    return [_lesson(room, rounds[room.pk], people[room.pk], given[room.pk]) for room in rooms]


def _rooms(roll: Roll) -> list[Room]:
    ended = roll.rooms.exclude(ended_at=None).annotate(answers=Count("rounds__responses")).order_by("-ended_at", "-pk")
    rooms: list[Room] = []
    answers = 0
    for room in ended[:MOST_LESSONS]:
        answers += room.answers
        if answers <= MOST_ANSWERS or not rooms:
            rooms.append(room)
    return rooms[::-1]


def _given(rooms: Iterable[Room]) -> Mapping[int, list[Given]]:
    found = defaultdict[int, list[Given]](list)
    responses = Response.objects.filter(round__room__in=list(rooms), participant__removed=False)
    for room, *given in responses.values_list("round__room_id", *Given._fields):
        found[room].append(Given(*given))
    return found


def _lesson(room: Room, rounds: list[Round], people: Mapping[int, int | None], given: list[Given]) -> Lesson:
    seats = {pupil: person for person, pupil in people.items() if pupil is not None}
    return Lesson(room, rounds, sheet(room.rules, rounds, given, people.keys()), list(people), seats)


def named(lessons: Iterable[Lesson]) -> list[Lesson]:
    """Return the lessons in which pupils can be told apart and something counted."""
    return [each for each in lessons if each.counts and each.room.nameless_since is None]


def standings(pupils: Iterable[Pupil], lessons: Sequence[Lesson], by_mean: bool = False) -> list[Standing]:
    """Return each pupil over these lessons, in the order given, or by the mean with the lowest first."""
    found = [_standing(pupil, lessons) for pupil in pupils]
    if by_mean:
        found.sort(key=lambda each: (each.mean is None, each.mean or 0.0))
    return found


def _standing(pupil: Pupil, lessons: Sequence[Lesson]) -> Standing:
    all_shares = [lesson.share(pupil.pk) for lesson in lessons]
    there = [share for share in all_shares if share is not None]
    last = there[-RUNNING:]
    struggles = len(last) == RUNNING and all(share < LOW for share in last)
    mean = sum(there) / len(there) if there else None
    return Standing(pupil, all_shares[-IN_TABLE:], mean, len(there), struggles)


def always_wrong(lessons: Iterable[Lesson]) -> list[Wrong]:
    """Return the questions of which less than half was right each time, in two lessons or more; the worst first."""
    asked = defaultdict[tuple[str, str, str], list[Missed]](list)
    for lesson in lessons:
        for each in lesson.questions:
            asked[same(each.round)].append(each)
    wrong = [each for each in asked.values() if len(each) > 1 and all(missed.share < LOW for missed in each)]
    found = [Wrong(each[-1].round, [missed.share for missed in each]) for each in wrong]
    return sorted(found, key=lambda each: sum(each.shares) / len(each.shares))
