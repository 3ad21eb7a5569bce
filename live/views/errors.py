"""Errors as pages in the layout, or as a sentence for the page that is already open."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.refusal import Away, NotRead, Refused
from live.rendering import partials

AGAIN_SECONDS = 5
HEADINGS = {
    403: gettext_lazy("Not for you"),
    404: gettext_lazy("Nobody raised a hand here"),
    409: gettext_lazy("Not now"),
    410: gettext_lazy("Not any more"),
    413: gettext_lazy("Too long"),
    422: gettext_lazy("That did not work"),
    429: gettext_lazy("Too many tries"),
    503: gettext_lazy("One moment"),
}
UNREADABLE, TOO_MUCH = gettext_lazy("That could not be read"), gettext_lazy("Too much at once")
UNREAD: tuple[tuple[type[Exception], int, str | Promise], ...] = (
    (
        TooManyFilesSent,
        413,
        gettext_lazy("These are too many files at once. Nothing was changed: go back, and choose fewer."),
    ),
    (
        TooManyFieldsSent,
        413,
        gettext_lazy("This form has too many fields. Nothing was changed: go back, and send less at once."),
    ),
    (
        RequestDataTooBig,
        413,
        gettext_lazy("This text is too long. Nothing was changed: go back, and send less at once."),
    ),
    (
        MultiPartParserError,
        400,
        gettext_lazy("This did not arrive whole. Nothing was changed: go back, and send it again."),
    ),
)
"What Django raises of forms that it does not read to their end."
NUMBERED = {400, 403, 404, 500}
"Errors that people know by their number."
TEACHERS = {
    "login",
    "logout",
    "password",
    "signin",
    "welcome",
    "teachers",
    "quizzes",
    "vote",
    "address",
    "rooms",
    "rolls",
}
"The first parts of the addresses that are for teachers only."


def message(
    request: HttpRequest,
    status: int,
    heading: str | Promise,
    text: str = "",
    links: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """Render a page that says what happened and what to do next; for htmx a visible sentence in `#say`."""
    if getattr(request, "htmx", False):
        return HttpResponse(partials.say(text or str(heading), refused=True), status=status)
    links = [("/", _("Type a code")), ("/quizzes/", _("For teachers"))] if links is None else links
    context = {"heading": heading, "text": text, "links": links, "number": status if status in NUMBERED else ""}
    return render(request, "live/message.html", context, status=status)


def no_seat(request: HttpRequest) -> HttpResponse:
    """Refuse a browser without a seat."""
    text = _("This phone has no seat in that room, or the seat was ended. Join with the code or the QR on the screen.")
    return message(request, 403, _("You are not in this room"), text, [("/", _("Type the code"))])


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """Answer a Refused."""
    if isinstance(exception, Away):
        return _away(request, exception)
    heading = HEADINGS.get(exception.status, HEADINGS[422])
    return message(request, exception.status, heading, exception.message, _way_back(request))


def _away(request: HttpRequest, exception: Away) -> HttpResponse:
    """Answer without the session, as there is no database; a live page shows what that means for it."""
    if getattr(request, "htmx", False):
        if isinstance(exception, NotRead):
            return HttpResponse(partials.outage(request.path.split("/")[1], True), status=503)
        return HttpResponse(partials.say(exception.message, refused=True), status=503)
    links = _way_back(request) if request.method == "POST" else [(request.path, _("Try again"))]
    context = {"heading": HEADINGS[503], "text": exception.message, "links": links}
    response = HttpResponse(render_to_string("live/message.html", context), status=503)
    if request.method != "POST":
        response["Refresh"] = str(AGAIN_SECONDS)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return message(request, 404, HEADINGS[404], _("The address is wrong, or what was here has been deleted."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    text = _("You may not see this. Sign in, or ask whoever gave you the link.")
    return message(request, 403, _("Not for you"), text)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 to what cannot be read, 413 to a form with too much of something; nothing was read of either."""
    for kind, status, words in UNREAD:
        if isinstance(exception, kind):
            return message(request, status, TOO_MUCH if status == 413 else UNREADABLE, str(words), _way_back(request))
    return message(request, 400, UNREADABLE, _("Nothing was changed. Go back and try again."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    text = _("This is our mistake, not yours. What was received before is safe. Wait a moment and try again.")
    return message(request, 500, _("Something broke here"), text, [(request.path, _("Try again"))])


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that is too old or comes from another site."""
    text = _("This page was open too long, or cookies are off. Nothing was changed. Reload the page, then try again.")
    return message(request, 403, _("Please try again"), text, _way_back(request))


def _way_back(request: HttpRequest) -> list[tuple[str, str]]:
    """Return a link to the page with the form: a room's by its address, a teacher's by the Referer."""
    parts = request.path.split("/")
    page = "/".join(parts[:3]) + "/" if parts[1] in {"play", "host", "join"} and len(parts) > 3 else "/"
    return [(_teachers_page(request) if parts[1] in TEACHERS else page, _("Back"))]


def _teachers_page(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if page and ours else "/quizzes/"
