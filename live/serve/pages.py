"""The few pages that must be there when Django is not asked: wrong address, too full, broken."""

from __future__ import annotations

from functools import cache
from html import escape

from django.conf import settings
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from live.serve.wire import Scope, Send, answer, header

HTML = (b"content-type", b"text/html; charset=utf-8")
PAGE = (
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<title>{title}</title>{style}</head><body class="page narrow"><main id="main"><div class="message">'
    '<h1>{title}</h1><p class="lead" role="status">{words}</p>{link}</div></main></body></html>'
)
PARTIAL = '<hx-partial hx-target="#say" hx-swap="innerHTML"><span class="refused">{words}</span></hx-partial>'
AGAIN_SECONDS = 5
STYLESHEET = "live/show.css"


def browser_language(scope: Scope) -> str:
    """The best of our languages for this browser, by its Accept-Language."""
    for code, _weight in parse_accept_lang_header(header(scope, b"accept-language")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


@cache
def _style() -> str:
    try:
        return f'<link rel="stylesheet" href="{escape(static(STYLESHEET))}">'
    except ValueError:  # not collected: a plain page is better than none
        return ""


def page(title: str, words: str, lang: str = "en", link: str = "") -> bytes:
    """A whole page that needs no template, in the layout's stylesheet."""
    return PAGE.format(lang=lang, title=escape(title), words=escape(words), style=_style(), link=link).encode()


def _own_path(scope: Scope) -> str:
    """The path that was asked for, as an address of ours: `//evil.example/` would lead a browser elsewhere."""
    raw: bytes = scope.get("raw_path") or b""
    return "/" + raw.partition(b"?")[0].decode("ascii", "replace").lstrip("/\\")


async def too_full(scope: Scope, send: Send) -> None:
    """503: nothing was received; htmx is told so in `#say`, a page tries again by itself."""
    path = _own_path(scope)
    lang = browser_language(scope)
    with translation.override(lang):
        words = _("Not received yet, tap again") if scope["method"] == "POST" else _("Many are coming in. One moment.")
        if header(scope, b"hx-request") == "true":
            body, again = PARTIAL.format(words=escape(_("Not received yet, tap again"))).encode(), []
        else:
            link = (
                f'<p class="actions"><a class="button primary" href="{escape(path)}">{escape(_("Try again"))}</a></p>'
            )
            body = page(_("One moment"), words, lang, link)
            again = [(b"refresh", f"{AGAIN_SECONDS}; url={path}".encode("latin-1", "replace"))]
    await answer(send, 503, body, [HTML, (b"cache-control", b"no-store"), (b"retry-after", b"5"), *again])


async def wrong_host(scope: Scope, send: Send) -> None:
    """400: this program does not answer under the name that the browser asked for."""
    lang = browser_language(scope)
    with translation.override(lang):
        words = _("This program does not answer under this address. Use the one on the screen or in the terminal.")
        body = page(_("Unknown address"), words, lang)
    await answer(send, 400, body, [HTML])


async def broken(send: Send) -> None:
    """500: when even the page that says so failed."""
    await answer(send, 500, page("Something went wrong", "It is noted. Go back and try once more."), [HTML])
