"""Which answers may be kept: a teacher's never, so that going back after signing out shows nothing."""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import sync_and_async_middleware
from django.views.decorators.cache import cache_control

Answers = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]

asked_anew = cache_control(private=True, no_cache=True)
"For students' pages, which show whose they are: in no cache that others use; going back and forth stays quick."


@sync_and_async_middleware
def kept_nowhere(get_response: Answers) -> Answers:
    """Every answer of usual Django, refusals and errors too, is for who asked and for now."""

    def ours(response: HttpResponseBase) -> HttpResponseBase:
        add_never_cache_headers(response)
        return response

    async def later(request: HttpRequest) -> HttpResponseBase:
        return ours(await get_response(request))  # type: ignore[misc]

    def now(request: HttpRequest) -> HttpResponseBase:
        return ours(get_response(request))  # type: ignore[arg-type]

    return later if iscoroutinefunction(get_response) else now
