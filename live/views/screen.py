"""The screen: a read-only page with a link of its own and no login."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from live.models import Room
from live.realtime.drawing import View
from live.realtime.hub import hub
from live.views.caching import revalidated
from live.views.polling import farewell, page, poll


@revalidated
async def room(request: HttpRequest, key: str) -> HttpResponse:
    """Render the screen's page."""
    view = await _view(key)
    if view is None:
        raise Http404
    with override(view.snapshot.room.language):
        return render(request, "live/screen/room.html", page(view, f"/screen/{key}/"))


@revalidated
async def state(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a poll of the screen's page."""
    view = await _view(key)
    if view is None:
        return farewell(request, "screen")
    return poll(request, view, f"/screen/{key}/state/", f"/screen/{key}/live/")


async def _view(key: str) -> View | None:
    room_id = await hub.read(_room_id, key)
    return await hub.view(room_id, "screen") if room_id else None


def _room_id(key: str) -> int | None:
    return Room.objects.filter(screen_key=key).values_list("pk", flat=True).first()
