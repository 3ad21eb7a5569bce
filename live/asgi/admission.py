"""Limits by path how many requests usual Django works on at once, and how many may wait."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from live.asgi import pages
from live.asgi.messages import App, Receive, Scope, Send, answer, header
from live.asgi.turns import Turns, browser

HOSTS, OTHERS, UPLOADS, PREVIEWS = 4, 8, 2, 2
AT_ONCE = HOSTS + OTHERS + UPLOADS + PREVIEWS
"Requests that are worked on at once; each has a thread and a database connection."
LONG = 16 * 1024
"Bytes from which on a form is taken for one with pictures, however long its texts are."
FORMS_WAITING = 64
"Forms and files of one browser that may wait for the one before."
FILES = re.compile(r"/quizzes/(take/|template/|bring/\d+/|\d+/take/[^/]+/)")
"What is written in the child process for files, or draws all that a file brought, and takes as long as an upload."


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
    """Puts usual Django behind lines, so that the host's "next", and every page, waits behind no file or preview.

    `now` stamps arrivals: a press is as early as it came, however long it waits for a thread.
    """

    def __init__(
        self, app: App, now: Callable[[], datetime], hosts: int = HOSTS, others: int = OTHERS, waiting: int = 256
    ) -> None:
        self.app, self.now = app, now
        self.hosts, self.others = Line(hosts, waiting), Line(others, waiting)
        self.uploads, self.previews = Line(UPLOADS, waiting), Line(PREVIEWS, waiting)
        self.forms, self.looks = Turns(FORMS_WAITING), Turns(most=1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request wait in its path's line, or tell it to come again."""
        scope = {**scope, "arrived": self.now()}
        is_file = FILES.fullmatch(scope["path"]) is not None
        if not is_file and (scope["method"] != "POST" or not _is_written(scope["path"])):
            line = self.hosts if scope["path"].startswith("/host/") else self.others
            return await self._stand(line, scope, receive, send)
        is_preview = scope["path"].endswith("/preview/")
        turns, who = self.looks if is_preview else self.forms, browser(scope, settings.SESSION_COOKIE_NAME)
        if not await turns.come(who):
            return await (answer(send, 204) if is_preview else pages.too_full(scope, send))
        try:
            line = self.previews if is_preview else self.uploads if is_file or _is_long(scope) else self.others
            await self._stand(line, scope, receive, send)
        finally:
            turns.go(who)

    async def _stand(self, line: Line, scope: Scope, receive: Receive, send: Send) -> None:
        if not await line.pass_through(self.app, scope, receive, send):
            await pages.too_full(scope, send)


def _is_written(path: str) -> bool:
    """Tell whether a form at this path may bring texts or pictures. A lesson starts beside them."""
    return path.startswith("/quizzes/") and not path.endswith("/start/")


def _is_long(scope: Scope) -> bool:
    """Tell whether a form may bring pictures, which take longer to read than anything else."""
    length = header(scope, b"content-length")
    return not (length.isascii() and length.isdigit() and len(length) < 10 and int(length) < LONG)
