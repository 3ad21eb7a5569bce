"""Identifies who is asking: a host by login or pass, a participant by seat, a teacher by session."""

from collections.abc import Collection, Iterable, Mapping
from http.cookies import Morsel
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, parse_cookie
from django.utils.translation import gettext as _

from live import clock
from live.asgi.frames import IN_A_FRAME
from live.models import Room
from live.models.participant import Seat
from live.refusal import Refused

SEAT, SEATED, HOST, SCREEN = "seat", "seated", "host", "screen"
FRAMED, KEEPS = "seat_framed", "framed"
"The seat of a browser that shows us inside of another site's page, and the mark that it keeps cookies there."
SEAT_LASTS = 60 * 60 * 24 * 30
SCREEN_LASTS = 60 * 60 * 24
Morsel._reserved.setdefault("partitioned", "Partitioned")  # type: ignore[attr-defined]  # Python knows it from 3.14 on
Morsel._flags.add("partitioned")  # type: ignore[attr-defined]
_seats = signing.Signer(salt="live.seat")
_passes = signing.Signer(salt="live.host")
_screens = signing.Signer(salt="live.screen")
_names = signing.Signer(salt="live.suggestion")


def seat(cookies: Mapping[str, str], room_id: int) -> Seat | None:
    """Return the seat in this room that a browser's cookie names; the database decides whether it is still valid."""
    numbers = _signed(_seats, cookies.get(SEAT) or cookies.get(FRAMED, ""), 3)
    return Seat(*numbers) if numbers and numbers[0] == room_id else None


def give_seat(response: HttpResponse, request: HttpRequest, seat: Seat) -> None:
    """Set the cookie of a seat, for this room's addresses only."""
    value = _seats.sign(f"{seat.room_id}:{seat.participant_id}:{seat.number}")
    _set_cookie(response, request, FRAMED if in_frame(request) else SEAT, value, f"/play/{seat.room_id}/")


def mark_as_seated(response: HttpResponse, request: HttpRequest, key: str) -> None:
    """Mark the browser as seated at the QR's address, to which the seat's own cookie is not sent."""
    _set_cookie(response, request, SEATED, "1", f"/join/{key}/")


def delete_seat(response: HttpResponse, room_id: int) -> None:
    """Delete the cookie of the seat."""
    response.delete_cookie(SEAT, path=f"/play/{room_id}/", samesite="Lax")
    if settings.SHOW_FRAMED_BY:
        response.set_cookie(FRAMED, max_age=0, path=f"/play/{room_id}/", samesite="None", secure=True, httponly=True)
        response.cookies[FRAMED]["partitioned"] = True


def in_frame(request: HttpRequest) -> bool:
    """Tell whether another site's page shows this one, and may; only by https a cookie reaches us from there."""
    destination = request.headers.get("Sec-Fetch-Dest", "")
    return bool(settings.SHOW_FRAMED_BY) and request.is_secure() and destination in IN_A_FRAME


def try_cookies(response: HttpResponse, request: HttpRequest, key: str) -> HttpResponse:
    """Leave a mark on the nickname page in a frame, by which its form shows whether the browser keeps cookies there."""
    if in_frame(request):
        _set_cookie(response, request, KEEPS, "1", f"/join/{key}/")
    return response


def keeps_cookies(request: HttpRequest) -> bool:
    """Tell whether a seat's cookie would be kept; in a frame a browser without Partitioned keeps none."""
    return not in_frame(request) or KEEPS in request.COOKIES


def _set_cookie(response: HttpResponse, request: HttpRequest, name: str, value: str, path: str) -> None:
    """Set a cookie of one address, for this site's own pages or, in a frame, for the frame in that site alone."""
    framed = in_frame(request)
    samesite: Literal["Lax", "None"] = "None" if framed else "Lax"
    secure = request.is_secure()
    response.set_cookie(name, value, SEAT_LASTS, path=path, httponly=True, samesite=samesite, secure=secure)
    if framed:
        response.cookies[name]["partitioned"] = True


def give_pass(response: HttpResponse, request: HttpRequest, room: Room) -> None:
    """Make this browser a host of this room only, until "new code" or the end."""
    value = _passes.sign(f"{room.pk}:{room.host_pass}")
    path = f"/host/{room.pk}/"
    secure = request.is_secure()
    response.set_cookie(HOST, value, SEAT_LASTS, path=path, httponly=True, samesite="Lax", secure=secure)


def has_pass(cookies: Mapping[str, str], room: Room, *, ended: bool = False) -> bool:
    """Tell whether the browser has this room's pass, while its host is a teacher here and the room has not ended.

    `ended`: also after the end, for pages that only show how it ended.
    """
    if (room.ended_at is not None and not ended) or not room.host.is_active:
        return False
    return _signed(_passes, cookies.get(HOST, ""), 2) == [room.pk, room.host_pass]


