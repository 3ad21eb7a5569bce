"""HTTP/1.1 and WebSocket clients that cost next to nothing, so that one process can be a whole lecture hall."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from bench.patience import PATIENCE

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
NO_BODY = {204, 304}
TEXT, CLOSE, PING = 1, 8, 9


class Lost(Exception):
    """The other side went before it had answered."""


@dataclass(slots=True)
class Reply:
    """One HTTP answer, and when its last byte was there."""

    status: int
    head: bytes
    body: bytes
    at: float

    def headers(self, name: str) -> list[str]:
        """All values of one header."""
        found = re.findall(rb"\r\n" + name.encode() + rb": *([^\r]*)", self.head, re.IGNORECASE)
        return [value.decode("latin-1") for value in found]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class HttpConnection(asyncio.Protocol):
    """One kept-alive connection with at most one request on its way."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.data = b""
        self.future: asyncio.Future[Reply] | None = None
        self.open = True
        self.used = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready to ask."""
        self.transport = transport  # type: ignore[assignment]

    def ask(self, request: bytes) -> "asyncio.Future[Reply]":
        """Send a whole request; its answer will be the future's result. Raises Lost there."""
        self.future = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.future

    def data_received(self, data: bytes) -> None:
        """Collect an answer until it is whole."""
        self.data = self.data + data if self.data else data
        end = self.data.find(b"\r\n\r\n")
        if end < 0:
            return
        head, body = self.data[: end + 2], self.data[end + 4 :]
        status = int(head[9:12])
        whole = _body(status, head, body)
        if whole is not None and self.future is not None:
            self.data, self.used = b"", True
            future, self.future = self.future, None
            if not future.done():
                future.set_result(Reply(status, head, whole, perf_counter()))

    def connection_lost(self, error: Exception | None) -> None:
        """Whoever waits is told."""
        self.open = False
        if self.future is not None and not self.future.done():
            self.future.set_exception(Lost(str(error or "closed")))


def _body(status: int, head: bytes, body: bytes) -> bytes | None:
    """The whole body, or None while some of it is missing."""
    if status in NO_BODY:
        return b""
    if match := LENGTH.search(head):
        return body if len(body) >= int(match[1]) else None
    if CHUNKED.search(head):
        return _unchunked(body) if body.endswith(b"0\r\n\r\n") else None
    raise Lost("an answer without a length")


def _unchunked(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        parts.append(rest[:length])
        body = rest[length + 2 :]
    return b"".join(parts)


class Http:
    """A browser's way to one server: a connection that is kept, and made again when it has gone."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection: HttpConnection | None = None
        self.bytes_in = 0

    async def send(self, request: bytes) -> Reply:
        """Ask, once more when a kept connection turns out to be gone. Raises Lost or TimeoutError."""
        connection = self.connection
        if connection is None or not connection.open:
            connection = await self._connect()
        try:
            reply = await asyncio.wait_for(connection.ask(request), PATIENCE)
        except Lost:
            if not connection.used:
                raise
            connection = await self._connect()
            reply = await asyncio.wait_for(connection.ask(request), PATIENCE)
        self.bytes_in += len(reply.head) + 2 + len(reply.body)
        return reply

    async def _connect(self) -> HttpConnection:
        loop = asyncio.get_running_loop()
        _, self.connection = await loop.create_connection(HttpConnection, "127.0.0.1", self.port)
        return self.connection

    def close(self) -> None:
        """Let go of the connection, as a phone does after a while."""
        if self.connection is not None:
            self.connection.transport.close()
            self.connection = None


class Socket(asyncio.Protocol):
    """A WebSocket that only listens: each message goes to `hear` as it comes."""

    transport: asyncio.Transport

    def __init__(self, request: bytes, hear: Callable[[bytes], None]) -> None:
        self.request, self.hear = request, hear
        self.rest = b""
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed_with: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = transport  # type: ignore[assignment]
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """The handshake's answer, then frames."""
        self.rest = self.rest + data if self.rest else data
        if not self.opened.done():
            end = self.rest.find(b"\r\n\r\n")
            if end < 0:
                return
            if self.rest[9:12] != b"101":
                self.opened.set_exception(Lost(f"the socket was refused: {self.rest[:40]!r}"))
                return
            self.rest = self.rest[end + 4 :]
            self.opened.set_result(None)
        while self._frame():
            pass

    def _frame(self) -> bool:
        """Take one frame off what has come; False when it is not whole yet."""
        data = self.rest
        if len(data) < 2:
            return False
        length, start = data[1] & 127, 2
        if length > 125:
            start = 4 if length == 126 else 10
            length = int.from_bytes(data[2:start], "big")
        if len(data) < start + length or len(data) < start:
            return False
        self.rest = data[start + length :]
        self._take(data[0] & 15, data[start : start + length])
        return True

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == TEXT:
            self.hear(payload)
        elif opcode == PING:  # masked with zeros, which changes nothing
            self.transport.write(bytes((0x8A, 0x80 | len(payload), 0, 0, 0, 0)) + payload)
        elif opcode == CLOSE:
            self.closed_with = int.from_bytes(payload[:2], "big")
            self.transport.write(bytes((0x88, 0x80 | len(payload), 0, 0, 0, 0)) + payload)

    def connection_lost(self, error: Exception | None) -> None:
        """Somebody who still waits for the handshake is told."""
        if not self.opened.done():
            self.opened.set_exception(Lost(str(error or "closed")))

    def close(self) -> None:
        """Go."""
        self.transport.close()


async def connect(port: int, request: bytes, hear: Callable[[bytes], None]) -> Socket:
    """Open a socket. Raises Lost or TimeoutError."""
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: Socket(request, hear), "127.0.0.1", port)
    await asyncio.wait_for(socket.opened, PATIENCE)
    return socket
