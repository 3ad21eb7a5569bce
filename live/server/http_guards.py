"""Guards daphne's requests against endless heads and bodies, and says in a sentence what was too long."""

from __future__ import annotations

import re
import time
from functools import partial
from io import BytesIO
from typing import Any
from weakref import WeakSet

from daphne.http_protocol import HTTPFactory, WebRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from twisted.protocols.basic import LineReceiver
from twisted.web.http import HTTPChannel

from live.asgi import pages, upload_limits
from live.asgi.gate import SECURITY_HEADERS
from live.server.guards import unsent
from live.server.long_bodies import LongBody

BODY_BYTES = 2 << 20  # Django and the lean handler allow less; this protects the disk
FILES = re.compile(rb"\s*multipart/form-data\b", re.IGNORECASE)
LONG_BYTES = 64 * 1024  # a longer body may be a teacher's picture
ARRIVAL_SECONDS = 60  # for a whole request, however slowly its bytes come
LENGTH_DIGITS = 18
LINGER_SECONDS = 2.0  # for a browser that is still sending what was refused, as a cut would destroy the answer
NOT_OURS = (b"daphne-root-path", b"sec-websocket-protocol")
"Headers by which anybody could give our pages another address, or make daphne fail."
Refusal = tuple[int, str, Promise, Promise]
UNREADABLE = (400, "Bad Request", _("That could not be read"), _("Nothing was changed. Go back and try again."))
LONG_ADDRESS = (414, "URI Too Long", _("Too long"), _("This address is too long. Go back, or type the code."))
LONG_HEAD = (
    431,
    "Request Header Fields Too Large",
    _("Too long"),
    _(
        "Your browser sent more than we can read: most often cookies that other programs left at this address. "
        "Nothing was changed. Delete the cookies of this address, or use a private window, then load the page again."
    ),
)


class GuardedRequest(WebRequest):
    """A request of limited length, whose answers carry our headers even when daphne makes them."""

    arrived_bytes = 0
    most_bytes = BODY_BYTES
    long_body: LongBody | None = None
    content: Any

    def gotLength(self, length: int | None) -> None:
        """Prepare for the body, and allow a teacher's browser more bytes and time for files."""
        super().gotLength(length)
        has_files = any(map(FILES.match, self.requestHeaders.getRawHeaders(b"content-type", [])))
        may_be_long = has_files and (length is None or length > LONG_BYTES)
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
        for name in NOT_OURS:
            self.requestHeaders.removeHeader(name)
        if self.arrived_bytes <= self.most_bytes:
            if self.arrived_bytes > LONG_BYTES:
                self.long_body, self.content = LongBody(self.content, self.arrived_bytes), BytesIO()
            return super().process()
        self.request_start = time.time()
        with translation.override(pages.browser_language({"headers": self._languages()})):
            self._send_page(413, gettext("Too much at once"), self._too_much)

    @property
    def _too_much(self) -> str:
        most = self.most_bytes >> 20
        return gettext("This is too much at once: %d MB at most. Nothing was changed: go back, and send less.") % most

    def _languages(self) -> list[tuple[bytes, bytes]]:
        """Return the Accept-Language headers."""
        return [(b"accept-language", each) for each in self.requestHeaders.getRawHeaders(b"accept-language", [])]

    def connectionLost(self, reason: Any) -> None:
        """Note that the browser has left."""
        self._drop_body()
        super().connectionLost(reason)

    def finish(self) -> None:
        """End the answer."""
        self._drop_body()
        super().finish()

    def _drop_body(self) -> None:
        if self.long_body:
            self.long_body.close()

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
        self._send_page(status, f"{status} {status_text.decode('ascii')}", body)

    def _send_page(self, status: int, title: str, words: str) -> None:
        page = pages.page(title, words)
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

    def lineLengthExceeded(self, line: bytes) -> None:
        """Refuse a line that is too long."""
        self._refuse(LONG_HEAD if self.requests else LONG_ADDRESS)

    def _maybeChooseTransferDecoder(self, header: bytes, data: bytes) -> bool:
        if header == b"Content-Length" and len(data) > LENGTH_DIGITS:  # Python reads 4,300 digits at most
            return self._failChooseTransferDecoder()
        return super()._maybeChooseTransferDecoder(header, data)

    def _respondToBadRequestAndDisconnect(self) -> None:
        is_long = self._receivedHeaderSize > self.totalHeadersSize or self._receivedHeaderCount > self.maxHeaders
        self._refuse(LONG_HEAD if is_long else UNREADABLE)

    def _refuse(self, refusal: Refusal) -> None:
        """Send a refusal, then discard what comes until the browser closes, for a moment at most."""
        status, reason, title, words = refusal
        with translation.override(pages.browser_language({"headers": self._languages()})):
            page = pages.page(str(title), str(words), number=status)
        lines = [(b"connection", b"close"), pages.HTML, (b"content-length", b"%d" % len(page)), *SECURITY_HEADERS]
        head = b"".join(b"%s: %s\r\n" % pair for pair in lines)
        self.transport.write(b"HTTP/1.1 %d %s\r\n%s\r\n%s" % (status, reason.encode(), head, page))
        self.lineReceived = self.rawDataReceived = self.dataReceived = _discard  # type: ignore[method-assign]
        self.setTimeout(LINGER_SECONDS)
        self.transport.loseWriteConnection()

    def _languages(self) -> list[tuple[bytes, bytes]]:
        """Return the Accept-Language headers, as far as the head was read; Twisted holds its last line back."""
        name, _, value = getattr(self, "_HTTPChannel__header", b"").partition(b":")
        last = [value.strip()] if name.lower() == b"accept-language" else []
        read = self.requests[-1].requestHeaders.getRawHeaders(b"accept-language", []) if self.requests else []
        return [(b"accept-language", value) for value in [*read, *last]]


def _discard(data: bytes) -> None:
    """Take bytes of a connection that was refused."""


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
