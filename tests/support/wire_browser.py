"""A browser's side of HTTP and WebSocket, byte by byte, so that it can also misbehave."""

import asyncio
import struct
from dataclasses import dataclass

from bench.patience import PATIENCE

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


_writers: list[asyncio.StreamWriter] = []


def browse(story):
    """Run a coroutine to its end, then cut all its connections. Its result."""

    async def whole():
        try:
            return await asyncio.wait_for(story, PATIENCE)
        finally:
            for writer in _writers:
                writer.transport.abort()
            _writers.clear()
            await asyncio.sleep(0)  # lets the loop see the cuts

    return asyncio.run(whole())


async def connect(port: int):
    """A bare connection: (reader, writer)."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    _writers.append(writer)
    return reader, writer


async def ask(port: int, path: str = "/", method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """One request on a connection of its own."""
    reader, writer = await connect(port)
    lines = {"Host": f"127.0.0.1:{port}", "Connection": "close", "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body)
    try:
        return await read_answer(reader)
    finally:
        writer.transport.abort()  # a close would wait for what the other side has refused to read


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    """The next answer of a connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)}
    if headers.get("transfer-encoding") == "chunked":
        body = b"".join([chunk async for chunk in _chunks(reader)])
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Answer(int(head[0].split()[1]), headers, body)


async def _chunks(reader: asyncio.StreamReader):
    while size := int(await reader.readline(), 16):
        yield (await reader.readexactly(size + 2))[:-2]


class Socket:
    """An open socket."""

    def __init__(self, reader, writer) -> None:
        self.reader, self.writer = reader, writer

    def send(self, data: bytes, opcode: int = 1) -> None:
        """Send one whole frame, masked with zeros."""
        size = len(data)
        if size < 126:
            length = bytes([128 | size])
        else:
            length = b"\xfe" + struct.pack("!H", size) if size < 65536 else b"\xff" + struct.pack("!Q", size)
        self.writer.write(bytes([128 | opcode]) + length + bytes(4) + data)

    async def frame(self) -> tuple[int, bytes]:
        """The next frame: (opcode, data)."""
        first, length = await self.reader.readexactly(2)
        if length == 126:
            (length,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return first & 15, await self.reader.readexactly(length)

    async def close_code(self) -> int:
        """The code of the close frame that ends this socket, 1006 without one."""
        try:
            while True:
                opcode, data = await self.frame()
                if opcode == 8:
                    return struct.unpack("!H", data[:2])[0]
        except (asyncio.IncompleteReadError, ConnectionError):
            return 1006
        finally:
            self.writer.close()


async def handshake(port: int, path: str, **headers: str):
    """(status, socket): 101 and an open socket, or the refusal's status."""
    reader, writer = await shake_hands(port, path, **headers)
    status = int((await reader.readuntil(b"\r\n\r\n")).split()[1])
    return status, Socket(reader, writer)


async def shake_hands(port: int, path: str, method: str = "GET", **headers: str):
    """Ask for a socket, on a connection of its own; the answer is not read yet."""
    reader, writer = await connect(port)
    lines = {"Host": f"127.0.0.1:{port}", "Upgrade": "websocket", "Connection": "Upgrade"}
    lines |= {"Sec-WebSocket-Key": KEY, "Sec-WebSocket-Version": "13"} | headers
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode())
    return reader, writer


async def open_socket(port: int, path: str, **headers: str) -> Socket:
    """An open socket, or an assertion."""
    status, socket = await handshake(port, path, **headers)
    assert status == 101
    return socket


async def until(condition) -> None:
    """Wait until an async condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not await condition():  # noqa: ASYNC110 (what it waits for happens in another process)
            await asyncio.sleep(0.01)
