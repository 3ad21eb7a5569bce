"""Joining: from a code, a QR or a link to a seat."""

import re
from random import SystemRandom

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from live.access import identity, limits
from live.content import nicknames, suggested_names
from live.content.faces import face
from live.models import Knock, Room
from live.models.keys import new_key
from live.models.participant import TOKEN_LENGTH, Seat
from live.realtime.hub import hub
from live.realtime.presence import MOMENT
from live.refusal import Refused
from live.rooms.joins import Join, Taken
from live.rooms.writer import writer
from live.views.caching import revalidated
from live.views.errors import message

TOKEN = re.compile(rf"[\w-]{{{TOKEN_LENGTH}}}", re.ASCII)


async def home(request: HttpRequest) -> HttpResponse:
    """Show the field for the code, or redirect a typed code."""
    if "code" not in request.GET:
        return render(request, "live/play/home.html")
    typed = request.GET["code"]
    code = "".join(str(int(char)) for char in typed if char.isdecimal())
    if len(code) == 6 and not re.search(r"[^\d\s.-]", typed):
        return redirect(f"/{code}")
    error = _("A code has six digits. Look at the screen again.")
    return render(request, "live/play/home.html", {"code": typed[:9], "error": error}, status=422)


async def code(request: HttpRequest, code: str) -> HttpResponse:
    """Redirect from a code to its room's join page; wrong codes are counted for each address.

    Guesses that come at once are looked up one after the other, and those after the last allowed one reveal nothing.
    """
    address = identity.address(request)
    if wait := limits.code_wait(address):
        return _too_many(request, wait)
    room = await hub.read(_room_by_code, code)
    if room is None and limits.count_wrong_code(address):
        error = _("No room has the code %(code)s. Look at the screen again.") % {"code": code}
        return render(request, "live/play/home.html", {"code": code, "error": error}, status=404)
    if room is None or limits.code_wait(address):
        return _too_many(request, limits.code_wait(address))
    if room.ended_at is not None:
        return _ended(request)
    return redirect(f"/join/{room.key}/")


@revalidated
async def join(request: HttpRequest, key: str) -> HttpResponse:
    """The QR's address: the nickname page, or a redirect to the room's page for a seated browser; POST gives a seat."""
    room = await hub.room_by_key(key)
    if room is None:
        text_ = _("This link or QR has been replaced. Use the one that is on the screen now, or type the code.")
        return message(request, 404, _("This link is not valid any more"), text_, [("/", _("Type a code"))])
    if request.method != "POST":
        if identity.SEATED in request.COOKIES:
            return redirect(f"/play/{room.pk}/?key={key}")
        return identity.try_cookies(await join_page(request, room), request, key)
    identity.refuse_foreign(request)
    if not identity.keeps_cookies(request):
        return await join_page(request, room, request.POST.get("nickname", ""), _no_seat_in_a_frame())
    return await _take_seat(request, room)


def _no_seat_in_a_frame() -> Refused:
    words = _("Inside of another page your browser keeps no seat for you. Open this in a new window, and join there.")
    return Refused(words, 409)


async def _take_seat(request: HttpRequest, room: Room) -> HttpResponse:
    typed = request.POST.get("nickname", "")
    suggested = None if typed.strip() else identity.signed_name(request.POST.get("suggested", ""))
    try:
        nickname = suggested or nicknames.clean_nickname(typed)
        participant = await writer.join(Join(room.pk, nickname, bool(suggested), request.arrived, _token(request)))  # type: ignore[attr-defined]
    except Taken as taken:
        return await _taken(request, room, taken)
    except Refused as refused:
        if refused.status != 422:
            raise
        return await join_page(request, room, typed, refused)
    return _seated(request, room, Seat(room.pk, participant.pk, participant.seat))


def _token(request: HttpRequest) -> str:
    """Return the token of the form, which gives one seat even if it is sent twice; "" if it is none of ours."""
    token = request.POST.get("token", "")
    return token if TOKEN.fullmatch(token) else ""


async def _taken(request: HttpRequest, room: Room, taken: Taken) -> HttpResponse:
    """Answer for a taken name: somebody who is not here may be asking to come back to it."""
    if hub.is_here(taken.participant):
        return await join_page(request, room, request.POST.get("nickname", ""), taken, is_here=True)
    if "ask_back" not in request.POST:
        return await join_page(request, room, request.POST.get("nickname", ""), taken, can_ask_back=True)
    knock = await writer.act(room.pk, lambda: Knock.at(taken.participant))
    return _seated(request, room, Seat(room.pk, taken.participant.pk, knock.seat))


def _seated(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    response = redirect(f"/play/{seat.room_id}/")
    response.status_code = 303
    identity.give_seat(response, request, seat)
    identity.mark_as_seated(response, request, room.key)
    return response


async def join_page(
    request: HttpRequest, room: Room, nickname: str = "", error: Refused | None = None, **whose: bool
) -> HttpResponse:
    """Render the nickname page. `whose`, for a taken name: can_ask_back or is_here."""
    if room.ended_at is not None:
        return _ended(request)
    if room.locked:
        text_ = _("Nobody new can come in at the moment. Ask your teacher to unlock it, then scan or type again.")
        return message(request, 403, _("This room is locked"), text_, [(f"/join/{room.key}/", _("Try again"))])
    taken = hub.nickname_keys(room.pk)
    suggestion = suggested_names.suggest(taken, SystemRandom(), len(taken), room.language)
    context = {
        "room": room,
        "suggestion": suggestion,
        "face": face(suggestion),
        "token": new_key(),
        "suggestion_signed": identity.sign_name(suggestion),
        "nickname": nickname[:64],
        "error": error.message if error else "",
        "suggested_only": room.rules.suggested_only,
        "asks_names": room.rules.asks_names,
        "here_seconds": MOMENT,
        **whose,
        "post_url": f"/join/{room.key}/",
        "in_frame": identity.in_frame(request),
    }
    return render(request, "live/play/join.html", context, status=error.status if error else 200)


def _room_by_code(code: str) -> Room | None:
    return Room.by_code(code)


def _ended(request: HttpRequest) -> HttpResponse:
    text_ = _("Its code does not work any more. If there is a new room, its code is on the screen.")
    return message(request, 410, _("This room has ended"), text_, [("/", _("Type another code"))])


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    text_ = _("Too many wrong codes came from here. Scan the QR on the screen instead: that always works.")
    response = message(request, 429, _("Wait a little"), text_, [("/", _("Back"))])
    response["Retry-After"] = str(wait)
    return response
