"""Item analysis: what the answers of a class say of each question, as pure functions of how right each answer was.

A mark is how right somebody's answer was, from 0 to 1; whoever was there and gave none has 0, and whoever was not
there has no mark. Speed and weight never enter. Formulas and their sources stand at each function.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean, variance

FEWEST = 10
"Below so many people only the share that was right says anything."
ENOUGH = 30
"From so many people on the discrimination is more than a hint."
GROUPS_FROM = 40
"From so many people on the best and the weakest are compared."
GROUP = 0.27
"The share of people in each of these groups (Kelley 1939: the best when totals are about normal)."
FEWEST_QUESTIONS = 5
FEWEST_COMPLETE = 20
RARE = 0.05
"A wrong choice that fewer took misleads nobody (Haladyna & Downing 1993)."
FEWEST_CHOOSERS = 5
"So many must have taken a choice before their other answers say anything of it."

Marks = Mapping[int, float]
"One question: the mark of each person who was there, by their id."


@dataclass(frozen=True)
class Item:
    """What the answers say of one question; None where too few were there for a figure to mean anything."""

    people: int
    "How many were there, with an answer or without."
    p: float | None = None
    "The mean mark, from 0 to 1: how easy the question was."
    r: float | None = None
    "The corrected point-biserial correlation, from -1 to 1: how well it parts the strong from the weak."
    d: float | None = None
    "The mean mark of the best 27 % less that of the weakest 27 %."

    @property
    def is_sure(self) -> bool:
        """Whether enough were there for the discrimination to be more than a hint."""
        return self.people >= ENOUGH

    @property
    def margin(self) -> float | None:
        """How far off the discrimination may be by chance: 2 / sqrt(n - 1), about twice its standard error."""
        return None if self.r is None else 2 / math.sqrt(self.people - 1)


@dataclass(frozen=True)
class Reliability:
    """How far all questions measured one thing, over those who were there for all of them."""

    people: int
    questions: int
    alpha: float
    "Cronbach's alpha, at most 1."
    sem: float
    "The standard error of measurement, in marks of the total."


@dataclass(frozen=True)
class Taken:
    """One choice of a question and how those did elsewhere who took it."""

    people: int
    share: float
    "Of those who answered, from 0 to 1."
    rest: float | None
    "Their mean mark in the other questions; None when nobody took it or nothing else was asked."


def items(questions: Sequence[Marks]) -> list[Item]:
    """Return what the answers say of each question."""
    sums = _Sums(questions)
    return [_item(marks, sums.rests(marks)) for marks in questions]


def rests(questions: Sequence[Marks], at: int) -> dict[int, float]:
    """Return for each person who was there at a question their mean mark in the others; nobody without another."""
    return _Sums(questions).rests(questions[at])


class _Sums:
    """Each person's sum of marks, and in how many questions they were there."""

    def __init__(self, questions: Iterable[Marks]) -> None:
        self.sums: dict[int, float] = {}
        self.counts: dict[int, int] = {}
        for marks in questions:
            for person, mark in marks.items():
                self.sums[person] = self.sums.get(person, 0) + mark
                self.counts[person] = self.counts.get(person, 0) + 1

    def rests(self, marks: Marks) -> dict[int, float]:
        """Return the mean marks without this question. For who missed none it orders people as the sum would."""
        others = ((person, mark, self.counts[person] - 1) for person, mark in marks.items())
        return {person: (self.sums[person] - mark) / count for person, mark, count in others if count}


def _item(marks: Marks, rest: Mapping[int, float]) -> Item:
    people = len(marks)
    if not people:
        return Item(0)
    if people < FEWEST:
        return Item(people, fmean(marks.values()))
    r = discrimination(marks, rest)
    return Item(people, fmean(marks.values()), r, upper_lower(marks, rest) if people >= GROUPS_FROM else None)


