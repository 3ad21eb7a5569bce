"""Identifies who is asking: a host by login or pass, a participant by seat, a teacher by session."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
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
from live.models import Room
from live.models.participant import Seat
from live.refusal import Refused

SEAT, SEATED, HOST = "seat", "seated", "host"
SEAT_LASTS = 60 * 60 * 24 * 30
_seats = signing.Signer(salt="live.seat")
_passes = signing.Signer(salt="live.host")
_names = signing.Signer(salt="live.suggestion")


def seat(cookies: Mapping[str, str], room_id: int) -> Seat | None:
    """Return the seat in this room that a browser's cookie names; the database decides whether it is still valid."""
    numbers = _signed(_seats, cookies.get(SEAT, ""), 3)
    return Seat(*numbers) if numbers and numbers[0] == room_id else None


def give_seat(response: HttpResponse, request: HttpRequest, seat: Seat) -> None:
    """Set the cookie of a seat, for this room's addresses only."""
    value = _seats.sign(f"{seat.room_id}:{seat.participant_id}:{seat.number}")
    path = f"/play/{seat.room_id}/"
    secure = request.is_secure()
    response.set_cookie(SEAT, value, SEAT_LASTS, path=path, httponly=True, samesite="Lax", secure=secure)


def mark_as_seated(response: HttpResponse, request: HttpRequest, key: str) -> None:
    """Mark the browser as seated at the QR's address, to which the seat's own cookie is not sent."""
    secure = request.is_secure()
    response.set_cookie(SEATED, "1", SEAT_LASTS, path=f"/join/{key}/", httponly=True, samesite="Lax", secure=secure)


def delete_seat(response: HttpResponse, room_id: int) -> None:
    """Delete the cookie of the seat."""
    response.delete_cookie(SEAT, path=f"/play/{room_id}/", samesite="Lax")


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
    room = Room.objects.select_related("round", "quiz", "host").filter(**key).first()
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
