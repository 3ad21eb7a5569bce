"""What all live pages share: the answer to a poll, and the context of a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override

from live.models import Phase
from live.realtime.drawing import View
from live.rendering import partials, sounds
from live.views.errors import message

REFRESH = 3
"Seconds between reloads of a page for teachers or the screen where there is no script."


def poll(request: HttpRequest, view: View, url: str) -> HttpResponse:
    """Answer a poll of any audience, whose addresses begin with `url`.

    `d` is the digest of what the page shows; `down` and `stale` say why it asks.
    """
    known = request.GET.get("d") == view.digest and "down" not in request.GET
    if known and partials.is_young(request.GET.get("at", "")):
        return HttpResponse(status=204)
    html = "" if known else partials.push_all(view.snapshot, view.regions)
    with override(view.snapshot.room.language):
        html += partials.link(f"{url}state/", view.digest)
    if "stale" in request.GET:
        html += partials.socket(f"{url}live/")
    return HttpResponse(html)


def turned(request: HttpRequest, view: View, url: str) -> HttpResponse:
    """Turn the sounds of a page on or `off`: the page whose addresses have `sound/` at their end plays them.

    So nothing remembers it but the page, and a reload is quiet.
    """
    if not request.headers.get("HX-Request"):
        return redirect(url)
    on = "off" not in request.GET
    with override(view.snapshot.room.language):
        switch = sounds.switch(f"{url}sound/", on)
    return HttpResponse(switch + partials.socket(f"{url}{'sound/' if on else ''}live/"))


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
        "sound_url": f"{url}sound/",
        "keep_open": True,
        "link_box": partials.link_page(f"{url}state/", view.digest),
    }
