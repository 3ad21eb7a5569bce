"""Sends the pictures of questions to whoever knows their names, without Django."""

from __future__ import annotations

import asyncio
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from live.asgi.messages import Receive, Scope, Send, answer

NAME = re.compile(r"[0-9a-f]{32}(?:-small)?\.webp")
HEADERS = [(b"content-type", b"image/webp"), (b"cache-control", b"public, max-age=31536000, immutable")]
NOT_FOUND = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


def is_picture(path: str) -> bool:
    """Tell whether a path lies under the pictures' address."""
    return path.startswith(settings.MEDIA_URL)


class Pictures:
    """The ASGI app for everything under /pictures/; it needs no session, as nobody guesses a name of 128 bits."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a picture, or 404 or 405."""
        if scope["method"] not in ("GET", "HEAD"):
            return await answer(send, 405, b"", [(b"allow", b"GET, HEAD")])
        body = await _found(scope["path"].removeprefix(settings.MEDIA_URL))
        if body is None:
            return await answer(send, 404, b"There is no such picture.", NOT_FOUND)
        await answer(send, 200, body, HEADERS)


async def _found(name: str) -> bytes | None:
    """Return the content of a file; None without one, also when it has just been deleted."""
    if not NAME.fullmatch(name):
        return None
    path = settings.MEDIA_ROOT / name
    try:
        path.stat()
        return await asyncio.to_thread(_read, path)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=32)
def _read(path: Path) -> bytes:
    """Read a file, and keep the last ones, as a whole class asks for the same at once."""
    return path.read_bytes()
