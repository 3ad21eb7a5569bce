"""A URL configuration whose views do all that the lean handler must cope with."""

import asyncio

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import get_language

from live.refusal import Refused


def _handler(status):
    def page(request, exception=None):
        return HttpResponse(f"page {status}: {exception}", status=status)

    return page


async def _not_found(request, exception):
    return HttpResponse("page 404, from a coroutine", status=404)


handler400, handler403, handler404, handler500 = _handler(400), _handler(403), _not_found, _handler(500)
RAISED = {
    "http404": Http404("x"),
    "denied": PermissionDenied("x"),
    "suspicious": SuspiciousOperation("x"),
    "bad": BadRequest("x"),
    "refused": Refused("Time's up.", 422),
    "bug": ZeroDivisionError("x"),
}
gate = asyncio.Event()


async def refused(request, exception):
    """As live.views.errors does it."""
    return HttpResponse(f"refused: {exception.message}", status=exception.status)


async def raising(request, name):
    """Raise what the path names."""
    raise RAISED[name]


async def echo(request):
    """What came in by POST."""
    return HttpResponse(repr(request.POST.dict()))


async def about(request):
    """What the handler put on the request."""
    return HttpResponse(f"{request.arrived.isoformat()} htmx={bool(request.htmx)} {get_language()}")


async def leave(request):
    """A redirect with a cookie."""
    response = HttpResponseRedirect("/play/about/")
    response.set_cookie("seat", "1", path="/play/")
    return response


async def held(request):
    """Answers when the test opens the gate."""
    await gate.wait()
    return HttpResponse("held")


async def nothing(request):
    """Forgets to answer."""


def plain(request):
    """A view that is no coroutine."""
    return HttpResponse("plain")


urlpatterns = [
    path("", plain),
    path("play/echo/", echo),
    path("play/about/", about),
    path("play/leave/", leave),
    path("play/held/", held),
    path("play/nothing/", nothing),
    path("play/<name>/", raising),
    path("host/echo/", echo),
]