def discrimination(marks: Marks, rest: Mapping[int, float]) -> float | None:
    """Return the correlation of the marks with those in the other questions: r = cov(x, R) / sqrt(var x var R).

    The corrected point-biserial, Moodle's discrimination index. None when all had the same mark here, or elsewhere.
    From 0.3 on good, below 0.2 worth a look, below 0 the key may be wrong (Ebel & Frisbie 1991).
    """
    pairs = [(mark, rest[person]) for person, mark in marks.items() if person in rest]
    if len(pairs) < 2:
        return None
    mean_x, mean_y = fmean(x for x, _y in pairs), fmean(y for _x, y in pairs)
    both = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = math.fsum((x - mean_x) ** 2 for x, _y in pairs) * math.fsum((y - mean_y) ** 2 for _x, y in pairs)
    return both / math.sqrt(spread) if spread > 1e-12 else None


def upper_lower(marks: Marks, rest: Mapping[int, float]) -> float | None:
    """Return the mean mark of the best 27 % less that of the weakest 27 %, by the other questions (Kelley 1939).

    Of those who are level at the edge of a group each counts by an equal share.
    """
    ranked = sorted(person for person in marks if person in rest)
    size = round(GROUP * len(ranked))
    if not size:
        return None
    ranked.sort(key=rest.__getitem__)
    return _edge(marks, rest, ranked[::-1], size) - _edge(marks, rest, ranked, size)


def _edge(marks: Marks, rest: Mapping[int, float], ranked: Iterable[int], size: int) -> float:
    """Return the mean mark of the first `size` people."""
    total, left = 0.0, float(size)
    for _rest, tied in groupby(ranked, rest.__getitem__):
        level = [marks[person] for person in tied]
        taken = min(left, len(level))
        total, left = total + fmean(level) * taken, left - taken
        if not left:
            break
    return total / size


def reliability(questions: Sequence[Marks]) -> Reliability | None:
    """Return Cronbach's alpha over those who were there for all questions.

    alpha = k/(k-1) (1 - sum of var x / var T), which is KR-20 when marks are 0 and 1 (Cronbach 1951, Kuder &
    Richardson 1937); SEM = SD sqrt(1 - alpha). None below 5 questions or 20 people, and when all had the same total.
    """
    everybody = frozenset.intersection(*map(frozenset, questions)) if questions else frozenset()
    if len(questions) < FEWEST_QUESTIONS or len(everybody) < FEWEST_COMPLETE:
        return None
    return alpha(questions, everybody)


def alpha(questions: Sequence[Marks], people: Collection[int]) -> Reliability | None:
    """Return the same over these people, however few; None when all had the same total."""
    count, ordered = len(questions), sorted(people)
    of_totals = variance([math.fsum(marks[person] for marks in questions) for person in ordered])
    if of_totals < 1e-12:
        return None
    of_questions = math.fsum(variance([marks[person] for person in ordered]) for marks in questions)
    value = count / (count - 1) * (1 - of_questions / of_totals)
    return Reliability(len(ordered), count, value, math.sqrt(of_totals * max(0.0, 1 - value)))


def taken(choosers: Mapping[int, Collection[int]], answered: int, rest: Mapping[int, float]) -> dict[int, Taken]:
    """Return what is to be said of each choice, by its number. `choosers`: who took it; `answered`: how many did."""
    return {choice: _taken(people, answered, rest) for choice, people in choosers.items()}


def _taken(people: Collection[int], answered: int, rest: Mapping[int, float]) -> Taken:
    others = [rest[person] for person in people if person in rest]
    return Taken(len(people), len(people) / answered if answered else 0, fmean(others) if others else None)


def is_rare(choice: Taken, answered: int) -> bool:
    """Tell whether a wrong choice misled hardly anybody, of at least 20 who answered."""
    return answered >= FEWEST_COMPLETE and choice.share < RARE


def is_doubtful(wrong: Taken, right: Taken) -> bool:
    """Tell whether those who took a wrong choice did better elsewhere than those who took the right one."""
    if wrong.rest is None or right.rest is None or min(wrong.people, right.people) < FEWEST_CHOOSERS:
        return False
    return wrong.rest > right.rest
