"""After the lesson: the results of a room, as a page and for a spreadsheet, and how all of it goes away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from live import identity, results
from live.ballot import ballot
from live.formats import grid
from live.models import Room


def room_results(request: HttpRequest, room_id: int) -> HttpResponse:
    """What came of each question, and who answered what; also while the room runs."""
    room = identity.own_room(request, room_id)
    return render(request, "live/results/room.html", {"room": room, "results": results.read(room)})


def room_csv(request: HttpRequest, room_id: int) -> HttpResponse:
    """The grid as a file."""
    room = identity.own_room(request, room_id)
    written = grid.write(results.table(results.read(room)))
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, _file_name(room)) or ""
    return response


def delete_room(request: HttpRequest, room_id: int) -> HttpResponse:
    """Asks first; then the room goes with everything in it, behind all answers so far, and its sockets end."""
    room = identity.own_room(request, room_id)
    if request.method != "POST":
        return render(request, "live/results/delete.html", {"room": room, "count": _people(room)})
    ballot.act_now(room.pk, room.delete)
    messages.success(request, _("The room was deleted with everything in it."))
    return redirect("quiz-list")


def _people(room: Room) -> int:
    return room.participants.filter(removed=False).count()


def _file_name(room: Room) -> str:
    """Letters, digits and hyphens of the title, then the day: "capitals-2026-01-31.csv"."""
    title = slugify(room.title, allow_unicode=True) or slugify(_("Results"), allow_unicode=True)
    return f"{title}-{room.created_at:%Y-%m-%d}.csv"
