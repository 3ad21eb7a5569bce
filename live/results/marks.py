"""Marks of a room, as mark books take them: percent of what could be had by weight; speed never enters."""

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from live.formats.gradebook.matching import Student
from live.models import Round
from live.results.grid import Results
from live.rooms.sheet import Sheet


def students(results: Results) -> list[Student]:
    """Return everybody with the percentage that they have, by the name and number of the class list where known."""
    return [_student(results, row.participant_id, share(results, row.participant_id)) for row in results.rows]


def share(results: Results, participant: int) -> float:
    """Return how much of what could be had somebody has, from 0 to 1; a question without an answer counts as wrong."""
    return share_of([each.round for each in results.asked], results.scores, participant)


def share_of(rounds: Iterable[Round], scores: Sheet, participant: int) -> float:
    """Return the same of rounds and the sheet of their room."""
    counted = [round for round in rounds if round.pk in scores.counted]
    weight = sum(round.weight for round in counted)
    had = sum(round.weight * max(0.0, scores.score(round.pk, participant).fraction) for round in counted)
    return had / weight if weight else 0.0


def percent(share: float) -> str:
    """Return a share as mark books take it: "66.67", "50"."""
    return _shown(_percent(share))


def _percent(share: float) -> float:
    return float(Decimal(str(100 * share)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _student(results: Results, participant: int, share: float) -> Student:
    person = results.people[participant]
    if person.pupil is None:
        return Student(person.nickname, "", _percent(share))
    return Student(person.pupil.name, person.pupil.ident, _percent(share))


def _shown(percent: float) -> str:
    return f"{percent:.2f}".rstrip("0").rstrip(".")


def moodle(results: Results) -> Iterator[list[str]]:
    """Yield rows that Moodle's "Import as CSV" maps: a number or e-mail, and a grade out of 100."""
    yield ["idnumber", "fullname", results.room.title]
    for each in students(results):
        yield [each.ident, each.name, _shown(each.percent)]


def canvas(results: Results) -> Iterator[list[str]]:
    """Yield rows as Canvas imports them: without an id in its heading the column becomes a new assignment."""
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", results.room.title]
    yield ["    Points Possible", "", "", "", "", "100"]
    for each in students(results):
        yield [each.name, "", each.ident, each.ident, "", _shown(each.percent)]


def anywhere(results: Results) -> Iterator[list[str]]:
    """Yield rows for any other program."""
    yield [_("Number or login"), _("Name"), _("Points"), _("out of"), _("Percent")]
    points = {row.participant_id: row.points for row in results.rows}
    full = 1000 * sum(each.round.weight for each in results.asked if each.round.pk in results.scores.counted)
    for row, each in zip(results.rows, students(results), strict=True):
        yield [each.ident, each.name, str(points[row.participant_id]), str(full), _shown(each.percent)]


PLAIN: dict[str, Callable[[Results], Iterator[list[str]]]] = {"moodle": moodle, "canvas": canvas, "table": anywhere}
"By the name in the address."
