"""The screen: a read-only page with a link of its own and no login."""

from collections.abc import Mapping
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override

from live.access import identity
from live.models import FormerScreen, Room
from live.realtime.drawing import View
from live.realtime.hub import hub
from live.views.caching import revalidated
from live.views.polling import farewell, page, poll, turned


@revalidated
async def room(request: HttpRequest, key: str) -> HttpResponse:
    """Render the screen's page; an address that was replaced leads those who may to the new one."""
    view = await _view(key)
    if view is None:
        return await _follow(request, key)
    room = view.snapshot.room
    with override(room.language):
        response = render(request, "live/screen/room.html", page(view, f"/screen/{key}/"))
    is_hosts: bool = await hub.read(identity.is_signed_in_host, request.COOKIES, room)
    if is_hosts:
        identity.mark_screen(response, request, room)
    return response


@revalidated
async def state(request: HttpRequest, key: str, sounds: bool = False) -> HttpResponse:
    """Answer a poll of the screen's page; one whose address was replaced follows to the new one, or ends."""
    view = await _view(key)
    if view is not None:
        return poll(request, view, f"/screen/{key}/{'sound/' if sounds else ''}")
    former = await hub.read(_former, key, request.COOKIES)
    if former is not None:
        hub.screen_left(former.room_id, former.code, follows=bool(former.address))
    if former is None or not former.address:
        return farewell(request, "screen")
    return HttpResponse(status=204, headers={"HX-Redirect": former.address})


@revalidated
async def sound(request: HttpRequest, key: str) -> HttpResponse:
    """Turn the sounds of a screen's page on or off."""
    view = await _view(key)
    if view is None:
        return await _follow(request, key)
    return turned(request, view, f"/screen/{key}/")


async def _view(key: str) -> View | None:
    room_id = await hub.read(_room_id, key)
    return await hub.view(room_id, "screen") if room_id else None


def _room_id(key: str) -> int | None:
    return Room.objects.filter(screen_key=key).values_list("pk", flat=True).first()


class _Former(NamedTuple):
    """The room whose screen had a former key: its code, and the new address for a browser that may follow, else ""."""

    room_id: int
    code: str
    address: str


def _former(key: str, cookies: Mapping[str, str]) -> _Former | None:
    former = FormerScreen.objects.select_related("room__host").filter(key=key).first()
    if former is None:
        return None
    room = former.room
    may = identity.may_follow(cookies, room)
    return _Former(room.pk, room.code, reverse("screen-room", args=[room.screen_key]) if may else "")


async def _follow(request: HttpRequest, key: str) -> HttpResponse:
    former = await hub.read(_former, key, request.COOKIES)
    if former is None or not former.address:
        raise Http404
    hub.screen_left(former.room_id, former.code, follows=True)
    return redirect(former.address)
