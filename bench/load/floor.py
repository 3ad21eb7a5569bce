"""The floor: a bare asyncio server in a process of its own, which writes as many bytes to as many sockets.

It takes lines. `<bytes> …` is answered with that many bytes; `all <bytes>` sends that many to all other connections.
"""

import asyncio
import subprocess
import sys
from time import perf_counter

from bench.systems.embedded import ROOT

connections: set["Side"] = set()


class Side(asyncio.Protocol):
    """The server's side of one connection."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody came."""
        self.transport = transport  # type: ignore[assignment]
        connections.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Somebody went."""
        connections.discard(self)

    def data_received(self, data: bytes) -> None:
        """Do what a line says."""
        self.data += data
        if not data.endswith(b"\n"):
            return
        words, self.data = self.data.split(), b""
        if words[0] != b"all":
            self.transport.write(bytes(int(words[0])))
            return
        message = bytes(int(words[1]))
        for other in connections - {self}:
            other.transport.write(message)


class Caller(asyncio.Protocol):
    """The load's side of one connection: it waits for so many bytes."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.left = 0
        self.future: asyncio.Future[float] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready."""
        self.transport = transport  # type: ignore[assignment]

    def expect(self, size: int) -> "asyncio.Future[float]":
        """When so many bytes have come."""
        self.left, self.future = size, asyncio.get_running_loop().create_future()
        return self.future

    def ask(self, asked: int, answered: int) -> "asyncio.Future[float]":
        """Send `asked` bytes, to be answered with `answered`."""
        future = self.expect(answered)
        self.transport.write((b"%d " % answered).ljust(asked - 1, b"x") + b"\n")
        return future

    def data_received(self, data: bytes) -> None:
        """Count."""
        self.left -= len(data)
        if self.left <= 0 and self.future is not None and not self.future.done():
            self.future.set_result(perf_counter())


class Floor:
    """The bare server, and so many connections to it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "bench.load.floor"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())
        self.callers: list[Caller] = []

    async def connect(self) -> Caller:
        """One more connection."""
        loop = asyncio.get_running_loop()
        _, caller = await loop.create_connection(Caller, "127.0.0.1", self.port)
        return caller

    async def fill(self, count: int) -> None:
        """Have so many connections."""
        while len(self.callers) < count:
            self.callers.append(await self.connect())

    async def fan_out(self, size: int) -> float:
        """Seconds until the last connection has so many bytes that all are sent."""
        control = await self.connect()
        waits = [caller.expect(size) for caller in self.callers]
        began = perf_counter()
        control.transport.write(b"all %d\n" % size)
        ends = await asyncio.wait_for(asyncio.gather(*waits), 60)
        control.transport.close()
        return max(ends) - began

    async def ask_at_once(self, asked: int, answered: int) -> list[float]:
        """Seconds until each of the connections has its answer, all asking in the same instant."""
        began = perf_counter()
        ends = await asyncio.wait_for(asyncio.gather(*(each.ask(asked, answered) for each in self.callers)), 60)
        return [end - began for end in ends]

    def stop(self) -> None:
        """Close all and end the process."""
        for caller in self.callers:
            caller.transport.close()
        self.process.terminate()
        self.process.wait(10)
        assert self.process.stdout
        self.process.stdout.close()


async def main() -> None:
    """Serve until ended."""
    server = await asyncio.get_running_loop().create_server(Side, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    from bench.report.limits import raise_descriptor_limit

    raise_descriptor_limit()
    asyncio.run(main())
