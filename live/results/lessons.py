"""Several rooms beside each other: what tells them apart, who was in which, and what each person has in all of them."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from live.models import Participant
from live.results.grid import Asked, Results
from live.results.questions import Report, report


class Lesson(NamedTuple):
    """One room among several."""

    title: str
    "What tells it from the others."
    results: Results
    report: Report


@dataclass
class Person:
    """Somebody over all lessons: seats of one pupil of a class list are one person, and no others are joined."""

    nickname: str
    name: str
    ident: str
    seats: dict[int, int]
    "By the lesson's number from 0 the participant's id."


def lessons_of(rooms: Sequence[Results]) -> list[Lesson]:
    """Return these rooms with what their answers say of each question."""
    return [Lesson(title, each, report(each)) for title, each in zip(_titles(rooms), rooms, strict=True)]


def _titles(rooms: Sequence[Results]) -> list[str]:
    """Return what tells lessons apart: title, class and day; with a number where that is not enough."""
    titles: list[str] = []
    for each in rooms:
        parts = each.room.title or _("Quick vote"), each.room.class_name, f"{localtime(each.room.created_at):%Y-%m-%d}"
        title = " · ".join(filter(None, parts))
        again = sum(known == title or known.startswith(f"{title} (") for known in titles)
        titles.append(f"{title} ({again + 1})" if again else title)
    return titles


def people_of(lessons: Sequence[Lesson]) -> Iterator[Person]:
    """Yield everybody, in the order of the standings of the first lesson in which they were."""
    known: dict[int, Person] = {}
    for number, lesson in enumerate(lessons):
        for row in lesson.results.rows:
            person = lesson.results.people[row.participant_id]
            if person.pupil_id in known:
                known[person.pupil_id].seats[number] = person.pk
                continue
            found = _person(person, number)
            if person.pupil_id is not None:
                known[person.pupil_id] = found
            yield found


def _person(person: Participant, number: int) -> Person:
    name, ident = (person.pupil.name, person.pupil.ident) if person.pupil else ("", "")
    return Person(person.nickname, name, ident, {number: person.pk})


def nameless(lessons: Sequence[Lesson]) -> list[Person]:
    """Return everybody as P01, P02 … in an order by lot."""
    people = list(people_of(lessons))
    secrets.SystemRandom().shuffle(people)
    width = max(2, len(str(len(people))))
    return [Person(f"P{number:0{width}}", "", "", each.seats) for number, each in enumerate(people, 1)]


@dataclass(frozen=True)
class Tally:
    """What one person has in one lesson."""

    place: int
    points: int
    had: float
    "How much of the weight was right; speed never enters."
    weight: int
    "Of all questions that gave points."
    right: int
    answered: int
    asked: int
    of_questions: list[int | None]

    @classmethod
    def of(cls, lesson: Lesson, participant: int | None) -> "Tally | None":
        """Reckon it; None for somebody who was not there."""
        row = lesson.results.row_of(participant)
        if row is None:
            return None
        counted = [each.asked.round for each in lesson.report.questions]
        weight = sum(round.weight for round in counted)
        had = sum(
            round.weight * max(0.0, lesson.results.scores.score(round.pk, row.participant_id).fraction)
            for round in counted
        )
        return cls(
            row.place,
            row.points,
            had,
            weight,
            row.right,
            sum(cell.given for cell in row.cells),
            len(lesson.results.asked),
            [cell.points for cell in row.cells],
        )


def percent(tallies: Sequence[Tally | None]) -> float | None:
    """Return the share of what could be had in those lessons in which somebody was; None where nothing could."""
    there = [each for each in tallies if each and each.weight]
    weight = sum(each.weight for each in there)
    return sum(each.had for each in there) / weight if weight else None


class Given(NamedTuple):
    """One answer."""

    asked: Asked
    text: str
    fraction: float | None
    points: int | None
    seconds: float | None


def given(lessons: Sequence[Lesson], people: Sequence[Person]) -> Iterator[tuple[Person, Lesson, Given]]:
    """Yield every answer with who gave it and in which lesson, person by person."""
    for person in people:
        for at, participant in person.seats.items():
            lesson = lessons[at]
            row = lesson.results.row_of(participant)
            for asked, cell in zip(lesson.results.asked, row.cells if row else [], strict=True):
                if cell.given:
                    column = lesson.results.scores.columns.get(asked.round.pk)
                    fraction = column[participant].fraction if column and participant in column else None
                    seconds = None if cell.time_ms is None else cell.time_ms / 1000
                    yield person, lesson, Given(asked, cell.text, fraction, cell.points, seconds)
