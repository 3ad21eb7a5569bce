"""Marks for the school's mark book: the teacher drops its own export, and the same file comes back filled in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from live.access import identity
from live.formats import spreadsheet
from live.formats.gradebook.asked import fill, look
from live.formats.gradebook.filled import FULL, NEW
from live.forms.marks import ColumnForm, MarkBookForm, column_form, field_of
from live.models import Room
from live.refusal import Refused
from live.results import grid
from live.results.marks import PLAIN, students

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def marks(request: HttpRequest, room_id: int) -> HttpResponse:
    """Show where a mark book is dropped; look into one; send it back with a column filled in. Nothing of it is kept."""
    room = _named(identity.own_room(request, room_id))
    if request.method != "POST":
        return _page(request, room)
    if "content" in request.POST:
        return _filled(request, room)
    form = MarkBookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, room, str(form.errors["file"][0]))
    file = form.cleaned_data["file"]
    return _looked(request, room, file.read(), file.name)


def plain(request: HttpRequest, room_id: int, form: str) -> HttpResponse:
    """Send the marks as a file of their own, as a program takes it that has no export to fill in."""
    room, written = _named(identity.own_room(request, room_id)), PLAIN.get(form)
    if written is None:
        raise Http404
    body = spreadsheet.write(written(grid.read(room)), language="en", protect=spreadsheet.safe)
    return _file(body, "text/csv; charset=utf-8", f"marks-{form}-{room.created_at:%Y-%m-%d}.csv")


def _named(room: Room) -> Room:
    """Return a room whose people are known by name. Raises Refused (410)."""
    if room.nameless_since:
        raise Refused(_("The names of this room are gone. The page of its results has the totals."), status=410)
    return room


def _looked(
    request: HttpRequest, room: Room, content: bytes, name: str, why: str = "", status: int = 200
) -> HttpResponse:
    """Show whom the file knows, and the columns that can be filled in."""
    try:
        looked = look(content, students(grid.read(room)))
    except Refused as refused:
        return _page(request, room, refused.message)
    guess = next((each.number for each in looked.targets if each.heading.startswith(room.title)), None)
    context = {"room": room, "looked": looked, "content": field_of(content), "name": name, "why": why}
    first = next((each.number for each in looked.targets if not each.kept), NEW)
    chosen = first if guess is None else guess
    full = next((each.full for each in looked.targets if each.number == chosen), FULL)
    context |= {"chosen": chosen, "new": NEW, "full": f"{full:g}"}
    return render(request, "live/results/column.html", context, status=status)


def _filled(request: HttpRequest, room: Room) -> HttpResponse:
    form = column_form(request.POST)
    if not form.is_valid():
        return _wrong(request, room, form)
    sent = form.cleaned_data
    try:
        body = fill(
            sent["content"], students(grid.read(room)), sent["column"], sent["full"], room.title or _("Quick vote")
        )
    except Refused as refused:
        return _page(request, room, refused.message)
    kind = SPREADSHEET if body.startswith(b"PK") else "application/octet-stream"
    return _file(body, kind, sent["name"] or "marks.csv")


def _wrong(request: HttpRequest, room: Room, form: ColumnForm) -> HttpResponse:
    why = str(next(iter(form.errors.values()))[0])
    if "content" in form.errors:
        return _page(request, room, why)
    return _looked(request, room, form.cleaned_data["content"], form.cleaned_data.get("name", ""), why, 422)


def _page(request: HttpRequest, room: Room, why: str = "") -> HttpResponse:
    return render(request, "live/results/marks.html", {"room": room, "why": why}, status=422 if why else 200)


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
