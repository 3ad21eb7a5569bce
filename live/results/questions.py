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

GOOD, WEAK = 0.3, 0.2
"Of discrimination (Ebel & Frisbie 1991)."
EASY, HARD = 0.8, 0.3
"Of the share that was right: outside of these a question tells people apart less (a judgement of the field)."


@dataclass(frozen=True)
class ChoiceFigures:
    """One choice of a question, and how those did elsewhere who took it."""

    choice: Choice
    taken: Taken


@dataclass(frozen=True)
class Question:
    """One question that gave points, and what its answers say of it."""

    asked: Asked
    item: Item
    silent: int
    "How many were there and gave no answer."
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

    questions: list[Question]
    reliability: Reliability | None

    def of(self, round: Round) -> Question | None:
        """Return what is said of a round; None for one that gave no points."""
        return next((each for each in self.questions if each.asked.round.pk == round.pk), None)


def report(results: Results) -> Report:
    """Say of each question that gave points what its answers tell."""
    asked = [each for each in results.asked if each.round.pk in results.scores.counted]
    marks = [_marks(results, each.round) for each in asked]
    found = [
        Question(each, item, silent=len(of_each) - each.total, choices=_choices(results, each, rests(marks, at)))
        for at, (each, item, of_each) in enumerate(zip(asked, items(marks), marks, strict=True))
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
    kind, content = asked.round.kind, asked.round.content
    choosers: defaultdict[int, set[int]] = defaultdict(set)
    for value, people in results.givers(asked.round).items():
        for number in kind.picked(value):
            choosers[number] |= people
    if not choosers:
        return []
    choices = kind.choices(content)
    found = taken({choice.number: choosers[choice.number] for choice in choices}, asked.total, rest)
    return [ChoiceFigures(choice, found[choice.number]) for choice in choices]
