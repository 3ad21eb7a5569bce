"""A participant's answers once the room has ended: for whoever has the seat's cookie, or the pupil's card."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from live.access import identity
from live.models import Participant, Response, Room
from live.models.participant import Seat
from live.realtime.hub import hub
from live.refusal import Refused
from live.rendering.review import Answer, Page, Review, review
from live.views.caching import revalidated
from live.views.errors import no_seat


class Looked(NamedTuple):
    """What one participant looks through."""

    participant: Participant
    review: Review
    page: Page | None
    "None while a question is not drawn yet."


@revalidated
async def review_page(request: HttpRequest, room_id: int) -> HttpResponse:
    """Show the browser of a seat its answers; while the room runs it is led to the question."""
    seat = identity.seat(request.COOKIES, room_id)
    if seat is None:
        return no_seat(request)
    url = f"/play/{room_id}/"
    return await show(request, lambda: _of_seat(seat), url, leave_url=f"{url}leave/")


async def show(
    request: HttpRequest, whose: Callable[[], Participant], back_url: str = "", leave_url: str = ""
) -> HttpResponse:
    """Show somebody's answers. `whose` finds them in the database, with the room, or raises Refused.

    A room that runs leads back. Questions that nobody has looked at are drawn one by one, so that the lessons that run
    get their turn in between.
    """
    looked = await hub.read(_look, whose, False)
    if looked is None:
        return redirect(back_url or "/")
    if looked.page is None:
        for piece in looked.review.pieces:
            if not piece.is_drawn:
                await hub.read(piece.draw)
        looked = await hub.read(_look, whose, True)
    return _shown(request, looked, back_url, leave_url) if looked else redirect(back_url or "/")


def _shown(request: HttpRequest, looked: Looked, back_url: str, leave_url: str) -> HttpResponse:
    participant, room = looked.participant, looked.participant.room
    context = {"room": room, "nickname": participant.nickname, "page": looked.page}
    with override(room.language):
        return render(request, "live/play/review.html", context | {"back_url": back_url, "leave_url": leave_url})


def _look(whose: Callable[[], Participant], whole: bool) -> Looked | None:
    """Read somebody's answers; None while the room runs. `whole`: draw what is not drawn yet, too."""
    participant = whose()
    if participant.room.ended_at is None:
        return None
    found = review(participant.room)
    if not whole and not all(piece.is_drawn for piece in found.pieces):
        return Looked(participant, found, None)
    rows = Response.objects.filter(participant=participant).values_list(*Answer._fields)
    return Looked(participant, found, found.page(participant.joined_at, {row[0]: Answer(*row) for row in rows}))


def _of_seat(seat: Seat) -> Participant:
    """Return who has a seat. Raises Refused: 410 when the names are gone, 403 when the seat is another's by now."""
    found = Participant.objects.select_related("room").filter(pk=seat.participant_id, room=seat.room_id).first()
    if found is None and Room.objects.filter(pk=seat.room_id, nameless_since__isnull=False).exists():
        raise Refused(_("The names of this room are gone, and with them who answered what."), 410)
    seat.check(found)
    assert found is not None  # a seat of nobody is refused
    return found
