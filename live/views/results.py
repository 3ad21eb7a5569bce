"""The results of rooms: all of them in a list, one as a page and as a file, and how long they are kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from live.access import identity
from live.access.ownership import TeacherRequest
from live.formats import spreadsheet
from live.forms.retention import KeepUntilForm
from live.models import Room, School
from live.refusal import Refused
from live.results import again, grid
from live.results.analysis import difficulty
from live.results.movement import Movement
from live.results.outline import outlines, with_people
from live.results.questions import QuestionFigures, moved_since_first, report
from live.results.summary import summary
from live.results.table import table
from live.retention import purge, unused_pictures, vacuum
from live.rooms.writer import writer

ON_A_PAGE = 50
POINTS = "\ue000points\ue000"
"The place of a cell's points. Nobody can type it, as a line holds no private characters (live.content.lines)."


class Told(NamedTuple):
    """One round on the page, with what its answers say of it."""

    asked: grid.Asked
    figures: QuestionFigures | None
    "None for a round that gave no points."
    moved: Movement | None
    "None for a question that was asked once."


@login_required
def rooms(request: TeacherRequest) -> HttpResponse:
    """List the rooms that have ended, the last one first."""
    ended = Room.objects.filter(host=request.user).exclude(ended_at=None).order_by("-ended_at", "-id")
    page = Paginator(with_people(ended), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "live/results/rooms.html", {"page": page, "outlines": outlines(page)})


def room_results(request: HttpRequest, room_id: int) -> HttpResponse:
    """Show each question and who answered what, also while the room runs."""
    room = identity.own_room(request, room_id)
    found = grid.read(room)
    rows, shares = [] if room.nameless_since else _rows(found), difficulty(found)
    told = report(found)
    rounds = [Told(each, told.of(each.round), moved_since_first(found, each)) for each in found.shown]
    context = {"room": room, "results": found, "shares": shares, "summary": summary(found, shares), "rows": rows}
    context |= {"rounds": rounds, "reliability": told.reliability}
    context["missed"] = len(again.missed(room))
    keeping = {"last_day": purge.last_day(room), "keep_days": School.get().keep_days}
    return render(request, "live/results/room.html", {**context, **keeping})


def room_csv(request: HttpRequest, room_id: int) -> HttpResponse:
    """Send the grid as a CSV file."""
    room = identity.own_room(request, room_id)
    if room.nameless_since:
        raise Refused(_("The names of this room are gone. The page of its results has the totals."), status=410)
    written = spreadsheet.write(table(grid.read(room)))
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, _file_name(room)) or ""
    return response


def ask_again(request: HttpRequest, room_id: int) -> HttpResponse:
    """Make a quiz of what went wrong, and lead to it."""
    room = identity.own_room(request, room_id)
    found = again.missed(room) if request.method == "POST" else []
    if not found:
        return redirect("room-results", room.pk)
    quiz = again.quiz_of(room.host, _("Again: %s") % (room.title or _("Quick vote")), found)
    return redirect("quiz-show", quiz.pk)


def keep_room(request: HttpRequest, room_id: int) -> HttpResponse:
    """Set the last day of this room's names; blank for the school's usual time."""
    room = identity.own_room(request, room_id)
    form = KeepUntilForm(request.POST)
    if request.method == "POST" and not form.is_valid():
        raise Refused(str(form.errors["until"][0]), status=422)
    if request.method == "POST":
        room.keep_until = form.cleaned_data["until"]
        room.save(update_fields=["keep_until"])
    return redirect("room-results", room.pk)


def delete_room(request: HttpRequest, room_id: int) -> HttpResponse:
    """Ask, then delete the room with everything in it, after all waiting answers are written; its sockets end."""
    room = identity.own_room(request, room_id)
    if request.method != "POST":
        return render(request, "live/results/delete.html", {"room": room, "count": _people(room)})
    shown = unused_pictures.picture_names(room.rounds.all())
    writer.act_now(room.pk, room.delete)
    unused_pictures.delete_unshown(shown)
    vacuum.wipe()
    messages.success(request, _("The room was deleted with everything in it."))
    return redirect("quiz-list")


def _rows(found: grid.Results) -> list[tuple[grid.Row, SafeString]]:
    """Draw the cells of each row. Those that differ only in points are drawn once, as a full hall has 50,000."""
    drawn = cache(_cell)
    return [(row, mark_safe("".join(_with_points(drawn, cell) for cell in row.cells))) for row in found.rows]


def _with_points(drawn: Callable[[grid.Cell], str], cell: grid.Cell) -> str:
    if cell.points is None:
        return drawn(cell)
    return drawn(replace(cell, points=0)).replace(POINTS, str(cell.points))


def _cell(cell: grid.Cell) -> str:
    points = None if cell.points is None else POINTS
    return render_to_string("live/results/_cell.html", {"cell": cell, "points": points})


def _people(room: Room) -> int:
    return room.participants.filter(removed=False).count()


def _file_name(room: Room) -> str:
    """Return a file name of the title, the class and the day: "capitals-8b-2026-01-31.csv"."""
    title = slugify(f"{room.title} {room.class_name}", allow_unicode=True) or slugify(_("Results"), allow_unicode=True)
    return f"{title}-{room.created_at:%Y-%m-%d}.csv"
