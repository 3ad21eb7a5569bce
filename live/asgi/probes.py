"""Answers monitors, before the gate and under any Host: /healthz (it runs), /readyz (it can serve), /metrics."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from ipaddress import ip_address, ip_network

from django.conf import settings

from live.asgi.gate import SECURITY_HEADERS
from live.asgi.messages import App, Receive, Scope, Send, answer, header

Check = Callable[[], str]
'Returns in words what is wrong; "" when nothing is. It may block, as it has a thread of its own.'
Answer = tuple[int, str]

CHECK_SECONDS = 1.0
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
FORWARDED = (b"x-forwarded-for", b"x-real-ip", b"forwarded")
PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
draining = threading.Event()
"Set when the server accepts no new connections."
logger = logging.getLogger("live.asgi.probes")


class Probes:
    """Answers the three paths itself and hands everything else on to `app`.

    `notes` say something that is worth a line of /readyz, whatever it is.
    """

    def __init__(
        self,
        app: App,
        checks: Mapping[str, Check],
        numbers: Callable[[], str],
        notes: Mapping[str, Check] | None = None,
    ) -> None:
        self.app, self.readiness, self.numbers = app, Readiness(checks), numbers
        self.notes = Readiness(notes or {})
        self.by_path: dict[str, Callable[[Scope], Awaitable[Answer]]] = {
            "/healthz": self.healthz,
            "/readyz": self.readyz,
            "/metrics": self.metrics,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a probe, or hand the connection on."""
        probe = self.by_path.get(scope["path"]) if scope["type"] == "http" else None
        if probe is None:
            return await self.app(scope, receive, send)
        status, text = await probe(scope)
        await answer(send, status, text.encode(), [*PLAIN, *SECURITY_HEADERS])

    async def healthz(self, scope: Scope) -> Answer:
        """Say that the loop turns. It reads nothing, as an absent database is no reason to kill this process."""
        return 200, "ok\n"

    async def readyz(self, scope: Scope) -> Answer:
        """Report each part on a line of its own."""
        found = {"serving": "draining" if draining.is_set() else "", **await self.readiness.ask()}
        lines = [f"{part}: {wrong or 'ok'}\n" for part, wrong in found.items()]
        lines += [f"{part}: {words}\n" for part, words in (await self.notes.ask()).items()]
        return 503 if any(found.values()) else 200, "".join(lines)

    async def metrics(self, scope: Scope) -> Answer:
        """Send the numbers to this machine and the networks of SHOW_METRICS, and 404 to everybody else."""
        if not may_read_metrics(scope):
            return 404, "There is no such page.\n"
        await self.notes.ask()  # which keep numbers of their own
        return 200, self.numbers()


def may_read_metrics(scope: Scope) -> bool:
    """Tell whether the client itself, not only a proxy before it, is on this machine or in an allowed network."""
    if any(header(scope, name) for name in FORWARDED):
        return False
    if scope.get("client") is None:  # a Unix socket, so it is on this machine
        return True
    try:
        peer = ip_address(scope["client"][0])
    except ValueError:
        return False
    return any(peer in network for network in (*LOOPBACK, *settings.SHOW_METRICS))


class Readiness:
    """Checks all parts side by side, none of them twice at a time, and waits a second at most."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self.checks = checks
        self.asked: dict[str, Future[str]] = {}

    async def ask(self) -> dict[str, str]:
        """Return what is wrong with each part; "" when nothing is."""
        for part, check in self.checks.items():
            if part not in self.asked or self.asked[part].done():
                self.asked[part] = _begin(part, check)
        waited = [asyncio.wrap_future(future) for future in self.asked.values()]
        if waited:
            await asyncio.wait(waited, timeout=CHECK_SECONDS)
        return {part: future.result() if future.done() else "no answer" for part, future in self.asked.items()}


def _begin(part: str, check: Check) -> Future[str]:
    """Run a check in a thread of its own, for which the end of the process does not wait."""
    found: Future[str] = Future()
    threading.Thread(target=lambda: found.set_result(_words(part, check)), name=f"probe-{part}", daemon=True).start()
    return found


def _words(part: str, check: Check) -> str:
    try:
        return check()
    except Exception as error:
        logger.warning("Not ready: %s (%s)", part, type(error).__name__)
        return "not there"
