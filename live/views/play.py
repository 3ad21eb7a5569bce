"""A participant's page: the question, their answer, and its outcome."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from live import clock, metrics
from live.access import identity
from live.content.faces import face
from live.models import Knock, Phase
from live.models.participant import Participant, Seat
from live.realtime.drawing import View
from live.realtime.hub import hub
from live.refusal import Refused
from live.rendering import partials, slots
from live.rooms.answers import Answer
from live.rooms.writer import writer
from live.views.caching import revalidated
from live.views.door import door_of, join_page
from live.views.errors import no_seat
from live.views.polling import farewell, poll

REFRESH = 4
"Seconds between reloads where there is no script."


@revalidated
async def room(request: HttpRequest, room_id: int) -> HttpResponse:
    """Render the page of a seat; without a seat the nickname page, if the address has the room's key."""
    seat = identity.seat(request.COOKIES, room_id)
    view = await _view_of(seat)
    if view is None:
        return await _no_seat(request, room_id, seat)
    if "key" in request.GET:  # the browser came by the QR and needs no key, as it has a seat
        return redirect(f"/play/{room_id}/")
    with override(view.snapshot.room.language):
        return render(request, "live/play/room.html", _page(view))


def _page(view: View) -> dict[str, object]:
    room = view.snapshot.room
    url = f"/play/{room.pk}/"
    return {
        "room": room,
        "regions": partials.page(view.snapshot, view.regions),
        "refresh": _refresh(view),
        "room_url": url,
        "live_url": f"{url}live/",
        "link_box": partials.link_page(f"{url}state/", view.digest),
    }


def _refresh(view: View) -> int | None:
    """Return how soon the page reloads without script: never while an answer may be half-made.

    Where one is typed or ticked not even when the time is up: the host may have stopped the clock meanwhile.
    """
    if view.snapshot.phase == Phase.ENDED:
        return None
    if view.snapshot.phase != Phase.OPEN or view.has_answered or not view.snapshot.asks:
        return REFRESH
    if slots.controls_in(view.regions["stage"]):
        return None
    left = view.snapshot.round.left() if view.snapshot.round and view.snapshot.round.closes_at else None
    return max(3, round(left.total_seconds()) + 2) if left is not None else None


async def _no_seat(request: HttpRequest, room_id: int, seat: Seat | None) -> HttpResponse:
    """Answer a browser without a valid seat: to join, to wait for the host to let it in, or to be refused."""
    key = request.GET.get("key", "")
    room = await hub.room_by_key(key) if key else None
    if room is not None and room.pk == room_id:
        return await join_page(request, room)
    if seat is not None and (participant := await hub.read(_waiting, seat)):
        context = {"room": participant.room, "nickname": participant.nickname, "face": face(participant.nickname)}
        return render(request, "live/play/waiting.html", {**context, "back_url": door_of(participant.room)})
    return no_seat(request)


def _waiting(seat: Seat) -> Participant | None:
    knocks = Knock.objects.select_related("participant__room").filter(seat=seat.number)
    knock = knocks.filter(participant=seat.participant_id, participant__room__ended_at=None).first()
    return knock.participant if knock else None


@revalidated
async def state(request: HttpRequest, room_id: int) -> HttpResponse:
    """Answer a poll: 204 for nothing new, or all regions with a link box."""
    view = await _view_of(identity.seat(request.COOKIES, room_id))
    if view is None:
        return farewell(request, "play")
    url = f"/play/{room_id}/"
    return poll(request, view, url)


async def answer(request: HttpRequest, room_id: int) -> HttpResponse:
    """Take a participant's answer to the open round, and say "received" only after the commit.

    GET (by a reload, or by the page that says "many are coming in" and tries again) leads to the question.
    """
    if request.method != "POST":
        return redirect(f"/play/{room_id}/")
    seat = _seat_of_post(request, room_id)
    try:
        response = await writer.answer(Answer(seat, _round_id(request), request.POST, request.arrived))  # type: ignore[attr-defined]
    except Refused as refused:
        return await _ask_again(request, seat, refused)
    metrics.ACKNOWLEDGED.observe((clock.now() - request.arrived).total_seconds())  # type: ignore[attr-defined]
    hub.seen(seat)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"/play/{room_id}/")
    words = _("Received at %(time)s") % {"time": slots.at_time(response.arrived_at)}
    return HttpResponse(await hub.received(seat, response) + partials.say(words))


async def _ask_again(request: HttpRequest, seat: Seat, refused: Refused) -> HttpResponse:
    """Show the question again with the sentence, and what was sent still in its fields. Raises it for all others.

    htmx puts the sentence into the page that is there; who has no seat, or has met no database, has no question.
    """
    view = await _view_of(seat) if refused.status in {409, 422} and not request.htmx else None  # type: ignore[attr-defined]
    if view is None:
        raise refused
    regions = {**view.regions, "say": partials.said(refused.message, refused=True, stays=True)}
    if controls := slots.controls_in(view.regions["stage"]):
        regions["controls"] = slots.show_sent(controls, dict(request.POST.lists()))
    with override(view.snapshot.room.language):
        context = _page(replace(view, regions=regions))
        return render(request, "live/play/room.html", context, status=refused.status)


def _seat_of_post(request: HttpRequest, room_id: int) -> Seat:
    identity.refuse_foreign(request)
    identity.refuse_unproven(request)
    seat = identity.seat(request.COOKIES, room_id)
    if seat is None:
        raise Refused(_("This phone has no seat here. Join again with the code on the screen."), 403)
    return seat


def _round_id(request: HttpRequest) -> int:
    number = request.POST.get("round", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Refused(_("This question was not asked here."), 422)
    return int(number)


@revalidated
async def leave(request: HttpRequest, room_id: int) -> HttpResponse:
    """Ask whether the browser shall leave its seat ("Not you?"), and let it; the answers stay."""
    if request.method != "POST":
        return await _leave_page(request, room_id)
    seat = _seat_of_post(request, room_id)
    has_left = await writer.do(lambda: Participant.leave(seat))
    if has_left:
        hub.left(seat)
    response = redirect(await _door_of(room_id) if has_left and identity.in_frame(request) else "/")
    response.status_code = 303
    identity.delete_seat(response, room_id)
    return response


async def _leave_page(request: HttpRequest, room_id: int) -> HttpResponse:
    """Render the page with the way out, in the room's language; who has no seat is led to the room's page."""
    url = f"/play/{room_id}/"
    view = await _view_of(identity.seat(request.COOKIES, room_id))
    if view is None:
        return redirect(url)
    with override(view.snapshot.room.language):
        context = {"room": view.snapshot.room, "leave_url": f"{url}leave/", "room_url": url}
        return render(request, "live/play/leave.html", context)


async def _door_of(room_id: int) -> str:
    """Return the way back in for somebody who has left in a frame, where no site may show the page for codes."""
    return door_of(await hub.read(lambda: identity.find_room(pk=room_id)))


async def _view_of(seat: Seat | None) -> View | None:
    """Return what this seat sees, and note that it was here; None without a valid seat."""
    if seat is None:
        return None
    try:
        view = await hub.view(seat.room_id, "play", seat)
    except Refused:
        return None
    if view is not None:
        snapshot = view.snapshot
        hub.seen(seat, snapshot.round.pk if snapshot.round and snapshot.phase == Phase.OPEN else None)
    return view
