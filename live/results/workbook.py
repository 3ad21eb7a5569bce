"""The results of one lesson or several as a workbook: seven sheets, each a table that can be sorted and summed.

Without names people are P01, P02 … in an order by lot, and no time of theirs is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_current_timezone_name, localtime
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from live.formats.book import Book, Cell, Column, Form, Mark, Sheet
from live.results.grid import Asked, Results
from live.results.lessons import Lesson, Person, Tally, given, lessons_of, nameless, people_of, percent
from live.results.questions import Report, moved_since_first

MARKS: dict[str, Mark] = {"right": "right", "partly": "partly", "wrong": "wrong"}


@dataclass(frozen=True)
class _Made:
    """A column and what stands in it for each row."""

    column: Column
    cell: Callable[..., Cell]


def workbook(rooms: Sequence[Results], with_names: bool) -> Book:
    """Return the workbook of these rooms, the first one first."""
    lessons = lessons_of(rooms)
    people = list(people_of(lessons)) if with_names else nameless(lessons)
    sheets = [
        _overview(lessons),
        _students(lessons, people, with_names),
        _answers(lessons, people, with_names),
        _items(lessons),
        _choices(lessons),
        _rounds(lessons),
        _log(lessons, people, with_names),
    ]
    return Book(
        sheets, get_language_bidi(), {"title": ", ".join(dict.fromkeys(each.room.title for each in rooms))[:200]}
    )


def _sheet(name: str, made: Sequence[_Made], rows: Sequence[tuple[object, ...]], charted: int | None = None) -> Sheet:
    cells = [[each.cell(*row) for each in made] for row in rows]
    return Sheet(name, [each.column for each in made], cells, charted)


def _column(heading: str, cell: Callable[..., Cell], width: int = 12, form: Form = "text") -> _Made:
    return _Made(Column(heading, width, form), cell)


def _dated(heading: str, cell: Callable[..., datetime | None]) -> _Made:
    """Return a column of times in the server's zone, which its heading names."""
    heading = f"{heading} ({get_current_timezone_name()})"
    return _column(heading, lambda *row: _iso(cell(*row)), 18, "date")


def _iso(when: datetime | None) -> str | None:
    return None if when is None else localtime(when).replace(tzinfo=None, microsecond=0).isoformat()


def _of_lesson(lessons: Sequence[Lesson]) -> list[_Made]:
    """Return the column that names the lesson, where there are several."""
    return [_column(_("Lesson"), lambda lesson, *_rest: lesson.title, 28)] if len(lessons) > 1 else []


def _overview(lessons: Sequence[Lesson]) -> Sheet:
    made = [
        _column(_("Lesson"), lambda lesson: lesson.title, 36),
        _dated(_("Begun"), lambda lesson: lesson.results.room.created_at),
        _column(_("Participants"), lambda lesson: len(lesson.results.rows), form="points"),
        _column(_("Questions"), lambda lesson: len(lesson.results.asked), form="points"),
        _column(_("with points"), lambda lesson: lesson.results.graded_count, form="points"),
        _column(pgettext("how many", "Right"), _mean_right, form="share"),
        _column(_("Reliability (alpha)"), lambda lesson: _alpha(lesson.report), 18, "number"),
        _column(_("Error of measurement"), lambda lesson: _sem(lesson.report), 18, "number"),
    ]
    return _sheet(_("Overview"), made, [(lesson,) for lesson in lessons])


def _mean_right(lesson: Lesson) -> float | None:
    """The mean of the questions' marks."""
    marks = [each.item.p for each in lesson.report.questions if each.item.p is not None]
    return sum(marks) / len(marks) if marks else None


def _alpha(report: Report) -> float | None:
    return report.reliability.alpha if report.reliability else None


def _sem(report: Report) -> float | None:
    return report.reliability.sem if report.reliability else None


