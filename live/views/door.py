"""Joining: from a code, a QR or a link to a seat."""

import re
from random import SystemRandom

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from live.access import identity, limits
from live.content import nicknames, suggested_names
from live.content.faces import face
from live.content.lines import forgiving, line
from live.models import Knock, Pupil, Room
from live.models.keys import new_key
from live.models.participant import TOKEN_LENGTH, Seat
from live.realtime.hub import hub
from live.realtime.presence import MOMENT
from live.refusal import Refused
from live.rooms.joins import Join, Taken
from live.rooms.writer import writer
from live.views.caching import revalidated
from live.views.errors import message

MOST_BUTTONS = 60
"Names of a class that stand at the door; in a larger one people type their number."
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
        return too_many(request, wait)
    room = await hub.read(_room_by_code, code)
    if room is None and limits.count_wrong_code(address):
        error = _("No room has the code %(code)s. Look at the screen again.") % {"code": code}
        return render(request, "live/play/home.html", {"code": code, "error": error}, status=404)
    if room is None or limits.code_wait(address):
        return too_many(request, limits.code_wait(address))
    if room.ended_at is not None:
        return _ended(request)
    if room.roll_id is not None:  # whoever guesses a code must not come to the names of a class
        return await (_come_in(request, room) if request.method == "POST" else join_page(request, room))
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
    return await _come_in(request, room)


async def _come_in(request: HttpRequest, room: Room) -> HttpResponse:
    """Give a seat to whoever has sent the form of the nickname page."""
    identity.refuse_foreign(request)
    if not identity.keeps_cookies(request):
        return await join_page(request, room, request.POST.get("nickname", ""), _no_seat_in_a_frame())
    return await _take_seat(request, room)


def _no_seat_in_a_frame() -> Refused:
    words = _("Inside of another page your browser keeps no seat for you. Open this in a new window, and join there.")
    return Refused(words, 409)


async def _take_seat(request: HttpRequest, room: Room) -> HttpResponse:
    typed, pupil = request.POST.get("nickname", ""), await _pupil(request, room)
    suggested = None if typed.strip() else identity.signed_name(request.POST.get("suggested", ""))
    try:
        nickname = pupil.shown_as if pupil else suggested or nicknames.clean_nickname(typed)
        of_list = pupil.pk if pupil else None
        join = Join(room.pk, nickname, bool(suggested), request.arrived, _token(request), pupil=of_list)  # type: ignore[attr-defined]
        participant = await writer.join(join)
    except Taken as taken:
        return await _taken(request, room, taken)
    except Refused as refused:
        if refused.status != 422:
            raise
        return await join_page(request, room, typed, refused)
    return seated(request, room, Seat(room.pk, participant.pk, participant.seat))


async def _pupil(request: HttpRequest, room: Room) -> Pupil | None:
    """Return whom of the class list a press names, by a button or by their number. Raises Refused (422)."""
    if "pupil" not in request.POST and not request.POST.get("ident", "").strip():
        return None
    sent = request.POST.get("pupil", ""), request.POST.get("ident", "")
    if _knows_key(request, room) and (found := await hub.read(_of_roll, room, *sent)):
        return found
    raise Refused(_("That is not on the list of this class. Look again, or ask your teacher."), 422)


def _of_roll(room: Room, pk: str, ident: str) -> Pupil | None:
    pupils = Pupil.objects.filter(roll=room.roll_id)
    if pk:
        return pupils.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    return pupils.filter(ident__iexact=line(ident)).first()


def door_of(room: Room) -> str:
    """Return where somebody comes in again who may have typed the code: that must not lead to the names of a class."""
    return f"/join/{room.key}/" if room.roll_id is None else f"/{room.code}"


def _knows_key(request: HttpRequest, room: Room) -> bool:
    """Tell whether the browser came by the QR or a link, not by a code, which can be guessed."""
    return request.path.rstrip("/") != f"/{room.code}"


def _token(request: HttpRequest) -> str:
    """Return the token of the form, which gives one seat even if it is sent twice; "" if it is none of ours."""
    token = request.POST.get("token", "")
    return token if TOKEN.fullmatch(token) else ""


async def _taken(request: HttpRequest, room: Room, taken: Taken) -> HttpResponse:
    """Answer for a taken name: somebody who is not here may be asking to come back to it."""
    nickname = taken.participant.nickname if "pupil" in request.POST else request.POST.get("nickname", "")
    if hub.is_here(taken.participant):
        return await join_page(request, room, nickname, taken, is_here=True)
    if "ask_back" not in request.POST:
        return await join_page(request, room, nickname, taken, can_ask_back=True)
    knock = await writer.act(room.pk, lambda: Knock.at(taken.participant))
    return seated(request, room, Seat(room.pk, taken.participant.pk, knock.seat))


def seated(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """Lead to the room's page with the cookie of a seat."""
    response = redirect(f"/play/{seat.room_id}/")
    response.status_code = 303
    identity.give_seat(response, request, seat)
    if _knows_key(request, room):
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
    knows_key = _knows_key(request, room)
    pupils = await hub.read(_names, room) if knows_key and room.roll_id is not None else []
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
        "pupils": pupils if len(pupils) <= MOST_BUTTONS else [],
        "asks_ident": len(pupils) > MOST_BUTTONS,
        "post_url": f"/join/{room.key}/" if knows_key else f"/{room.code}",
        "in_frame": identity.in_frame(request),
    }
    return render(request, "live/play/join.html", context, status=error.status if error else 200)


def _names(room: Room) -> list[Pupil]:
    """Return the class list, without what the class may not see."""
    pupils = Pupil.objects.filter(roll=room.roll_id).only("shown_as")
    return sorted(pupils, key=lambda pupil: forgiving(pupil.shown_as))


def _room_by_code(code: str) -> Room | None:
    return Room.by_code(code)


def _ended(request: HttpRequest) -> HttpResponse:
    text_ = _("Its code does not work any more. If there is a new room, its code is on the screen.")
    return message(request, 410, _("This room has ended"), text_, [("/", _("Type another code"))])


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Answer somebody who has tried too many codes or cards."""
    text_ = _("Too many wrong codes came from here. Scan the QR on the screen instead: that always works.")
    response = message(request, 429, _("Wait a little"), text_, [("/", _("Back"))])
    response["Retry-After"] = str(wait)
    return response
