"""Guards daphne's sockets against floods of frames and readers who never read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet.tcp import Server as TCPConnection

from live import metrics
from live.asgi.gate import SECURITY_HEADERS

WAITING_FRAMES = 32  # our pages send none at all
UNSENT_BYTES = 1 << 20
FLOODED = 4008
LAST_BYTES = 16 * 1024  # may still be on their way when our close frame has gone out


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
