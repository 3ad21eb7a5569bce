"""The gate that every request passes: it checks Host and Origin, sets security headers, and picks the app by path."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from django.http.request import split_domain_port

from live.asgi import frames, pages
from live.asgi.messages import App, Headers, Message, Receive, Scope, Send, header, refuse_socket

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'"
)
SECURITY_HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
SCREENS = re.compile(r"/screen/|/host/[0-9]+/present/")
"The pages that may play sounds."
SOUNDS = b"; media-src 'self'"
HSTS = b"strict-transport-security"
OURS = {HSTS, *(name for name, _ in SECURITY_HEADERS)}
PORTS = {"http": 80, "https": 443}
SOCKET_SCHEMES = {"http": "ws", "https": "wss"}


class Gate:
    """The ASGI app that hands on to `http` and `websocket` only what came under an allowed Host.

    `proxied`: everything comes by a proxy of ours, whose headers are trusted. `https_for`: the seconds of HSTS, for
    which browsers come by https only. `comes_by_https` tells of a name that only browsers behind a proxy or a tunnel
    with TLS use. `framed_by`: the sites that may show some pages in a frame. `begin` is called with each connection,
    on its loop.
    """

    def __init__(
        self,
        http: App,
        websocket: App,
        allowed: Callable[[str], bool],
        proxied: bool = False,
        https_for: int = 0,
        comes_by_https: Callable[[str], bool] = lambda place: False,
        framed_by: Sequence[str] = (),
        begin: Callable[[], None] | None = None,
    ) -> None:
        self.http, self.websocket, self.allowed, self.proxied = http, websocket, allowed, proxied
        self.comes_by_https, self.begin = comes_by_https, begin
        self.headers = [*SECURITY_HEADERS, *([(HSTS, b"max-age=%d" % https_for)] if https_for else [])]
        self.framed_by, self.of_pages = framed_by, (self.headers, frames.framed(self.headers, framed_by))
        sounding = with_sounds(self.headers)
        self.of_screens = sounding, frames.framed(sounding, framed_by)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one connection in, or refuse it."""
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        if self.begin:
            self.begin()
        scope = forwarded(scope) if self.proxied else self._behind_tls(scope)
        if scope["type"] == "websocket":
            welcome = self._knows_host(scope) and is_same_origin(scope)
            await (self.websocket if welcome else refuse_socket)(scope, receive, send)
        elif self._knows_host(scope):
            await self._page(scope, receive, send)
        else:
            await pages.wrong_host(scope, with_security_headers(send, self.headers))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, with the headers that say who may show its page in a frame, and whether it may sound."""
        headers, framed = self.of_screens if SCREENS.match(scope["path"]) else self.of_pages
        if not self.framed_by:
            return await self.http(scope, receive, with_security_headers(send, headers))
        in_frames = with_security_headers(send, framed)
        if frames.may_be_framed(scope, _scheme(scope) == "https"):
            await self.http(scope, receive, in_frames)
        elif frames.wants_a_seat_in_a_frame(scope, self.framed_by):
            await pages.open_outside(scope, in_frames)
        else:
            await self.http(scope, receive, with_security_headers(send, headers))

    def _behind_tls(self, scope: Scope) -> Scope:
        """Return the scope as the browser sees it that came by an address with https, whose TLS ends before us.

        Some proxies hand on a Host of their own; then the Origin of a post or a socket still names the address.
        """
        scheme, _, place = header(scope, b"origin").partition("://")
        if self.comes_by_https(header(scope, b"host")):
            return {**scope, "scheme": _secure(scope)}
        if scheme == "https" and self.comes_by_https(place):
            others = [pair for pair in scope["headers"] if pair[0] != b"host"]
            return {**scope, "scheme": _secure(scope), "headers": [*others, (b"host", place.encode("latin-1"))]}
        return scope

    def _knows_host(self, scope: Scope) -> bool:
        host, _port = split_domain_port(header(scope, b"host"))
        return bool(host) and self.allowed(host)


class ByPath:
    """Hands a request to the first app whose test accepts its path, else to `otherwise`."""

    def __init__(self, *doors: tuple[Callable[[str], bool], App], otherwise: App) -> None:
        self.doors, self.otherwise = doors, otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand one request on."""
        app = next((app for test, app in self.doors if test(scope["path"])), self.otherwise)
        await app(scope, receive, send)


def with_sounds(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Return the security headers of a page that may play sounds of ours."""
    return [(name, value + SOUNDS if name == b"content-security-policy" else value) for name, value in headers]


def with_security_headers(send: Send, ours: list[tuple[bytes, bytes]]) -> Send:
    """Return a `send` that puts the security headers on every answer, whatever the app set."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            others = [(name, value) for name, value in message.get("headers", []) if name.lower() not in OURS]
            message = {**message, "headers": others + ours}
        await send(message)

    return with_headers


def is_same_origin(scope: Scope) -> bool:
    """Tell whether a socket's Origin has the scheme, host and port of its own handshake (ASVS 4.4.2)."""
    asked = header(scope, b"origin")
    page = _origin(asked)
    return page is not None and page == _origin(f"{_scheme(scope)}://{header(scope, b'host')}")


def forwarded(scope: Scope) -> Scope:
    """Return the scope with the browser's address and scheme, as the proxy in front of us tells them.

    Of several addresses the proxy has written only the last one; anybody may have written those before it.
    """
    address = header(scope, b"x-forwarded-for").rpartition(",")[2].strip()
    scheme = header(scope, b"x-forwarded-proto").rpartition(",")[2].strip()
    told = {**scope, "client": (address, 0)} if address else dict(scope)
    if scheme in PORTS:
        told["scheme"] = SOCKET_SCHEMES[scheme] if scope["type"] == "websocket" else scheme
    return told


def _secure(scope: Scope) -> str:
    """Return the scheme of a connection by TLS."""
    return SOCKET_SCHEMES["https"] if scope["type"] == "websocket" else "https"


def _scheme(scope: Scope) -> str:
    """Return http or https, as the browser sees it."""
    return "https" if scope.get("scheme") in ("wss", "https") else "http"


def _origin(text: str) -> tuple[str, str, int] | None:
    """Read (scheme, host, port) of an origin; None for "null", for an empty one, and for more than an origin."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or parts.path or parts.query or parts.fragment or "@" in text:
        return None
    return parts.scheme, parts.hostname, port or PORTS[parts.scheme]


async def _lifespan(receive: Receive, send: Send) -> None:
    """Confirm start and stop; what has to run starts with its first use."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
