"""The door that everything passes: which Host, which security headers, which app by path, whose sockets."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port

from live.serve import pages
from live.serve.wire import App, Message, Receive, Scope, Send, header, refuse_socket

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
OURS = {name for name, _ in SECURITY_HEADERS}
PORTS = {"http": 80, "https": 443}


class Gate:
    """The outermost ASGI app: `http` and `websocket` see only what came under an allowed Host."""

    def __init__(self, http: App, websocket: App, allowed: Callable[[str], bool]) -> None:
        self.http, self.websocket, self.allowed = http, websocket, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one connection in, or refuse it."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "websocket":
            welcome = self._knows_host(scope) and is_same_origin(scope)
            await (self.websocket if welcome else refuse_socket)(scope, receive, send)
        elif self._knows_host(scope):
            await self.http(scope, receive, secured(send))
        else:
            await pages.wrong_host(scope, secured(send))

    def _knows_host(self, scope: Scope) -> bool:
        host, _port = split_domain_port(header(scope, b"host"))
        return bool(host) and self.allowed(host)


class ByPath:
    """Hands a request to the first app whose test says yes to its path, else to the last one."""

    def __init__(self, *doors: tuple[Callable[[str], bool], App], otherwise: App) -> None:
        self.doors, self.otherwise = doors, otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand one request on."""
        app = next((app for test, app in self.doors if test(scope["path"])), self.otherwise)
        await app(scope, receive, send)


def secured(send: Send) -> Send:
    """The same `send`, which puts the security headers on every answer, whatever the app said."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            others = [(name, value) for name, value in message.get("headers", []) if name.lower() not in OURS]
            message = {**message, "headers": others + SECURITY_HEADERS}
        await send(message)

    return with_headers


def is_same_origin(scope: Scope) -> bool:
    """Whether a socket's Origin is the very scheme, host and port of its own handshake (ASVS 4.4.2)."""
    asked = header(scope, b"origin")
    page = _origin(asked)
    return page is not None and page == _origin(f"{_scheme(scope)}://{header(scope, b'host')}")


def _scheme(scope: Scope) -> str:
    """http or https, as the browser sees it; a proxy is believed only when the settings say so."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        said = header(scope, name.removeprefix("HTTP_").replace("_", "-").lower().encode())
        return "https" if said.split(",")[0].strip() == secure else "http"
    return "https" if scope.get("scheme") in ("wss", "https") else "http"


def _origin(text: str) -> tuple[str, str, int] | None:
    """(scheme, host, port) of an origin; None for "null", for none, and for what is not only an origin."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or parts.path or parts.query or parts.fragment or "@" in text:
        return None
    return parts.scheme, parts.hostname, port or PORTS[parts.scheme]


async def _lifespan(receive: Receive, send: Send) -> None:
    """Say yes to start and stop: what has to run starts at its first use."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
