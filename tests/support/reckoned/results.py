"""What has to stand in the results of a room by the rows of the database."""

from collections.abc import Callable
from fractions import Fraction

from tests.support.reckoned.answers import SHARES, WRITTEN
from tests.support.reckoned.figures import Content, Rows, percent
from tests.support.reckoned.pages import Reckoned
from tests.support.truth import Asked, Given

Cell = Callable[[str, Content, Given], Rows]
"How an answer is written into a cell, by the kind's slug."
LOW = 40
"Percent: what fewer had right, few had."


def facts(truth: Reckoned, asked: Asked) -> Rows:
    """What stands below a tally: answers of people, and how many were right."""
    answers, people = len(truth.given_to(asked)), len(truth.people)
    if asked.kind_slug not in SHARES:
        return [answers, people]
    right = sum(truth.share(nickname, asked) == 1 for nickname in truth.answered(asked))
    return [answers, people, right, percent(right, answers)]


def article(truth: Reckoned, asked: Asked) -> Rows:
    """One round in the results."""
    key = WRITTEN[asked.kind_slug](asked.content) if asked.kind_slug in WRITTEN else []
    return [asked.number, *truth.rows(asked, revealed=True), *facts(truth, asked), *key]


def summary(truth: Reckoned) -> Rows:
    """The numbers above the results: the mean of what was right, what few had right, all answers; no clock ran."""
    right = [_percent_right(truth, asked) for asked in truth.scoring]
    return [round(sum(right) / len(right)), sum(each < LOW for each in right), len(truth.given)]


def difficulty(truth: Reckoned) -> Rows:
    """How many had each question wholly and partly right, of how many."""
    rows: Rows = []
    for asked in truth.scoring:
        shares = [truth.share(each.nickname, asked) for each in truth.given_to(asked)]
        right, partly = shares.count(Fraction(1)), sum(0 < share < 1 for share in shares)
        rows += [asked.number, right, percent(right, len(shares)), partly, len(shares)]
    return rows


def _percent_right(truth: Reckoned, asked: Asked) -> int:
    shares = [truth.share(each.nickname, asked) for each in truth.given_to(asked)]
    return percent(shares.count(Fraction(1)), len(shares))


def table(truth: Reckoned, written: Cell) -> list[list[str]]:
    """The rows in the order of the standings: name, place, points, how many right; each answer and its points."""
    return [_row(truth, row.nickname, written) for row in truth.standings]


def _row(truth: Reckoned, nickname: str, written: Cell) -> list[str]:
    place = truth.place(nickname)
    cells = [_cell(truth, nickname, asked, written) for asked in truth.rounds]
    return [nickname, *map(str, (place.place, place.points, place.right)), *cells]


def _cell(truth: Reckoned, nickname: str, asked: Asked, written: Cell) -> str:
    given, slug = truth.answer(nickname, asked), asked.kind_slug
    if not given:
        return ""
    worth = [truth.points(nickname, asked)] if slug in SHARES else []
    return " ".join(map(str, [*written(slug, asked.content, given), *worth]))
