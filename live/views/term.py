"""A class over its lessons, on the page of its list: what each pupil had right, a warm-up, and a file for marks."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from live import clock
from live.access.ownership import TeacherRequest, own_roll, post_only
from live.formats import spreadsheet
from live.models import Pupil, Roll
from live.results import again, marks, term
from live.results.again import Missed
from live.workshop.drawings import plain

STEP = 84
"From one lesson to the next in the picture, in its units."


class Dot(NamedTuple):
    """A lesson on the line of the class, one unit high for each percent."""

    at: int
    lesson: term.Lesson

    @property
    def percent(self) -> int:
        """The mean of those who were there."""
        return round(100 * (self.lesson.mean or 0))

    @property
    def x(self) -> int:
        """Where it stands."""
        return self.at * STEP + STEP // 2

    @property
    def y(self) -> int:
        """How far below the top; SVG counts from above."""
        return 100 - self.percent


class Asked(NamedTuple):
    """A question that most had wrong each time."""

    text: str
    percents: list[int]


def lessons_context(roll: Roll, pupils: Sequence[Pupil], by_mean: bool) -> dict[str, Any]:
    """What the page of a class list tells of its lessons."""
    lessons = term.read(roll)
    told = term.named(lessons)
    dots = [Dot(at, lesson) for at, lesson in enumerate(each for each in lessons if each.mean is not None)]
    return {
        "lessons": lessons[::-1],
        "dots": dots,
        "span": len(dots) * STEP,
        "columns": told[-term.IN_TABLE :],
        "of_lessons": len(told),
        "standings": term.standings(pupils, told, by_mean) if told else [],
        "by_mean": by_mean,
        "always_wrong": [_asked(each) for each in term.always_wrong(lessons)],
        "warm_up": len(again.due(_questions(lessons), clock.now())),
    }


def _questions(lessons: Sequence[term.Lesson]) -> list[Missed]:
    return [missed for lesson in lessons for missed in lesson.questions]


def _asked(wrong: term.Wrong) -> Asked:
    text = plain(wrong.round.text) or str(wrong.round.kind.label)
    return Asked(text, [round(100 * share) for share in wrong.shares])


@login_required
@post_only
def warm_up(request: TeacherRequest, pk: int) -> HttpResponse:
    """Make a quiz of what the class should be asked again, and lead to it."""
    roll = own_roll(request, pk)
    found = again.due(_questions(term.read(roll)), clock.now())
    if not found:
        return redirect("roll-show", pk)
    quiz = again.quiz_of(request.user, _("Warm-up: %s") % roll.title, found)
    return redirect("quiz-show", quiz.pk)


@login_required
def lessons_csv(request: TeacherRequest, pk: int) -> HttpResponse:
    """Send a table for the mark book: number, name, and the percentage in each lesson; empty for who was not there."""
    roll = own_roll(request, pk)
    lessons = term.named(term.read(roll))
    rows = [[_("Number or login"), _("Name"), *map(_heading, lessons)]]
    for pupil in roll.pupils.all():
        shares = [lesson.share(pupil.pk) for lesson in lessons]
        rows.append([pupil.ident, pupil.name, *("" if share is None else marks.percent(share) for share in shares)])
    response = HttpResponse(spreadsheet.write(iter(rows)), content_type="text/csv; charset=utf-8")
    name = slugify(f"{roll.title} {localtime(clock.now()):%Y-%m-%d}", allow_unicode=True)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or ""
    return response


def _heading(lesson: term.Lesson) -> str:
    room = lesson.room
    return f"{localtime(room.created_at):%Y-%m-%d} {room.title or _('Quick vote')}"
