"""What answers were worth, what everybody has, and who stands where: equal to how it was reckoned before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from time import process_time
from typing import Any

import pytest

from live import kinds
from live.kinds import Content
from live.kinds.single import Single
from live.models import Round
from live.models.phase import Scoring
from live.models.rules import Rules
from live.rooms.scoring import points, speed_fraction
from live.rooms.sheet import NOTHING, SILENT, Given, Score, Sheet, Standing, Total, Totals, counted, sheet, standings

DEFAULTS = Rules()
CLOSED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CONTENTS: dict[str, Content] = {
    "single": {"choices": ["Lyon", "Paris", "Nice"], "right": [2]},
    "several": {"choices": ["2", "4", "7", "9"], "right": [1, 3]},
    "estimate": {"right": "5", "rule": "nearest", "reach": "", "unit": ""},
    "number": {"right": "3", "tolerance": "1", "unit": ""},
}
VALUES = {"single": "123", "several": ["1", "3", "1,3", "1,2,3", "2,4"], "estimate": "1234567", "number": "123456"}
POLL: Content = {"choices": ["Tea", "Coffee", "Milk"], "right": []}


def a_round(pk: int, slug: str = "single", **fields: Any) -> Round:
    fields = {"content": CONTENTS[slug], "question_id": pk, "closed_at": CLOSED, **fields}
    return Round(pk=pk, number=pk, kind_slug=slug, **fields)


# --- as it was reckoned before --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lesson:
    """A random lesson: its rules, its rounds in their order, and who gave what."""

    rules: Rules
    rounds: list[Round]
    given: list[Given]
    people: list[int]


def a_lesson(seed: int) -> Lesson:
    dice = Random(seed)
    rules = Rules(scoring=dice.choice(list(Scoring)), partial=dice.random() < 0.5)
    people, rounds, given = list(range(100, 100 + dice.randrange(30))), [], []
    for pk in range(1, dice.randrange(2, 14)):
        slug = dice.choice(sorted(CONTENTS))
        question, weight = dice.choice([pk, pk, dice.randrange(1, pk + 1), None]), dice.choice([1, 1, 2, 5, 0])
        content = POLL if slug == "single" and dice.random() < 0.2 else CONTENTS[slug]
        timed = {"seconds": dice.choice([None, 20, 45]), "untimed": dice.random() < 0.1}
        skipped, closed = dice.random() < 0.1, CLOSED if dice.random() < 0.95 else None
        said = {"content": content, "question_id": question, "weight": weight, "skipped": skipped}
        rounds.append(a_round(pk, slug, closed_at=closed, **said, **timed))
        for person in people:
            if dice.random() < 0.8:
                time = dice.choice([None, dice.randrange(45_000)]) if timed["seconds"] else None
                given.append(Given(pk, person, dice.choice(VALUES[slug]), time))
    return Lesson(rules, rounds, given, people)


def the_rounds_of_before(rounds: list[Round]) -> list[Round]:
    last: dict[int | None, Round] = {}
    for round in rounds:
        if not round.skipped and round.closed_at is not None and round.question_id is not None:
            last[round.question_id] = round
    return [each for each in last.values() if each.is_graded and each.weight]


def before(lesson: Lesson) -> tuple[dict[int, Total], dict[tuple[int, int], tuple[str, int]]]:
    """What everybody had, and what became of each answer, by the program that had no sheet."""
    values = defaultdict[int, set[str]](set)
    for each in lesson.given:
        values[each.round_id].add(each.value)
    rounds = {round.pk: round for round in lesson.rounds}
    scoring = {round.pk: 1 << at for at, round in enumerate(the_rounds_of_before(lesson.rounds))}
    totals, outcomes = dict.fromkeys(lesson.people, Total()), {}
    for pk, person, value, time_ms in lesson.given:
        round = rounds[pk]
        if not round.is_graded:
            continue
        fraction = round.kind.fractions(round.content, values[pk], lesson.rules.partial)[value]
        time = None if round.untimed else time_ms
        quick = lesson.rules.scoring == Scoring.SPEED and time is not None
        won = points(round.weight, fraction, speed_fraction(time or 0, round.seconds) if quick else 1.0)
        outcomes[pk, person] = ("right" if fraction == 1 else "partly" if fraction else "wrong", won)
        if pk in scoring:
            right, old = fraction == 1, totals[person]
            hits = old.hits | scoring[pk] * right
            totals[person] = Total(old.points + won, old.right + right, old.time_ms + (time or 0) * right, hits)
    return totals, outcomes


@pytest.mark.parametrize("seed", range(60))
def test_every_outcome_point_total_and_place_is_what_it_was(seed: int):
    lesson = a_lesson(seed)
    found = sheet(lesson.rules, lesson.rounds, lesson.given, lesson.people)
    totals, outcomes = before(lesson)
    assert found.totals.of == totals
    assert found.totals.standings == standings(totals)
    assert found.counted == tuple(round.pk for round in the_rounds_of_before(lesson.rounds))
    scores = {(pk, person): score for pk, column in found.columns.items() for person, score in column.items()}
    assert {of: (score.outcome, score.points) for of, score in scores.items()} == outcomes


# --- one answer -----------------------------------------------------------------------------------------------------


def of(*given: tuple[int, str, int | None], rules: Rules = DEFAULTS, **fields: Any) -> Sheet:
    """The sheet of one round; `given`: who gave what, and when."""
    slug = fields.pop("slug", "single")
    answers = [Given(1, *each) for each in given]
    return sheet(rules, [a_round(1, slug, **fields)], answers, [each.participant_id for each in answers])


def test_an_answer_has_a_fraction_points_an_outcome_and_its_time():
    rules = Rules(scoring=Scoring.SPEED, partial=True)
    found = of((1, "1,3", 10_000), (2, "1", 5000), (3, "2", None), rules=rules, slug="several", seconds=20)
    assert found.columns == {
        1: {1: Score(1, 750, "right", 10_000), 2: Score(0.5, 438, "partly", 5000), 3: Score(0, 0, "wrong", 0)}
    }
    assert (found.score(1, 2), found.score(1, 9)) == (Score(0.5, 438, "partly", 5000), SILENT)
    assert (SILENT.outcome, SILENT.points) == ("silent", 0)


def test_only_a_wholly_right_answer_counts_as_right_and_brings_its_time():
    found = of((1, "1,3", 5000), (2, "1", 5000), (3, "2", 5000), rules=Rules(partial=True), slug="several")
    assert found.totals.of == {1: Total(1000, 1, 5000, 1), 2: Total(500, 0, 0, 0), 3: NOTHING}


def test_a_round_without_weight_is_judged_and_counts_for_nothing():
    found = of((1, "2", 5000), weight=0)
    assert (found.columns, found.totals.of) == ({1: {1: Score(1, 0, "right", 5000)}}, {1: NOTHING})


def test_whoever_is_not_there_is_neither_judged_nor_compared_with():
    given = [Given(1, person, value, None) for person, value in ((1, "5"), (2, "6"), (3, "9"))]
    found = sheet(Rules(), [a_round(1, "estimate")], given, [2, 3, 4])
    assert {pk: score.outcome for pk, score in found.columns[1].items()} == {2: "right", 3: "wrong"}
    assert found.totals.of == {2: Total(1000, 1, 0, 1), 3: NOTHING, 4: NOTHING}


class Harmful(Single):
    """A choice of which a wrong one takes half of the points."""

    slug = "harmful"

    def fractions(self, content: Content, values: Iterable[str], partial: bool) -> dict[str, float]:
        return {value: 1.0 if value == "2" else -0.5 for value in values}


def test_what_does_harm_is_wrong_not_partly_right_and_speed_does_not_soften_it():
    kinds.register(Harmful())
    try:
        round = a_round(1, content=CONTENTS["single"], seconds=20)
        round.kind_slug = "harmful"
        given = [Given(1, person, value, 20_000) for person, value in ((1, "1"), (2, "2"))]
        found = sheet(Rules(scoring=Scoring.SPEED), [round], given, [1, 2])
    finally:
        kinds.forget("harmful")
    assert found.columns[1] == {1: Score(-0.5, -500, "wrong", 20_000), 2: Score(1, 500, "right", 20_000)}
    assert [row.points for row in found.totals.standings] == [500, -500]


# --- which rounds, and who ------------------------------------------------------------------------------------------


def test_of_each_question_the_last_round_counts_that_was_closed_and_not_skipped():
    rounds = [a_round(1), a_round(2), a_round(3, question_id=1), a_round(4, question_id=2, skipped=True)]
    rounds += [a_round(5, question_id=None), a_round(6, closed_at=None), a_round(7, content=POLL), a_round(8, weight=0)]
    assert [round.pk for round in counted(rounds)] == [3, 2]


def test_totals_among_the_same_people_are_the_same_and_newcomers_have_nothing():
    totals = Totals({1: Total(1000, 1), 2: Total()})
    assert totals.among([2, 1]) is totals
    assert totals.among([1, 3]).of == {1: Total(1000, 1), 3: NOTHING}


# --- places ---------------------------------------------------------------------------------------------------------


def test_points_decide_then_right_answers_then_time_then_the_place_is_shared():
    assert standings(
        {
            1: Total(1000, 1, 900),
            2: Total(2000, 2, 9000),
            3: Total(1000, 1, 900),
            4: Total(1000, 0, 0),
            5: Total(1000, 1, 100),
            6: Total(0, 0, 0),
        }
    ) == [
        Standing(1, 2, 2000, 2, 9000),
        Standing(2, 5, 1000, 1, 100),
        Standing(3, 1, 1000, 1, 900),
        Standing(3, 3, 1000, 1, 900),
        Standing(5, 4, 1000, 0, 0),
        Standing(6, 6, 0, 0, 0),
    ]


def test_two_firsts_are_followed_by_a_third():
    equal = Total(1000, 1, 500)
    assert [row.place for row in standings({1: equal, 2: equal, 3: Total()})] == [1, 1, 3]


def test_nobody_has_no_standings():
    assert standings({}) == []


def test_ten_times_as_many_are_ranked_in_about_ten_times_the_time():
    few, many = (min(_spent_on(count) for _try in range(5)) for count in (2000, 20_000))
    assert many / few < 40


def _spent_on(count: int) -> float:
    dice = Random(1)
    totals = {n: Total(dice.randrange(20000), dice.randrange(20), dice.randrange(99999)) for n in range(count)}
    began = process_time()
    assert len(standings(totals)) == count
    return process_time() - began
