"""Runs the ASGI application in daphne, with its guards, and ends it without cutting anybody off."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import time
from collections.abc import Callable
from typing import Any

from daphne.server import Server, reactor
from daphne.utils import import_by_path
from django.core.exceptions import RequestAborted
from twisted.internet.error import CannotListenError
from twisted.logger import ILogObserver, globalLogBeginner
from zope.interface import provider

from live.asgi import probes
from live.server.guards import GuardedHTTPFactory, GuardedSocket, GuardedSocketFactory
from live.server.listening import Listening
from live.server.ports import Taken

FRAME_BYTES = 64 * 1024  # of what comes in
BACKLOG = 512  # moderate: the admission in front does better than a longer line in the kernel
ANSWER_SECONDS = 60
ACCEPT_SECONDS = 60  # a whole hall connects at once
DRAIN_SECONDS = 5.0
GOING_AWAY = 1012  # "service restart": browsers come back by themselves
DESCRIPTORS = 1 << 16
access = logging.getLogger("live.server.access")
logger = logging.getLogger("live.server.server")


def run(
    listening: Listening,
    app_path: str = "config.asgi:application",
    on_ready: Callable[[int], None] | None = None,
) -> None:
    """Serve until SIGTERM or Ctrl-C; once per process. `on_ready` gets the bound port (0 for a file).

    Raises Taken when the address cannot be bound, before anything else happens: another port may be tried.
    """
    raise_descriptor_limit()
    server = GuardedServer(import_by_path(app_path))
    bound = server.bind(listening)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, server.on_signal)
    if on_ready:
        on_ready(bound)
    spare_the_collector()
    server.run()


def spare_the_collector() -> None:
    """What has been loaded stays: the collector need not look through it each time a class comes in."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


class GuardedServer(Server):
    """daphne's server, which listens where it is told, and drains before it stops."""

    def __init__(self, application: Any) -> None:
        super().__init__(
            application,
            endpoints=["bound by ourselves"],
            action_logger=log_quietly,
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
        """Listen there; the port. Raises Taken."""
        try:
            if listening.path is not None:  # wantPID: what a killed process left behind is taken over
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
        globalLogBeginner.beginLoggingTo([_unheard], redirectStandardIO=False, discardBuffer=True)
        asyncio.set_event_loop(reactor._asyncioEventloop)
        reactor._asyncioEventloop.set_exception_handler(say_what_is_news)
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        reactor.run(installSignalHandlers=False)

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Begin to work on a request or a socket; the queue of what it hears."""
        queue = super().create_application(protocol, scope)
        if queue is not None:
            self.connections[protocol]["application_instance"].add_done_callback(lambda _: self.forget(protocol))
        return queue

    def protocol_disconnected(self, protocol: Any) -> None:
        """Note that a request has been answered, or a connection lost."""
        if protocol in self.connections:
            super().protocol_disconnected(protocol)
            self.forget(protocol)

    def forget(self, protocol: Any) -> None:
        """Let go of what has ended well. daphne looks once a second: until then a class's answers filled the memory."""
        details = self.connections.get(protocol, {})
        application = details.get("application_instance")
        if "disconnected" in details and (application is None or _ended_well(application)):
            del self.connections[protocol]

    def on_signal(self, number: int, frame: Any) -> None:
        """The first signal drains, the second one stops at once."""
        reactor.callFromThread(reactor.stop if self.draining else self.start_draining)

    def start_draining(self) -> None:
        """Take nobody new, send everybody away politely, finish what was begun, then stop."""
        self.draining = True
        probes.draining.set()
        self.port.stopListening()
        self.stop_when_idle(time.monotonic() + DRAIN_SECONDS)

    def stop_when_idle(self, deadline: float) -> None:
        """Send sockets away, those too that are still opening; stop when nothing is worked on or sent, or too long."""
        for protocol in list(self.connections):
            if isinstance(protocol, GuardedSocket):
                protocol.serverClose(GOING_AWAY)
        if (self.is_working() or self.http_factory.is_sending()) and time.monotonic() < deadline:
            reactor.callLater(0.02, self.stop_when_idle, deadline)
        else:
            reactor.stop()

    def is_working(self) -> bool:
        """Whether the application still runs for any connection."""
        applications = (details.get("application_instance") for details in self.connections.values())
        return any(application and not application.done() for application in applications)

    def application_checker(self) -> None:
        """daphne's, which one exception would end for ever."""
        try:
            super().application_checker()
        except Exception:
            logger.exception("Looking after the applications failed")
            reactor.callLater(1, self.application_checker)

    def timeout_checker(self) -> None:
        """daphne's, in which one broken connection would end the pings of all others."""
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
def _unheard(event: Any) -> None:
    """Twisted's log goes nowhere, as with daphne."""


def log_quietly(protocol: str, action: str, details: dict[str, Any]) -> None:
    """One line per request, at DEBUG, without the path's end and the query: they hold codes and keys."""
    if action == "complete" and access.isEnabledFor(logging.DEBUG):
        audience = details["path"].partition("?")[0].split("/")[1:2]
        took = round(details["time_taken"] * 1000)
        access.debug(
            "%s /%s… %s, %d ms, %d bytes", details["method"], *audience, details["status"], took, details["size"]
        )


def raise_descriptor_limit() -> None:
    """Allow as many open sockets as the system lets us; where there is no such limit, nothing."""
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
