"""Hands a long body to the application piece by piece, as it asks for it.

daphne reads a body whole into the application's queue, where it stays in memory while the request waits for its turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import BinaryIO

from live.asgi.messages import App, Message, Receive, Scope, Send

PIECE = 64 * 1024
KEY = "live.long_body"
"The scope's key for a body that is not in the queue."


class LongBody:
    """A body that has arrived whole, in the file that Twisted wrote it to."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file, self.left = file, length
        file.seek(0)

    def before(self, queued: Receive) -> Receive:
        """Return a `receive` that gives the body, then what is queued: that the browser has left."""

        async def receive() -> Message:
            if self.left and not self.file.closed:
                await asyncio.sleep(0)  # other requests have their turns between the pieces
                if piece := self._read():
                    return {"type": "http.request", "body": piece, "more_body": self.left > 0}
            while (message := await queued())["type"] == "http.request":  # the empty one that daphne has read
                pass
            return message

        return receive

    def close(self) -> None:
        """Free the disk: the browser has left, was answered, or the application has all of it."""
        self.file.close()

    def _read(self) -> bytes:
        """Return the next piece; b"" when the browser has left meanwhile."""
        if self.file.closed:
            return b""
        piece = self.file.read(PIECE)
        self.left -= len(piece)
        if not self.left:
            self.close()
        return piece


def in_pieces(app: App) -> App:
    """Return the application with long bodies read from their files."""

    def with_long_body(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        body: LongBody | None = scope.pop(KEY, None)
        return app(scope, body.before(receive) if body else receive, send)

    return with_long_body
