"""Runs the ASGI application in daphne with guards, and drains it before it stops."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from daphne.server import Server, reactor
from daphne.utils import import_by_path
from django.core.exceptions import RequestAborted
from twisted.internet.error import CannotListenError
from twisted.logger import ILogObserver, globalLogBeginner
from zope.interface import provider

from live.asgi import probes
from live.server.guards import GuardedSocket, GuardedSocketFactory
from live.server.http_guards import GuardedHTTPFactory
from live.server.listening import Listening
from live.server.long_bodies import KEY, in_pieces
from live.server.ports import Taken

FRAME_BYTES = 64 * 1024  # the longest incoming frame and message
BACKLOG = 512  # moderate, because the admission handles waiting requests better than the kernel's queue
ANSWER_SECONDS = 60
ACCEPT_SECONDS = 60  # long, because a whole hall connects at once
DRAIN_SECONDS = 5.0
GOING_AWAY = 1012  # "service restart": browsers reconnect by themselves
DESCRIPTORS = 1 << 16
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h
LARGE_BYTES = 512 * 1024
access = logging.getLogger("live.server.access")
logger = logging.getLogger("live.server.server")


def run(
    listening: Listening,
    app_path: str = "config.asgi:application",
    on_ready: Callable[[int], None] | None = None,
) -> None:
    """Serve until SIGTERM or Ctrl-C; once per process. `on_ready` gets the bound port (0 for a Unix socket).

    Raises Taken before anything else happens when the address cannot be bound, so that another port may be tried.
    """
    raise_descriptor_limit()
    server = GuardedServer(import_by_path(app_path))
    bound = server.bind(listening)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, server.on_signal)
    if on_ready:
        on_ready(bound)
    calm_garbage_collector()
    give_memory_back()
    server.run()


def calm_garbage_collector() -> None:
    """Let the garbage collector skip what has been loaded, and run less often while a class comes in."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def give_memory_back() -> None:
    """Have the C library give large blocks back to the system as soon as they are freed.

    glibc's own limits rise to 32 and 64 MB with the blocks that were freed, and each of its arenas, one for each thread
    at worst, then keeps as much. Source: mallopt(3). Other libraries have no such call.
    """
    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
        library.mallopt(M_TRIM_THRESHOLD, 2 * LARGE_BYTES)


