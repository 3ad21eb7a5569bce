"""A way to the database that swallows all when it is told to: nothing is closed, nothing comes through."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from bench.patience import PATIENCE


class Hole:
    """A proxy on a port of loopback, on a loop in a thread of its own."""

    def __init__(self, to_port: int) -> None:
        self.to_port, self.port, self.is_black = to_port, 0, False

    async def serve(self, ready: threading.Event) -> None:
        """Listen until it is stopped."""
        self.loop, self.stopped = asyncio.get_running_loop(), asyncio.Event()
        self.ways: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self.stopped.wait()
        server.close()
        for way in self.ways:
            way.cancel()
        await asyncio.gather(*self.ways, return_exceptions=True)

    def stop(self) -> None:
        """Stop listening, and cut what is open; from any thread."""
        self.loop.call_soon_threadsafe(self.stopped.set)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        way = asyncio.ensure_future(self._pass(reader, writer))
        self.ways.add(way)
        way.add_done_callback(self.ways.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError), closing(writer):
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.to_port)
            with closing(to_server):
                await asyncio.gather(self._copy(reader, to_server), self._copy(from_server, writer))

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if not self.is_black:
                    target.write(data)
                    await target.drain()
            if self.is_black:  # a goodbye is lost, too
                await self.stopped.wait()
            target.close()


@contextmanager
def a_hole(to_port: int) -> Iterator[Hole]:
    """Something on the way to a port; it passes all until it `is_black`."""
    hole, ready = Hole(to_port), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(hole.serve(ready)))
    thread.start()
    assert ready.wait(PATIENCE)
    yield hole
    hole.stop()
    thread.join(PATIENCE)
