"""Guards daphne's connections against floods of frames, readers who never read, and endless requests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any
from weakref import WeakSet

from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet.tcp import Server as TCPConnection
from twisted.protocols.basic import LineReceiver
from twisted.web.http import HTTPChannel

from live import metrics
from live.asgi import pages, upload_limits
from live.asgi.gate import SECURITY_HEADERS

WAITING_FRAMES = 32  # our pages send none at all
UNSENT_BYTES = 1 << 20
BODY_BYTES = 2 << 20  # Django and the lean handler allow less; this protects the disk
FLOODED = 4008
LAST_BYTES = 16 * 1024  # may still be on their way when our close frame has gone out
LONG_BYTES = 64 * 1024  # a longer body may be a teacher's picture
ARRIVAL_SECONDS = 60  # for a whole request, however slowly its bytes come


def _connections_by_file() -> Iterator[type]:
    with suppress(ImportError):  # Windows
        from twisted.internet import unix

        yield unix.Server


PLAIN = {TCPConnection, *_connections_by_file()}


def unsent(transport: Any) -> int:
    """Return how many bytes wait for a slow reader in Twisted's buffers (0 if a version names them otherwise)."""
    written = len(getattr(transport, "dataBuffer", b"")) - getattr(transport, "offset", 0)
    return written + getattr(transport, "_tempDataLen", 0)


class GuardedSocket(WebSocketProtocol):
    """A socket that is closed when it floods us, and cut when it does not read."""

    flooded = False
    last_bytes = 0
    maxMessagePayloadSize: int

    def onOpen(self) -> None:
        """Release what came with the handshake, which need not stay as long as the socket."""
        super().onOpen()
        self.transport.unregisterProducer()  # the HTTP channel, which keeps its request
        self.clean_headers.clear()  # also the scope's: identity has read them before the socket was accepted
        self.http_headers: dict[str, str] = {}
        self.request.headers, self.http_request_data = {}, b""

    def dataReceived(self, data: bytes) -> None:
        """Take bytes; stop reading from a client that goes on sending after our close frame, as reading costs time.

        autobahn drops the connection a second later. Cutting it now could overtake the close frame, which says why.
        """
        if self.state == self.STATE_CLOSING:
            self.last_bytes += len(data)
            if self.last_bytes > LAST_BYTES:
                self.transport.pauseProducing()
                return
        super().dataReceived(data)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        """Queue a frame for the consumer, unless too many wait already."""
        if self.flooded:
            return
        if self.application_queue.qsize() >= WAITING_FRAMES:
            self.flooded = True
            metrics.CUT.labels("flood").inc()
            self.data = b""  # autobahn's buffer: do not read what has arrived already
            self.sendCloseFrame(code=FLOODED)
            self.transport.pauseProducing()
        else:
            super().onMessage(payload, isBinary)

    def onPing(self, payload: bytes) -> None:
        """Answer a ping, unless the answers are not read."""
        if not self.cut_when_behind():
            super().onPing(payload)

    def serverSend(self, content: Any, binary: bool = False) -> None:
        """Send a message, unless the reader is too far behind already."""
        if self.cut_when_behind():
            return
        # autobahn would apply the limit for incoming messages to outgoing ones.
        limit, self.maxMessagePayloadSize = self.maxMessagePayloadSize, 0
        try:
            super().serverSend(content, binary)
        finally:
            self.maxMessagePayloadSize = limit

    def write_now(self, frame: bytes) -> bool:
        """Give a whole frame to the system at once. False, with nothing written, when the connection is not idle.

        Twisted would put each write off to the loop's next turn and ask the poller about it, which takes half the
        time of a push to 1,000 sockets.
        """
        transport = self.transport
        if self.state != self.STATE_OPEN or self.send_queue or not _is_idle(transport):
            return False
        sent = transport.writeSomeData(frame)
        if isinstance(sent, Exception):  # the connection is lost; Twisted finds that out by itself
            return False
        if sent < len(frame):
            transport.write(frame[sent:])
        return True

    def serverClose(self, code: int | None = None) -> None:
        """Close with any code; daphne's own method raises for 1001 to 2999."""
        if self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=code or 1000)

    def sendHttpErrorResponse(self, code: int, reason: str, responseHeaders: Any = None) -> None:
        """Refuse the handshake, with the security headers."""
        ours = [(name.decode(), value.decode()) for name, value in SECURITY_HEADERS]
        super().sendHttpErrorResponse(code, reason, [*(responseHeaders or []), *ours, ("content-length", "0")])

    def check_timeouts(self) -> None:
        """Check this socket, every two seconds."""
        if not self.cut_when_behind():
            super().check_timeouts()

    def cut_when_behind(self) -> bool:
        """Cut a connection with too many unread bytes, which would fill our memory. True when it was cut."""
        if unsent(self.transport) <= UNSENT_BYTES:
            return False
        metrics.CUT.labels("slow").inc()
        self.transport.abortConnection()
        return True


