"""The lean handler for students: Django's requests, URLs and views, without middleware, signals or threads."""

from __future__ import annotations

import asyncio
import inspect
import logging
import re
import weakref
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.handlers.asgi import ASGIHandler, ASGIRequest, get_script_prefix
from django.http import Http404, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.urls import get_resolver, resolve, set_script_prefix
from django.utils import translation
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from live.asgi import pages
from live.asgi.messages import Receive, Scope, Send, header
from live.asgi.request import Request
from live.refusal import Refused, refusal_of

BODY_BYTES = 16 * 1024
IN_FLIGHT = 6000  # requests at once, as a full hall sends them
IN_HAND = 200  # of them worked on side by side; Django's objects for all of them cost 13 KiB a request
STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (Http404, 404),
    (PermissionDenied, 403),
    (SuspiciousOperation, 400),
    (BadRequest, 400),
    (MultiPartParserError, 400),
)
STUDENTS = re.compile(r"/(?:[0-9]{6}/?|(?:join|me|play|screen)/.*)?", re.DOTALL)
logger = logging.getLogger("live.asgi.lean")


def is_students(path: str) -> bool:
    """Tell whether a path is one of participants and screens: /, /<6 digits>, /join/…, /me/…, /play/…, /screen/…."""
    return STUDENTS.fullmatch(path) is not None


class _Gone(Exception):
    """The browser left before its request was complete."""


class LeanHandler(ASGIHandler):
    """An ASGI app for async views that hold no thread and no connection while they wait.

    `now` stamps arrivals; `refused` is the view (request, exception) that shows a Refused; `language` returns the
    language in which a request is answered.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        refused: Callable[..., Any],
        limit: int = IN_FLIGHT,
        language: Callable[[ASGIRequest], str] = translation.get_language_from_request,
    ) -> None:
        # Not Django's own __init__: it loads the middleware that this handler exists to do without.
        self.now, self.refused, self.language = now, refused, language
        self.limit = limit
        self.in_flight = 0
        self.in_hand = asyncio.Semaphore(IN_HAND)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or tell it at once that there are too many."""
        arrived = self.now()
        if self.in_flight >= self.limit:
            return await pages.too_full(scope, send)
        self.in_flight += 1
        try:
            await self._serve(scope, receive, send, arrived)
        except _Gone:
            pass
        finally:
            self.in_flight -= 1

    async def _serve(self, scope: Scope, receive: Receive, send: Send, arrived: datetime) -> None:
        body = await _body(scope, receive)
        async with self.in_hand:
            await self._answer(scope, body, send, arrived)

    async def _answer(self, scope: Scope, body: bytes | None, send: Send, arrived: datetime) -> None:
        set_script_prefix(get_script_prefix(scope))
        request = Request(scope, BytesIO(body or b""))
        request.arrived = arrived  # type: ignore[attr-defined]
        # A weak reference: a cycle would keep each request for the garbage collector, 23 KiB for each student.
        request.htmx = HtmxDetails(weakref.proxy(request))  # type: ignore[attr-defined]
        with translation.override(self.language(request)):
            response = await self._page(request, body)
        if response is None:
            return await pages.broken(scope, send)
        await self.send_response(_with_length(response), send)

    async def _page(self, request: ASGIRequest, body: bytes | None) -> HttpResponseBase | None:
        try:
            try:
                return await _view(request, body)
            except Exception as error:
                return await self._error_page(request, error)
        except Exception:
            logger.exception("The page for an error failed: %s", request.method)
            return None

    async def _error_page(self, request: ASGIRequest, error: Exception) -> HttpResponseBase:
        if refusal := refusal_of(error, request.method == "POST"):
            return await _response_of(self.refused, request, refusal)
        status = next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
        if status == 500:
            match = request.resolver_match
            route = match.route if match else "?"  # not the path: it holds keys and codes
            logger.error("A bug in %s %s", request.method, route, exc_info=error)
            return await _response_of(get_resolver().resolve_error_handler(500), request)
        if status == 400:
            request._mark_post_parse_error()  # type: ignore[attr-defined]  # as Django does: reading it again would raise again
        return await _response_of(get_resolver().resolve_error_handler(status), request, exception=error)


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """Return the request's body; None when it is too long. Raises _Gone."""
    declared = header(scope, b"content-length")
    if declared.isascii() and declared.isdigit() and int(declared[:12]) > BODY_BYTES:
        return None
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        if len(body) > BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return body


async def _view(request: ASGIRequest, body: bytes | None) -> HttpResponseBase:
    if body is None:
        raise Refused(_("That is too long to be sent."), 413)
    match = resolve(request.path_info, urlconf=settings.ROOT_URLCONF)
    request.resolver_match = match
    return await _response_of(match.func, request, *match.args, **match.kwargs)


async def _response_of(view: Callable[..., Any], *args: Any, **kwargs: Any) -> HttpResponseBase:
    response = view(*args, **kwargs)
    if inspect.isawaitable(response):
        response = await response
    if not isinstance(response, HttpResponseBase):
        raise TypeError(f"{view!r} returned no response")
    return response


def _with_length(response: HttpResponseBase) -> HttpResponseBase:
    """Set the Content-Length, as there is no middleware that does."""
    if not response.streaming and response.status_code not in (204, 304):
        response.headers.setdefault("Content-Length", str(len(response.content)))  # type: ignore[attr-defined]
    return response
