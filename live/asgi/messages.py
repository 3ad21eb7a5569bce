"""Types of ASGI messages, and helpers that read a header, send a short answer, and frame a text for a socket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]


def header(scope: Scope, name: bytes) -> str:
    """Return the value of a header (its name in lower case); "" without one, several joined by commas."""
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


async def answer(send: Send, status: int, body: bytes = b"", headers: Headers = ()) -> None:
    """Send a complete HTTP answer."""
    length = [] if status in (204, 304) else [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": body})


@lru_cache(maxsize=8)
def frame(text: str) -> bytes:
    """Return a text as one unmasked WebSocket frame (RFC 6455, 5.2)."""
    payload = text.encode()
    if len(payload) < 126:
        return bytes((0x81, len(payload))) + payload
    if len(payload) < 1 << 16:
        return b"\x81\x7e" + len(payload).to_bytes(2, "big") + payload
    return b"\x81\x7f" + len(payload).to_bytes(8, "big") + payload


def write_now(send: Send) -> Callable[[bytes], bool] | None:
    """Return the method that writes a frame past the server's queues; None where there is none.

    Only daphne with our guards has it, unless SHOW_WRITE_NOW is off. daphne's `send` is a partial of its own method
    with the connection as the first argument.
    """
    connection = next(iter(getattr(send, "args", ())), None)
    return getattr(connection, "write_now", None) if settings.SHOW_WRITE_NOW else None


NO_ACCESS = 4403
"The close code for a viewer who may not look, or no longer; the page does not come back by itself."


async def refuse_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a socket's handshake; the browser sees 403."""
    await receive()
    await send({"type": "websocket.close", "code": NO_ACCESS})