def _is_idle(transport: Any) -> bool:
    """Tell whether a transport is plain, connected and has nothing unsent; False for types that we do not know."""
    stands = type(transport) in PLAIN and transport.connected and not transport.disconnecting
    return bool(stands) and not unsent(transport)


class GuardedSocketFactory(WebSocketFactory):
    """Makes guarded sockets."""

    protocol = GuardedSocket


class GuardedRequest(WebRequest):
    """A request of limited length, whose answers carry our headers even when daphne makes them."""

    arrived_bytes = 0
    most_bytes = BODY_BYTES

    def gotLength(self, length: int | None) -> None:
        """Prepare for the body, and allow a teacher's browser more bytes and time, for pictures."""
        super().gotLength(length)
        may_be_long = length is None or length > LONG_BYTES
        if may_be_long and upload_limits.is_granted(self.requestHeaders.getRawHeaders(b"cookie", [])):
            self.most_bytes = upload_limits.FORM_BYTES
            self.channel.setTimeout(upload_limits.FORM_SECONDS)

    def handleContentChunk(self, data: bytes) -> None:
        """Keep a part of the body, up to the limit."""
        self.arrived_bytes += len(data)
        if self.arrived_bytes <= self.most_bytes:
            super().handleContentChunk(data)

    def process(self) -> Any:
        """Hand the request to the application, unless it is too long."""
        if self.arrived_bytes <= self.most_bytes:
            return super().process()
        self.request_start = time.time()
        self.basic_error(413, b"Content Too Large", self._too_long)

    @property
    def _too_long(self) -> str:
        if self.most_bytes == BODY_BYTES:
            return "This is too long to be sent."
        return f"These pictures are too much at once: {self.most_bytes >> 20} MB at most. Go back, and send fewer."

    def handle_reply(self, message: dict[str, Any]) -> None:
        """Send a part of the answer; while the server drains, the connection closes after it."""
        if self.server.draining and message.get("type") == "http.response.start" and self.channel is not None:
            self.channel.persistent = False
            self.setHeader(b"connection", b"close")
        super().handle_reply(message)

    def basic_error(self, status: int, status_text: bytes, body: str) -> None:
        """Send an error in place of the application."""
        if self._response_started:  # too late for another answer; a cut connection shows that it is incomplete
            self.transport.abortConnection()
            return
        page = pages.page(f"{status} {status_text.decode('ascii')}", body)
        headers = [pages.HTML, (b"content-length", b"%d" % len(page)), *SECURITY_HEADERS]
        self.handle_reply({"type": "http.response.start", "status": status, "headers": headers})
        self.handle_reply({"type": "http.response.body", "body": page})


class GuardedChannel(HTTPChannel):
    """A connection whose requests must arrive whole within a time; single bytes do not extend it."""

    maxHeaders = 100
    totalHeadersSize = 16384
    arriving = False
    transport: Any

    def connectionMade(self) -> None:
        """Register with the factory."""
        super().connectionMade()
        self.factory.transports.add(self.transport)

    def dataReceived(self, data: bytes) -> None:
        """Take bytes; only the first ones of a request start its timeout."""
        if not self.arriving:
            self.arriving = True
            self.resetTimeout()
        LineReceiver.dataReceived(self, data)

    def requestDone(self, request: Any) -> None:
        """Prepare for the next request."""
        self.arriving = False
        super().requestDone(request)

    def _respondToBadRequestAndDisconnect(self) -> None:
        head = b"".join(b"%s: %s\r\n" % pair for pair in SECURITY_HEADERS)
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n" + head + b"\r\n")
        self.loseConnection()


class GuardedHTTPFactory(HTTPFactory):
    """Makes guarded connections, and knows whether any of them has bytes to send."""

    protocol = GuardedChannel

    def __init__(self, server: Any) -> None:
        super().__init__(server)
        self.timeOut = ARRIVAL_SECONDS
        self.transports: WeakSet[Any] = WeakSet()

    def buildProtocol(self, addr: Any) -> GuardedChannel:
        """Make one connection."""
        channel: GuardedChannel = super().buildProtocol(addr)
        # Django reads forms. Twisted would read them as well, and refuse unreadable ones with an empty page.
        channel.requestFactory = partial(GuardedRequest, parsePOSTFormSubmission=False)  # type: ignore[assignment]
        return channel

    def is_sending(self) -> bool:
        """Tell whether bytes wait on any open connection."""
        return any(transport.connected and unsent(transport) for transport in self.transports)
