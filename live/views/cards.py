"""A pupil's card: its address gives a seat in the lesson of their class that runs now."""

from typing import NamedTuple

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from live.access import identity, limits
from live.models import Participant, Pupil, Room
from live.models.participant import Seat
from live.realtime.hub import hub
from live.refusal import Refused
from live.rooms.joins import Join, Taken
from live.rooms.writer import writer
from live.views.caching import revalidated
from live.views.door import seated, too_many
from live.views.errors import message
from live.views.review import show

MOST_ENDED = 20
"Lessons that are over in the list of a card."


class Shown(NamedTuple):
    """A card, and where it leads now."""

    pupil: Pupil
    rooms: list[Room]
    "Those that run."
    ended: list[Room]
    "Where the pupil has been for sure, the last one first, while none runs."


@revalidated
async def card(request: HttpRequest, key: str) -> HttpResponse:
    """Give the pupil of a card their seat, without a code and without typing; wrong cards are counted as codes are.

    While no lesson runs it leads to the answers in those that are over.
    """
    if request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=204)
    if wait := limits.code_wait(identity.address(request)):
        return too_many(request, wait)
    shown = await hub.read(_shown, key)
    if shown is None:
        return _wrong(request)
    rooms = [room for room in shown.rooms if request.GET.get("room") in {None, str(room.pk)}]
    if len(rooms) == 1:
        return await _come_in(request, rooms[0], shown.pupil)
    if not rooms and shown.ended:
        links = [(f"/me/{key}/{room.pk}/", _with_day(room)) for room in shown.ended]
        text = _("No lesson of your class is running. These are over; look through your answers:")
        return message(request, 200, _("Your lessons"), text, links)
    if not rooms:
        text = _("Scan your card again when it begins.")
        return message(request, 404, _("No lesson of your class is running"), text, [("/", _("Type a code"))])
    links = [(f"/me/{key}/?room={room.pk}", room.title) for room in rooms]
    return message(request, 200, _("Which lesson?"), "", links)


def _wrong(request: HttpRequest) -> HttpResponse:
    address = identity.address(request)
    if limits.count_wrong_code(address):
        text = _("It has been replaced, or its school year is over. Ask your teacher for a new one.")
        return message(request, 404, _("This card is not valid any more"), text, [("/", _("Type a code"))])
    return too_many(request, limits.code_wait(address))


@revalidated
async def answers(request: HttpRequest, key: str, room_id: int) -> HttpResponse:
    """Show the pupil of a card their answers in a lesson that is over; it gives no seat."""
    if wait := limits.code_wait(identity.address(request)):
        return too_many(request, wait)
    if not await hub.read(lambda: Pupil.objects.filter(key=key).exists()):
        return _wrong(request)
    return await show(request, lambda: _of_card(key, room_id), back_url=f"/me/{key}/")


def _of_card(key: str, room_id: int) -> Participant:
    """Return who a pupil was in a room. Raises Refused (410)."""
    found = _seats(key).filter(room=room_id).first()
    if found is None:
        raise Refused(_("This card has no answers there, or their time is over."), 410)
    return found


def _seats(key: str) -> QuerySet[Participant]:
    """Return the seats of a card's pupil in rooms of the class, as far as they are proven: a name can be anybody's."""
    seats = Participant.objects.filter(pupil__key=key, proven=True, removed=False, room__roll=F("pupil__roll"))
    return seats.select_related("room")


def _with_day(room: Room) -> str:
    """Name a lesson that is over."""
    day = date_format(localtime(room.ended_at), "SHORT_DATE_FORMAT")
    return f"{room.title or _('Quick vote')}, {day}"


def _shown(key: str) -> Shown | None:
    pupil = Pupil.objects.filter(key=key).first()
    if pupil is None:
        return None
    running = list(Room.objects.filter(roll=pupil.roll_id, ended_at=None).order_by("-created_at"))
    ended = [] if running else _seats(key).exclude(room__ended_at=None).order_by("-room__ended_at")[:MOST_ENDED]
    return Shown(pupil, running, [each.room for each in ended])


async def _come_in(request: HttpRequest, room: Room, pupil: Pupil) -> HttpResponse:
    """Give a seat, or hand over the one that the pupil has: the browser in which it was open is told so."""
    arrived = request.arrived  # type: ignore[attr-defined]
    try:
        join = Join(room.pk, pupil.shown_as, suggested=False, arrived=arrived, pupil=pupil.pk, by_card=True)
        participant = await writer.join(join)
    except Taken as taken:
        return await _take_over(request, room, taken.participant)
    return seated(request, room, Seat(room.pk, participant.pk, participant.seat))


async def _take_over(request: HttpRequest, room: Room, participant: Participant) -> HttpResponse:
    number = await writer.act(room.pk, participant.take_over)
    with override(room.language):
        heading = _("You are in as %s") % participant.nickname
        text = _("If your seat was open on another device, that one is out now.")
        response = message(request, 200, heading, text, [(f"/play/{room.pk}/", _("Go on"))])
    identity.give_seat(response, request, Seat(room.pk, participant.pk, number))
    identity.mark_as_seated(response, request, room.key)
    return response