class GuardedServer(Server):
    """daphne's server with guarded connections; it drains before it stops."""

    def __init__(self, application: Any) -> None:
        super().__init__(
            in_pieces(application),
            endpoints=["bound by ourselves"],
            action_logger=log_request,
            http_timeout=ANSWER_SECONDS,
            request_buffer_size=FRAME_BYTES,
            websocket_timeout=-1,  # daphne would end a projector's socket after 24 hours
            websocket_connect_timeout=ACCEPT_SECONDS,
            websocket_handshake_timeout=ACCEPT_SECONDS,
            server_name="",
        )
        self.connections: dict[Any, dict[str, Any]] = {}
        self.draining = False
        self.http_factory = GuardedHTTPFactory(self)
        self.ws_factory = GuardedSocketFactory(self, server="")
        self.ws_factory.setProtocolOptions(
            autoPingTimeout=self.ping_timeout,
            allowNullOrigin=True,  # the gate judges origins
            openHandshakeTimeout=self.websocket_handshake_timeout,
            maxMessagePayloadSize=FRAME_BYTES,
            maxFramePayloadSize=FRAME_BYTES,
        )

    def bind(self, listening: Listening) -> int:
        """Listen, and return the port. Raises Taken."""
        try:
            if listening.path is not None:  # wantPID replaces the socket that a killed process left behind
                path = str(listening.path)
                self.port = reactor.listenUNIX(path, self.http_factory, backlog=BACKLOG, mode=0o660, wantPID=True)
                return 0
            host = listening.host.strip("[]")
            self.port = reactor.listenTCP(listening.port, self.http_factory, backlog=BACKLOG, interface=host)
        except CannotListenError as error:
            raise Taken(f"{listening.path or f'Port {listening.port}'} is taken") from error
        return int(self.port.getHost().port)

    def run(self) -> None:
        """Serve until drained."""
        globalLogBeginner.beginLoggingTo([_discard], redirectStandardIO=False, discardBuffer=True)
        asyncio.set_event_loop(reactor._asyncioEventloop)
        reactor._asyncioEventloop.set_exception_handler(say_what_is_news)
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        reactor.run(installSignalHandlers=False)

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Start the application for a request or a socket; return the queue of its messages."""
        if body := getattr(protocol, "long_body", None):
            scope[KEY] = body
        queue = super().create_application(protocol, scope)
        if queue is not None:
            self.connections[protocol]["application_instance"].add_done_callback(lambda _: self.forget(protocol))
        return queue

    def protocol_disconnected(self, protocol: Any) -> None:
        """Note that a request was answered or a connection lost."""
        if protocol in self.connections:
            super().protocol_disconnected(protocol)
            self.forget(protocol)

    def forget(self, protocol: Any) -> None:
        """Release a connection that has ended well; daphne does so once a second, while answers fill the memory."""
        details = self.connections.get(protocol, {})
        application = details.get("application_instance")
        if "disconnected" in details and (application is None or _ended_well(application)):
            del self.connections[protocol]

    def on_signal(self, number: int, frame: Any) -> None:
        """Drain at the first signal, stop at the second one."""
        reactor.callFromThread(reactor.stop if self.draining else self.start_draining)

    def start_draining(self) -> None:
        """Accept no new connections, close the sockets, finish the requests, then stop."""
        self.draining = True
        probes.draining.set()
        self.port.stopListening()
        self.stop_when_idle(time.monotonic() + DRAIN_SECONDS)

    def stop_when_idle(self, deadline: float) -> None:
        """Close the sockets, also those still opening; stop when nothing runs or is being sent, or at the deadline."""
        for protocol in list(self.connections):
            if isinstance(protocol, GuardedSocket):
                protocol.serverClose(GOING_AWAY)
        if (self.is_working() or self.http_factory.is_sending()) and time.monotonic() < deadline:
            reactor.callLater(0.02, self.stop_when_idle, deadline)
        else:
            reactor.stop()

    def is_working(self) -> bool:
        """Tell whether the application still runs for any connection."""
        applications = (details.get("application_instance") for details in self.connections.values())
        return any(application and not application.done() for application in applications)

    def application_checker(self) -> None:
        """Run daphne's check again after an exception, which would end it for ever."""
        try:
            super().application_checker()
        except Exception:
            logger.exception("Looking after the applications failed")
            reactor.callLater(1, self.application_checker)

    def timeout_checker(self) -> None:
        """Check all connections; in daphne's own check one broken connection would end the pings of all others."""
        for protocol in list(self.connections):
            try:
                protocol.check_timeouts()
            except Exception:
                logger.exception("Looking after a connection failed")
        reactor.callLater(2, self.timeout_checker)


def _ended_well(application: asyncio.Future[Any]) -> bool:
    return application.done() and not application.cancelled() and application.exception() is None


def say_what_is_news(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody waited for, in asyncio's words; but not that a browser had left.

    daphne gives up a request whose browser left ten seconds ago; the task by which Django hears of it is left behind.
    """
    if not isinstance(context.get("exception"), RequestAborted):
        loop.default_exception_handler(context)


@provider(ILogObserver)
def _discard(event: Any) -> None:
    """Discard Twisted's log, as daphne does."""


def log_request(protocol: str, action: str, details: dict[str, Any]) -> None:
    """Log one line per request at DEBUG, without the end of the path and the query, which hold codes and keys."""
    if action == "complete" and access.isEnabledFor(logging.DEBUG):
        audience = details["path"].partition("?")[0].split("/")[1:2]
        took = round(details["time_taken"] * 1000)
        access.debug(
            "%s /%s… %s, %d ms, %d bytes", details["method"], *audience, details["status"], took, details["size"]
        )


def raise_descriptor_limit() -> None:
    """Raise the limit of open files as far as the system allows; do nothing where there is none."""
    try:
        import resource
    except ImportError:  # Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (ValueError, OSError):
            logger.info("The limit of open files stays at %d", soft)
