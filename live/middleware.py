"""The middleware of usual views: it turns refusals into pages and forbids caching."""

import logging
from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import sync_and_async_middleware

from live.refusal import GONE, away, refusal_of
from live.storage.outage import outage
from live.views.errors import refused

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class RefusedMiddleware:
    """Turns Refused into a page for usual views; the lean handler does the same for students."""

    sync_capable = async_capable = True

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Hand the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Refuse at once while the database is away, so that no thread waits for it."""
        return refused(request, away(request.method == "POST")) if outage.rests else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and an absent database; leave other errors to Django."""
        if isinstance(exception, GONE):
            logger.error("The database took nothing: %s", exception)
        refusal = refusal_of(exception, request.method == "POST")
        return refused(request, refusal) if refusal else None


@sync_and_async_middleware
def kept_nowhere(get_response: GetResponse) -> GetResponse:
    """Forbid caching of every answer of usual Django, also of refusals and errors."""

    def ours(response: HttpResponseBase) -> HttpResponseBase:
        add_never_cache_headers(response)
        return response

    async def later(request: HttpRequest) -> HttpResponseBase:
        return ours(await get_response(request))  # type: ignore[misc]

    def now(request: HttpRequest) -> HttpResponseBase:
        return ours(get_response(request))  # type: ignore[arg-type]

    return later if iscoroutinefunction(get_response) else now