def mark_screen(response: HttpResponse, request: HttpRequest, room: Room) -> None:
    """Mark the browser in which the signed-in host opened the screen: it follows to a new address, also signed out."""
    name, value, secure = f"{SCREEN}-{room.pk}", _screens.sign(str(room.pk)), request.is_secure()
    response.set_cookie(name, value, SCREEN_LASTS, path="/screen/", httponly=True, samesite="Lax", secure=secure)


def may_follow(cookies: Mapping[str, str], room: Room) -> bool:
    """Tell whether a screen in this browser may follow the room to a new address. Reads the database."""
    marked = _signed(_screens, cookies.get(f"{SCREEN}-{room.pk}", ""), 1) == [room.pk]
    return room.host.is_active and (marked or is_signed_in_host(cookies, room))


def is_signed_in_host(cookies: Mapping[str, str], room: Room) -> bool:
    """Tell whether the room's host is signed in, where no middleware says it. Reads the database."""
    session = session_key(cookies)
    return bool(session) and teacher(session).pk == room.host_id


def hosted_room(request: HttpRequest, room_id: int, *, ended: bool = False) -> Room:
    """Return the room to its host, by login or by pass; raises Http404 for everybody else.

    `ended`: a pass opens the room after its end, too, for looking; actions are refused there.
    """
    room = find_room(pk=room_id)
    if owns(request, room) or has_pass(request.COOKIES, room, ended=ended):
        return room
    raise Http404


def owns(request: HttpRequest, room: Room) -> bool:
    """Tell whether the host is signed in, who may do everything with the room."""
    return request.user.is_authenticated and request.user.pk == room.host_id


def own_room(request: HttpRequest, room_id: int) -> Room:
    """Return the room to its signed-in host, for what a pass does not open (results, deletion). Raises Http404."""
    room = find_room(pk=room_id)
    if not owns(request, room):
        raise Http404
    return room


def find_room(**key: Any) -> Room:
    """Return a room by its id or one of its keys. Raises Http404."""
    room = (
        Room.objects.select_related("round", "quiz", "host").defer("round__drawn", "quiz__find").filter(**key).first()
    )
    if room is None:
        raise Http404
    return room


def session_key(cookies: Mapping[str, str]) -> str:
    """Return the key of a teacher's session; "" without one."""
    return cookies.get(settings.SESSION_COOKIE_NAME, "")


def session_owners(keys: Collection[str]) -> dict[str, int]:
    """Return the users' ids of those sessions that have not expired, by one query."""
    found = Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now())
    owners = {each.session_key: each.get_decoded().get(SESSION_KEY, "") for each in found}
    return {key: int(owner) for key, owner in owners.items() if owner.isdecimal()}


def teacher(key: str) -> User | AnonymousUser:
    """Return the user of a session, as Django's middleware would. Reads the database."""
    request = HttpRequest()
    request.session = SessionStore(key or None)
    return get_user(request)


def cookies(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Read the cookies of a socket's handshake, as Django reads those of a request."""
    sent = ";".join(value.decode("latin-1") for name, value in headers if name == b"cookie")
    return {name: value for name, value in parse_cookie(sent).items() if name}


def refuse_foreign(request: HttpRequest) -> None:
    """Refuse (403) a post that comes from another site's page, as participants' posts carry no CSRF token."""
    site = request.headers.get("Sec-Fetch-Site")
    if site and site not in {"same-origin", "none"}:
        raise Refused(_("This came from another website and was not taken."), 403)
    origin = request.headers.get("Origin") or (None if site else request.headers.get("Referer"))
    if origin and _origin(origin) != _origin(f"{request.scheme}://{request.get_host()}"):
        raise Refused(_("This came from another website and was not taken."), 403)


def refuse_unproven(request: HttpRequest) -> None:
    """Refuse (403) a post by a seat in a frame that does not say its origin: other sites' posts have its cookie."""
    by_frame = not request.COOKIES.get(SEAT) and FRAMED in request.COOKIES
    proven = request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin")
    if by_frame and not proven:
        raise Refused(_("This came from another website and was not taken."), 403)


def sign_name(nickname: str) -> str:
    """Sign a nickname that we suggest, so that nobody can make one up."""
    return _names.sign(nickname)


def signed_name(value: str) -> str | None:
    """Return the nickname if we suggested it, else None."""
    try:
        return _names.unsign(value)
    except signing.BadSignature:
        return None


def address(request: HttpRequest) -> str:
    """Return the address that a request comes from; it serves the limits and is never stored."""
    return request.META.get("REMOTE_ADDR") or ""


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return "", None, None


def _signed(signer: signing.Signer, value: str, count: int) -> list[int] | None:
    try:
        numbers = [int(number) for number in signer.unsign(value).split(":")]
    except (signing.BadSignature, ValueError):
        return None
    return numbers if len(numbers) == count else None
