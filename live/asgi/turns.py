"""Turns: of one browser's requests only one is worked on at a time."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque

from django.http import parse_cookie

from live.asgi.messages import Scope, header


class Turns:
    """Gives each browser one turn at a time; when `most` of its requests wait already, the oldest of them goes away."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._inside: set[str] = set()
        self._waiting: defaultdict[str, deque[asyncio.Future[bool]]] = defaultdict(deque)

    async def come(self, who: str) -> bool:
        """Wait for this browser's turn, which `go` gives back. False when newer requests have taken the place."""
        if who not in self._inside:
            self._inside.add(who)
            return True
        mine: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        line = self._waiting[who]
        line.append(mine)
        if len(line) > self.most and not (oldest := line.popleft()).done():
            oldest.set_result(False)
        try:
            return await mine
        except asyncio.CancelledError:
            self._forget(who, mine)
            raise

    def go(self, who: str) -> None:
        """Give the turn to the browser's next request."""
        line = self._waiting[who]
        while line and line[0].done():  # it is being cancelled, and has not come to take itself out yet
            line.popleft()
        if line:
            line.popleft().set_result(True)
        else:
            self._inside.discard(who)
            del self._waiting[who]

    def _forget(self, who: str, mine: asyncio.Future[bool]) -> None:
        """Take a request out of the line whose browser has left; a turn that it was just given goes on."""
        if mine in self._waiting[who]:
            self._waiting[who].remove(mine)
        elif mine.done() and not mine.cancelled() and mine.result():
            self.go(who)


def browser(scope: Scope, cookie: str) -> str:
    """Return what tells browsers apart: the value of their session's cookie, believed or not."""
    return parse_cookie(header(scope, b"cookie")).get(cookie, "")