def _who(with_names: bool) -> list[_Made]:
    """Return the columns that say who somebody is."""
    names = [_column(_("Name"), lambda person, *_rest: person.name, 24)] if with_names else []
    idents = [_column(_("Number or login"), lambda person, *_rest: person.ident, 18)] if with_names else []
    return [_column(_("Nickname"), lambda person, *_rest: person.nickname, 20), *names, *idents]


def _students(lessons: Sequence[Lesson], people: Sequence[Person], with_names: bool) -> Sheet:
    """One row a person: what they have over all lessons, then by question, or of several lessons by lesson."""
    tallies = [
        (person, [Tally.of(lesson, person.seats.get(at)) for at, lesson in enumerate(lessons)]) for person in people
    ]
    made = [
        *([_column(_("Place"), lambda _person, each: each[0].place, 8, "points")] if len(lessons) == 1 else []),
        *_who(with_names),
        _column(_("Points"), lambda _person, each: sum(one.points for one in each if one), form="points"),
        _column(_("Percent"), lambda _person, each: percent(each), form="share"),
        _column(
            pgettext("how many", "Right"), lambda _person, each: sum(one.right for one in each if one), form="points"
        ),
        _column(_("Answered"), lambda _person, each: sum(one.answered for one in each if one), form="points"),
        _column(_("Asked"), lambda _person, each: sum(one.asked for one in each if one), form="points"),
    ]
    if len(lessons) == 1:
        made += [_points_of(at, each) for at, each in enumerate(lessons[0].results.asked)]
    else:
        made += [_percent_of(at, lesson) for at, lesson in enumerate(lessons)]
    return _sheet(_("Students"), made, tallies)


def _points_of(at: int, asked: Asked) -> _Made:
    return _column(_heading(asked), lambda _person, each: each[0].of_questions[at], 14, "points")


def _percent_of(at: int, lesson: Lesson) -> _Made:
    return _column(lesson.title, lambda _person, each: percent(each[at : at + 1]), 20, "share")


def _heading(asked: Asked) -> str:
    return f"{asked.round.number}. {asked.title}"


def _answers(lessons: Sequence[Lesson], people: Sequence[Person], with_names: bool) -> Sheet:
    """One row a person, one column a question: what they answered, as they wrote it."""
    made = _who(with_names)
    for at, lesson in enumerate(lessons):
        before = f"{lesson.title}: " if len(lessons) > 1 else ""
        for number, asked in enumerate(lesson.results.asked):
            made.append(_column(before + _heading(asked), _answer_in(at, lesson, number), 24))
    return _sheet(_("Answers"), made, [(person,) for person in people])


def _answer_in(at: int, lesson: Lesson, number: int) -> Callable[[Person], Cell]:
    def cell(person: Person) -> Cell:
        row = lesson.results.row_of(person.seats.get(at))
        if row is None or not (found := row.cells[number]).given:
            return None
        mark = MARKS.get(found.mark)
        return (found.text, mark) if mark else found.text

    return cell


def _items(lessons: Sequence[Lesson]) -> Sheet:
    made = [
        *_of_lesson(lessons),
        _column(_("Round"), lambda _lesson, each: each.asked.round.number, 8, "points"),
        _column(_("Question"), lambda _lesson, each: each.asked.title, 44),
        _column(_("Right answer"), lambda _lesson, each: each.asked.key_text, 24),
        _column(_("Present"), lambda _lesson, each: each.item.people, form="points"),
        _column(_("Answered"), lambda _lesson, each: each.asked.total, form="points"),
        _column(pgettext("how many", "Right"), lambda _lesson, each: each.item.p, form="share"),
        _column(_("Discrimination (r)"), lambda _lesson, each: each.item.r, 16, "number"),
        _column(_("give or take"), lambda _lesson, each: each.item.margin, 14, "number"),
        _column(_("Best less weakest 27 %"), lambda _lesson, each: each.item.d, 16, "number"),
        _column(_("Mean time (s)"), lambda _lesson, each: each.asked.mean_seconds, 14, "number"),
        _column(_("Look at"), lambda _lesson, each: " ".join(each.remarks), 60),
    ]
    right = next(at for at, each in enumerate(made) if each.column.form == "share")
    return _sheet(_("Items"), made, [(lesson, each) for lesson in lessons for each in lesson.report.questions], right)


