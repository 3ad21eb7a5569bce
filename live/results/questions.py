"""What the answers of a room say of each of its questions: figures, and in words what a teacher should look at."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from live.kinds import Choice
from live.models import Participant, Round
from live.results.grid import Asked, Results
from live.results.items import (
    FEWEST,
    Item,
    Marks,
    Reliability,
    Taken,
    is_doubtful,
    is_rare,
    items,
    reliability,
    rests,
    taken,
)
from live.results.movement import Movement, movement
from live.rooms import keys

WEAK = 0.2
"Discrimination below which a question is worth a look (Ebel & Frisbie 1991)."


@dataclass(frozen=True)
class ChoiceFigures:
    """One choice of a question, and how those did elsewhere who took it."""

    choice: Choice
    taken: Taken


@dataclass(frozen=True)
class QuestionFigures:
    """One question that gave points, and what its answers say of it."""

    asked: Asked
    item: Item
    choices: list[ChoiceFigures]

    @cached_property
    def remarks(self) -> list[str]:
        """What to look at, the gravest first; nothing where numbers are too small."""
        return [*self._of_the_key(), *self._of_the_question(), *self._of_the_choices()]

    def _of_the_key(self) -> Iterator[str]:
        right = [each for each in self.choices if each.choice.right]
        for wrong in self.choices:
            if not wrong.choice.right and any(is_doubtful(wrong.taken, each.taken) for each in right):
                words = _(
                    "Those who took “%s” did better elsewhere than those who took the right one: is the key right?"
                )
                yield words % wrong.choice.text
        if self.item.r is not None and self.item.is_sure and self.item.r < 0:
            yield _("Those who did well elsewhere got this wrong rather than the others: is the key right?")

    def _of_the_question(self) -> Iterator[str]:
        if self.item.r is not None and self.item.is_sure and 0 <= self.item.r < WEAK:
            yield _("It hardly tells the strong from the weak.")
        if self.item.people < FEWEST or self.item.p is None:
            return
        if len(self.choices) > 1 and self.item.p <= 1 / len(self.choices):
            yield _("No better than guessing.")

    def _of_the_choices(self) -> Iterator[str]:
        for each in self.choices:
            if not each.choice.right and is_rare(each.taken, self.asked.total):
                yield _("Hardly anybody took “%s”.") % each.choice.text


@dataclass(frozen=True)
class Report:
    """All questions of a room that gave points, and how far they measured one thing."""

    questions: list[QuestionFigures]
    reliability: Reliability | None

    def of(self, round: Round) -> QuestionFigures | None:
        """Return what is said of a round; None for one that gave no points."""
        return next((each for each in self.questions if each.asked.round.pk == round.pk), None)


def report(results: Results) -> Report:
    """Say of each question that gave points what its answers tell.

    Once the names are gone nobody knows which answers were one person's: then each question stands by itself.
    """
    asked = [each for each in results.asked if each.round.pk in results.scores.counted]
    marks = [_marks(results, each.round) for each in asked]
    if results.room.nameless_since is not None:
        alone = [(each, items([of_each])[0]) for each, of_each in zip(asked, marks, strict=True)]
        return Report([QuestionFigures(each, item, _choices(results, each, {})) for each, item in alone], None)
    found = [
        QuestionFigures(each, item, _choices(results, each, rests(marks, at)))
        for at, (each, item) in enumerate(zip(asked, items(marks), strict=True))
    ]
    return Report(found, reliability(marks))


def was_there(person: Participant, round: Round) -> bool:
    """Tell whether somebody was in the room while a round was open, as far as their browser told."""
    return person.joined_at <= (round.closed_at or round.opened_at) and person.seen_at >= round.opened_at


def _marks(results: Results, round: Round) -> Marks:
    """Return the mark of everybody who was there; who gave no answer has 0, and what does harm is 0, too."""
    column = results.scores.columns.get(round.pk, {})
    there = {pk for pk, person in results.people.items() if was_there(person, round)} | column.keys()
    return {pk: max(0.0, column[pk].fraction) if pk in column else 0.0 for pk in there}


def _choices(results: Results, asked: Asked, rest: Mapping[int, float]) -> list[ChoiceFigures]:
    """Return the choices of a question that people pick from; none for what is typed, put in order or matched."""
    kind = asked.round.kind
    choosers: defaultdict[int, set[int]] = defaultdict(set)
    for value, people in results.givers(asked.round).items():
        for number in kind.picked(value):
            choosers[number] |= people
    if not choosers:
        return []
    choices = keys.choices(asked.round)
    found = taken({choice.number: choosers[choice.number] for choice in choices}, asked.total, rest)
    return [ChoiceFigures(choice, found[choice.number]) for choice in choices]


def moved_since_first(results: Results, asked: Asked) -> Movement | None:
    """Compare a question that was asked again with its first asking; None for any other, and without the names."""
    askings = [each.round.pk for each in results.shown if each.round.question_id == asked.round.question_id]
    columns, now = results.scores.columns, asked.round.pk
    first = askings[0] if asked.round.question_id is not None else now
    if first == now or not {first, now} <= columns.keys() or results.room.nameless_since is not None:
        return None
    before, after = ({person: score.fraction for person, score in columns[pk].items()} for pk in (first, now))
    return movement(before, after)
