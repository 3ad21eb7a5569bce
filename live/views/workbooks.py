"""The workbook of one lesson or several, built in the child process that writes files."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from live.access import identity
from live.access.ownership import TeacherRequest
from live.formats import written
from live.models import Response, Room
from live.refusal import Refused
from live.results import grid
from live.results.workbook import workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROOMS = 40
MOST_ANSWERS = 60_000
"In one workbook: a full hall of 1,000 for 50 questions, and some more."


def room_book(request: HttpRequest, room_id: int) -> HttpResponse:
    """Send the workbook of one room."""
    return _book(request, [identity.own_room(request, room_id)])


@login_required
def rooms_book(request: TeacherRequest) -> HttpResponse:
    """Send the workbook of those rooms that were ticked, the oldest first."""
    chosen = [pk for pk in request.GET.getlist("room") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    rooms = list(Room.objects.filter(host=request.user, pk__in=chosen).order_by("created_at")[: MOST_ROOMS + 1])
    if not rooms:
        raise Refused(_("Tick the lessons that shall be in it."), 422)
    if len(rooms) > MOST_ROOMS:
        raise Refused(
            ngettext("At most %d lesson at a time.", "At most %d lessons at a time.", MOST_ROOMS) % MOST_ROOMS, 422
        )
    return _book(request, rooms)


def _book(request: HttpRequest, rooms: Sequence[Room]) -> HttpResponse:
    if any(room.nameless_since for room in rooms):
        raise Refused(_("The names of this room are gone. The page of its results has the totals."), status=410)
    if Response.objects.filter(round__room__in=rooms).count() > MOST_ANSWERS:
        raise Refused(_("These are too many answers for one workbook. Choose fewer lessons."), 422)
    book = workbook([grid.read(room) for room in rooms], with_names="nameless" not in request.GET)
    response = HttpResponse(written.workbook(book), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, _file_name(rooms)) or ""
    return response


def _file_name(rooms: Sequence[Room]) -> str:
    """Return a file name of title, class and day; of several lessons of how many there are."""
    room = rooms[-1]
    title = f"{room.title} {room.class_name}" if len(rooms) == 1 else _("Results")
    name = slugify(title, allow_unicode=True) or slugify(_("Results"), allow_unicode=True)
    return f"{name}-{room.created_at:%Y-%m-%d}.xlsx"
