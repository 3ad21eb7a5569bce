"""A pupil's card: its address gives a seat in the lesson of their class that runs now."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from live.access import identity, limits
from live.models import Participant, Pupil, Room
from live.models.participant import Seat
from live.realtime.hub import hub
from live.rooms.joins import Join, Taken
from live.rooms.writer import writer
from live.views.door import seated, too_many
from live.views.errors import message


class Shown(NamedTuple):
    """A card, and where it leads now."""

    pupil: Pupil
    rooms: list[Room]


async def card(request: HttpRequest, key: str) -> HttpResponse:
    """Give the pupil of a card their seat, without a code and without typing; wrong cards are counted as codes are."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=204)
    address = identity.address(request)
    if wait := limits.code_wait(address):
        return too_many(request, wait)
    shown = await hub.read(_shown, key)
    if shown is None:
        if limits.count_wrong_code(address):
            text = _("It has been replaced, or its school year is over. Ask your teacher for a new one.")
            return message(request, 404, _("This card is not valid any more"), text, [("/", _("Type a code"))])
        return too_many(request, limits.code_wait(address))
    rooms = [room for room in shown.rooms if request.GET.get("room") in {None, str(room.pk)}]
    if len(rooms) == 1:
        return await _come_in(request, rooms[0], shown.pupil)
    if not rooms:
        text = _("Scan your card again when it begins.")
        return message(request, 404, _("No lesson of your class is running"), text, [("/", _("Type a code"))])
    links = [(f"/me/{key}/?room={room.pk}", room.title) for room in rooms]
    return message(request, 200, _("Which lesson?"), "", links)


def _shown(key: str) -> Shown | None:
    pupil = Pupil.objects.filter(key=key).first()
    if pupil is None:
        return None
    running = Room.objects.filter(roll=pupil.roll_id, ended_at=None)
    return Shown(pupil, list(running.order_by("-created_at")))


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
