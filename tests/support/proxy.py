"""The way between a phone and the program: a proxy that refuses WebSockets, one that can be cut, one with TLS."""

import asyncio
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from bench.patience import PATIENCE
from bench.systems.engines import binary

REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class RefusingProxy:
    """As some schools have one: passes everything to a port of this machine but upgrades, and counts those."""

    refuses = True
    tls: ssl.SSLContext | None = None

    def __init__(self, to_port: int) -> None:
        self.to_port, self.port, self.refused = to_port, 0, 0
        self.is_cut = False
        self.ways: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Where the pages are found, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, ready: threading.Event) -> None:
        """Listen on a free port until it is stopped."""
        self.loop, self.stopped = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self.stopped.wait()
        server.close()

    def stop(self) -> None:
        """Stop listening, and cut what is open; from any thread."""
        self.loop.call_soon_threadsafe(self.stopped.set)

    def cut(self) -> None:
        """End all that is open and let nothing in, until it is mended; from any thread."""
        self.is_cut = True
        self.loop.call_soon_threadsafe(self._end_all)

    def mend(self) -> None:
        """Let everything pass again."""
        self.is_cut = False

    def _end_all(self) -> None:
        for writer in self.ways:
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            return writer.transport.abort()
        self.ways.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError), closing(writer):
            head = await reader.readuntil(b"\r\n\r\n")  # browsers upgrade on a new connection only
            if self.refuses and b"upgrade: websocket" in head.lower():
                self.refused += 1
                writer.write(REFUSAL)
            else:
                await self._pass(head, reader, writer)
        self.ways.discard(writer)

    async def _pass(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.to_port)
        to_server.write(head)
        await asyncio.gather(_copy(reader, to_server), _copy(from_server, writer))


class FrailProxy(RefusingProxy):
    """Passes everything, upgrades too."""

    refuses = False


class Tunnel(FrailProxy):
    """Passes everything, and ends TLS with a certificate of its own."""

    def __init__(self, to_port: int) -> None:
        super().__init__(to_port)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.TemporaryDirectory() as folder:
            files = [f"{folder}/key", f"{folder}/certificate"]
            options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
            command = [binary("openssl"), "req", *options, "-keyout", files[0], "-out", files[1]]
            subprocess.run(command, check=True, capture_output=True)
            self.tls.load_cert_chain(files[1], files[0])

    @property
    def url(self) -> str:
        """Where the pages are found, without a slash at the end."""
        return f"https://127.0.0.1:{self.port}"


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError), closing(target):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()


@contextmanager
def refusing_proxy(to_port: int, kind: type[RefusingProxy] = RefusingProxy) -> Iterator[RefusingProxy]:
    """The proxy, on a loop in a thread of its own."""
    proxy, ready = kind(to_port), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(proxy.serve(ready)))
    thread.start()
    assert ready.wait(PATIENCE)
    yield proxy
    proxy.stop()
    thread.join(PATIENCE)
