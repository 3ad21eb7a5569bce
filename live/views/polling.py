"""What all live pages share: the answer to a poll, and the context of a page."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from live.models import Phase
from live.realtime.drawing import View
from live.rendering import partials
from live.views.errors import message

REFRESH = 3
"Seconds between reloads of a page for teachers or the screen where there is no script."


def poll(request: HttpRequest, view: View, state_url: str, live_url: str) -> HttpResponse:
    """Answer a poll of any audience. `d` is the digest of what the page shows; `down` and `stale` say why it asks."""
    known = request.GET.get("d") == view.digest and "down" not in request.GET
    if known and partials.is_young(request.GET.get("at", "")):
        return HttpResponse(status=204)
    html = "" if known else partials.push_all(view.snapshot, view.regions)
    with override(view.snapshot.room.language):
        html += partials.link(state_url, view.digest)
    if "stale" in request.GET:
        html += partials.socket(live_url)
    return HttpResponse(html)


def farewell(request: HttpRequest, audience: str) -> HttpResponse:
    """Answer a poll of a page whose access has ended: it says so and stops polling."""
    if request.headers.get("HX-Request"):
        return HttpResponse(partials.farewell(audience), status=403)
    sentence, url, label = partials.FAREWELLS[audience]
    return message(request, 403, sentence, "", [(str(url), str(label))])


def page(view: View, url: str, focus: bool = False) -> dict[str, object]:
    """Return the context that the pages of screen, host and presenter share."""
    return {
        "room": view.snapshot.room,
        "regions": partials.page(view.snapshot, view.regions, focus),
        "refresh": REFRESH if view.snapshot.phase != Phase.ENDED else None,
        "live_url": f"{url}live/",
        "keep_open": True,
        "link_box": partials.link_page(f"{url}state/", view.digest),
    }