def _choices(lessons: Sequence[Lesson]) -> Sheet:
    made = [
        *_of_lesson(lessons),
        _column(_("Round"), lambda _lesson, each, _one: each.asked.round.number, 8, "points"),
        _column(_("Question"), lambda _lesson, each, _one: each.asked.title, 44),
        _column(_("Choice"), lambda _lesson, _each, one: one.choice.text, 32),
        _column(pgettext("a choice", "Right"), lambda _lesson, _each, one: "✓" if one.choice.right else None, 8),
        _column(_("Taken by"), lambda _lesson, _each, one: one.taken.people, form="points"),
        _column(_("Share"), lambda _lesson, _each, one: one.taken.share, form="share"),
        _column(_("Right elsewhere"), lambda _lesson, _each, one: one.taken.rest, 16, "share"),
    ]
    rows = [(lesson, each, one) for lesson in lessons for each in lesson.report.questions for one in each.choices]
    return _sheet(_("Choices"), made, rows)


def _rounds(lessons: Sequence[Lesson]) -> Sheet:
    made = [
        *_of_lesson(lessons),
        _column(_("Round"), lambda _lesson, each: each.round.number, 8, "points"),
        _column(_("Question"), lambda _lesson, each: each.title, 44),
        _column(_("Kind"), lambda _lesson, each: str(each.round.kind.label), 18),
        _column(_("Asking"), lambda _lesson, each: each.round.asking, 12, "points"),
        _dated(_("Opened"), lambda _lesson, each: each.round.opened_at),
        _dated(_("Closed"), lambda _lesson, each: each.round.closed_at),
        _column(_("Time limit (s)"), lambda _lesson, each: each.round.seconds, 14, "points"),
        _column(_("Weight"), lambda _lesson, each: each.round.weight, form="points"),
        _column(_("Answered"), lambda _lesson, each: each.total, form="points"),
        _column(pgettext("how many", "Right"), lambda _lesson, each: each.right, form="points"),
        _column(_("Mean time (s)"), lambda _lesson, each: each.mean_seconds, 14, "number"),
        _column(_("Skipped"), lambda _lesson, each: _("yes") if each.round.skipped else None),
        _column(_("Gain since the first asking"), _gain, 18, "share"),
        _column(_("Re-marked"), lambda _lesson, each: each.remarked or None, 36),
    ]
    return _sheet(_("Rounds"), made, [(lesson, each) for lesson in lessons for each in lesson.results.shown])


def _gain(lesson: Lesson, asked: Asked) -> float | None:
    """The share of what could be gained since the question was first asked that was."""
    moved = moved_since_first(lesson.results, asked)
    return moved.gain if moved else None


def _log(lessons: Sequence[Lesson], people: Sequence[Person], with_names: bool) -> Sheet:
    """One row an answer: what pivot tables are made of. It has the time on the question's clock, and no hour."""
    times = [_column(_("Time (s)"), lambda _person, _lesson, one: one.seconds, form="number")] if with_names else []
    made = [
        *_who(with_names),
        *[_Made(each.column, lambda _person, lesson, _one: lesson.title) for each in _of_lesson(lessons)],
        _column(_("Round"), lambda _person, _lesson, one: one.asked.round.number, 8, "points"),
        _column(_("Question"), lambda _person, _lesson, one: one.asked.title, 44),
        _column(_("Asking"), lambda _person, _lesson, one: one.asked.round.asking, 12, "points"),
        _column(_("Answer"), lambda _person, _lesson, one: one.text, 32),
        _column(_("Mark"), lambda _person, _lesson, one: one.fraction, form="share"),
        _column(_("Points"), lambda _person, _lesson, one: one.points, form="points"),
        *times,
    ]
    return _sheet(_("Log"), made, list(given(lessons, people)))
