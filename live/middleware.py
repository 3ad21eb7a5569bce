"""What stands around every usual view: who may keep an answer, and what becomes of a refusal."""

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
    """Turns Refused into its page for usual views; the lean handler does the same for students."""

    sync_capable = async_capable = True

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Hand the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Hold no thread for a database that was not there just now."""
        return refused(request, away(request.method == "POST")) if outage.rests else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only a refusal is ours, and a database that takes nothing."""
        if isinstance(exception, GONE):
            logger.error("The database took nothing: %s", exception)
        refusal = refusal_of(exception, request.method == "POST")
        return refused(request, refusal) if refusal else None


@sync_and_async_middleware
def kept_nowhere(get_response: GetResponse) -> GetResponse:
    """Every answer of usual Django, refusals and errors too, is for who asked and for now."""

    def ours(response: HttpResponseBase) -> HttpResponseBase:
        add_never_cache_headers(response)
        return response

    async def later(request: HttpRequest) -> HttpResponseBase:
        return ours(await get_response(request))  # type: ignore[misc]

    def now(request: HttpRequest) -> HttpResponseBase:
        return ours(get_response(request))  # type: ignore[arg-type]

    return later if iscoroutinefunction(get_response) else now
