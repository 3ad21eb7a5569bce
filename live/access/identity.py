"""Who is asking: a host by login or pass, a participant by seat, a screen by key."""

from collections.abc import Collection, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
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
    """The seat that a browser's cookie names in this room; whether it is still good, the database says."""
    numbers = _signed(_seats, cookies.get(SEAT, ""), 3)
    return Seat(*numbers) if numbers and numbers[0] == room_id else None


def give_seat(response: HttpResponse, request: HttpRequest, seat: Seat) -> None:
    """Put the seat into the browser, for this room's addresses alone."""
    value = _seats.sign(f"{seat.room_id}:{seat.participant_id}:{seat.number}")
    path = f"/play/{seat.room_id}/"
    secure = request.is_secure()
    response.set_cookie(SEAT, value, SEAT_LASTS, path=path, httponly=True, samesite="Lax", secure=secure)


def mark_door(response: HttpResponse, request: HttpRequest, key: str) -> None:
    """Let the QR's address know that this browser has a seat behind it: the seat itself is not sent there."""
    secure = request.is_secure()
    response.set_cookie(SEATED, "1", SEAT_LASTS, path=f"/join/{key}/", httponly=True, samesite="Lax", secure=secure)


def take_seat(response: HttpResponse, room_id: int) -> None:
    """Take the seat out of the browser."""
    response.delete_cookie(SEAT, path=f"/play/{room_id}/", samesite="Lax")


def give_pass(response: HttpResponse, request: HttpRequest, room: Room) -> None:
    """Make this browser a host of this room alone, until "new code" or the end."""
    value = _passes.sign(f"{room.pk}:{room.host_pass}")
    path = f"/host/{room.pk}/"
    secure = request.is_secure()
    response.set_cookie(HOST, value, SEAT_LASTS, path=path, httponly=True, samesite="Lax", secure=secure)


def has_pass(cookies: Mapping[str, str], room: Room, *, ended: bool = False) -> bool:
    """The browser carries this room's pass, its host is still a teacher here, and the room has not ended.

    `ended`: also when it has, for pages that only show how it ended.
    """
    if (room.ended_at is not None and not ended) or not room.host.is_active:
        return False
    return _signed(_passes, cookies.get(HOST, ""), 2) == [room.pk, room.host_pass]


def hosted_room(request: HttpRequest, room_id: int, *, ended: bool = False) -> Room:
    """The room for its host, by login or by pass; for anybody else it is not there (Http404).

    `ended`: a pass opens it even then, to look; whoever acts is told that the room has ended.
    """
    room = find_room(pk=room_id)
    if owns(request, room) or has_pass(request.COOKIES, room, ended=ended):
        return room
    raise Http404


def owns(request: HttpRequest, room: Room) -> bool:
    """The host by login, to whom all is open that belongs to the room."""
    return request.user.is_authenticated and request.user.pk == room.host_id


def own_room(request: HttpRequest, room_id: int) -> Room:
    """The room for its host by login: what a pass does not open (results, deletion)."""
    room = find_room(pk=room_id)
    if not owns(request, room):
        raise Http404
    return room


def find_room(**key: Any) -> Room:
    """One room by id or by one of its keys. Raises Http404."""
    room = Room.objects.select_related("round", "quiz", "host").filter(**key).first()
    if room is None:
        raise Http404
    return room


def session_key(cookies: Mapping[str, str]) -> str:
    """The key of a teacher's session, "" without one."""
    return cookies.get(settings.SESSION_COOKIE_NAME, "")


def session_owners(keys: Collection[str]) -> dict[str, int]:
    """Whose these sessions are, of those that have not expired, by one query."""
    found = Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now())
    owners = {each.session_key: each.get_decoded().get(SESSION_KEY, "") for each in found}
    return {key: int(owner) for key, owner in owners.items() if owner.isdecimal()}


def teacher(key: str) -> User | AnonymousUser:
    """Who the session belongs to, as Django's middleware would say. Reads the database."""
    request = HttpRequest()
    request.session = SessionStore(key or None)
    return get_user(request)


def cookies(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The cookies of a socket's handshake; nonsense is as good as none."""
    jar: SimpleCookie = SimpleCookie()
    for name, value in headers:
        if name == b"cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                continue
    return {name: morsel.value for name, morsel in jar.items()}


def refuse_foreign(request: HttpRequest) -> None:
    """Participants' posts carry no token: those that come from another site's page are refused (403)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site and site not in {"same-origin", "none"}:
        raise Refused(_("This came from another website and was not taken."), 403)
    origin = request.headers.get("Origin") or (None if site else request.headers.get("Referer"))
    if origin and _origin(origin) != _origin(f"{request.scheme}://{request.get_host()}"):
        raise Refused(_("This came from another website and was not taken."), 403)


def sign_name(nickname: str) -> str:
    """A suggested nickname that nobody can make up."""
    return _names.sign(nickname)


def signed_name(value: str) -> str | None:
    """The nickname, when we suggested it."""
    try:
        return _names.unsign(value)
    except signing.BadSignature:
        return None


def address(request: HttpRequest) -> str:
    """Where a request comes from, for limits alone; never kept."""
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
