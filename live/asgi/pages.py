"""The pages that are sent without Django: wrong address, unreadable, unknown method, too long, too full, broken."""

from __future__ import annotations

from functools import cache
from html import escape

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _

from live.asgi.messages import Scope, Send, answer, header

HTML = (b"content-type", b"text/html; charset=utf-8")
PAGE = (
    '<!doctype html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<title>{title}</title>{style}</head><body class="page narrow">'
    '<header class="top"><span class="brand">{mark}{name}</span></header>'
    '<main id="main"><div class="message">{number}<h1>{title}</h1><p class="lead" role="status">{words}</p>{link}</div>'
    "</main></body></html>"
)
PARTIAL = '<hx-partial hx-target="#say" hx-swap="innerHTML"><span class="refused">{words}</span></hx-partial>'
ALLOW = (b"allow", b"GET, HEAD, POST")
AGAIN_SECONDS = 5
STYLESHEET, MARK = "live/phone.css", "live/icon.svg"


def browser_language(scope: Scope) -> str:
    """Return our best language for the browser's Accept-Language, chosen as for Django's pages."""
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = header(scope, b"accept-language")
    return translation.get_language_from_request(request)


@cache
def _files() -> dict[str, str]:
    """Return the links to stylesheet and icon; none where static files are not collected: a plain page is better."""
    try:
        style, mark = escape(static(STYLESHEET)), escape(static(MARK))
    except ValueError:
        return {"style": "", "mark": ""}
    icon = f'<link rel="icon" href="{mark}" type="image/svg+xml">'
    return {
        "style": f'{icon}<link rel="stylesheet" href="{style}">',
        "mark": f'<img class="mark" src="{mark}" alt="" width="30" height="30"> ',
    }


def page(title: str, words: str, link: str = "", number: int = 0) -> bytes:
    """Return a page made without a template, with stylesheet and mark of the layout and in the active language."""
    said = {"title": escape(title), "words": escape(words), "name": escape(_("Show of Hands"))}
    said |= {"lang": translation.get_language() or "en", "dir": "rtl" if translation.get_language_bidi() else "ltr"}
    told = f'<p class="num" aria-hidden="true">{number}</p>' if number else ""
    return PAGE.format(**said, **_files(), number=told, link=link).encode()


def _own_path(scope: Scope) -> str:
    """Return the requested path as an address of ours: `//evil.example/` would lead a browser elsewhere."""
    raw: bytes = scope.get("raw_path") or b""
    return "/" + raw.partition(b"?")[0].decode("ascii", "replace").lstrip("/\\")


async def too_full(scope: Scope, send: Send) -> None:
    """Send 503: nothing was received. htmx shows it in `#say`; a page reloads itself."""
    path = _own_path(scope)
    with translation.override(browser_language(scope)):
        words = _("Not received yet, tap again") if scope["method"] == "POST" else _("Many are coming in. One moment.")
        if header(scope, b"hx-request") == "true":
            body, again = PARTIAL.format(words=escape(_("Not received yet, tap again"))).encode(), []
        else:
            link = (
                f'<p class="actions"><a class="button primary" href="{escape(path)}">{escape(_("Try again"))}</a></p>'
            )
            body = page(_("One moment"), words, link)
            again = [(b"refresh", f"{AGAIN_SECONDS}; url={path}".encode("latin-1", "replace"))]
    await answer(send, 503, body, [HTML, (b"cache-control", b"no-store"), (b"retry-after", b"5"), *again])


async def open_outside(scope: Scope, send: Send) -> None:
    """Send a page with a link that opens a window of its own: in a frame by http nobody can have a seat."""
    with translation.override(browser_language(scope)):
        label, path = escape(_("Open in a new window")), escape(_own_path(scope))
        link = f'<p class="actions"><a class="button primary" href="{path}" target="_blank">{label}</a></p>'
        body = page(_("One step more"), _("Inside of another page your browser keeps no seat for you."), link)
    await answer(send, 200, body, [HTML, (b"cache-control", b"no-store")])


async def wrong_host(scope: Scope, send: Send) -> None:
    """Send 400: this program does not answer under the name that the browser asked for."""
    with translation.override(browser_language(scope)):
        words = _("This program does not answer under this address. Use the one on the screen or in the terminal.")
        body = page(_("Unknown address"), words, number=400)
    await answer(send, 400, body, [HTML])


async def unreadable(scope: Scope, send: Send) -> None:
    """Send 400: the request says what cannot be read, so nothing of it was."""
    with translation.override(browser_language(scope)):
        body = _sentence(scope, 400, _("That could not be read"), _("Nothing was changed. Go back and try again."))
    await answer(send, 400, body, [HTML])


async def unknown_method(scope: Scope, send: Send) -> None:
    """Send 405: no page of ours takes this method."""
    with translation.override(browser_language(scope)):
        body = _sentence(scope, 405, _("That did not work"), _("This address cannot do that."))
    await answer(send, 405, body, [HTML, ALLOW])


def _sentence(scope: Scope, status: int, title: str, words: str) -> bytes:
    """Return a page with a way on; for htmx the words in `#say`."""
    if header(scope, b"hx-request") == "true":
        return PARTIAL.format(words=escape(words)).encode()
    link = f'<p class="actions"><a class="button primary" href="/">{escape(_("Type a code"))}</a></p>'
    return page(title, words, link, status)


async def broken(scope: Scope, send: Send) -> None:
    """Send 500, when even Django's page for that has failed."""
    with translation.override(browser_language(scope)):
        body = page(_("Something broke here"), _("It is noted. Go back and try once more."), number=500)
    await answer(send, 500, body, [HTML])
