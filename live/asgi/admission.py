"""Limits by path how many requests usual Django works on at once, and how many may wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from live.asgi import pages
from live.asgi.messages import App, Receive, Scope, Send

HOSTS, OTHERS = 4, 8
"Requests that are worked on at once; each has a thread and a database connection."


class Line:
    """A line with so many inside and so many waiting; further ones are sent away."""

    def __init__(self, inside: int, waiting: int) -> None:
        self.room = asyncio.Semaphore(inside)
        self.most, self.count = inside + waiting, 0

    async def pass_through(self, app: App, scope: Scope, receive: Receive, send: Send) -> bool:
        """Run the app once there is room. False, with nothing sent, when the line is full."""
        if self.count >= self.most:
            return False
        self.count += 1
        try:
            async with self.room:
                await app(scope, receive, send)
        finally:
            self.count -= 1
        return True


class Admission:
    """Puts usual Django behind two lines, so that the host's "next" never waits behind anybody else.

    `now` stamps arrivals: a press is as early as it came, however long it waits for a thread.
    """

    def __init__(
        self, app: App, now: Callable[[], datetime], hosts: int = HOSTS, others: int = OTHERS, waiting: int = 256
    ) -> None:
        self.app, self.now = app, now
        self.hosts, self.others = Line(hosts, waiting), Line(others, waiting)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request wait in its path's line, or tell it to come again."""
        scope = {**scope, "arrived": self.now()}
        line = self.hosts if scope["path"].startswith("/host/") else self.others
        if not await line.pass_through(self.app, scope, receive, send):
            await pages.too_full(scope, send)
