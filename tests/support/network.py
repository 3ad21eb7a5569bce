"""A bad network between phones and server: everything comes late, and now and then nothing comes for a second."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from random import Random

DELAY = 0.15
STALL = 1.0
CHANCE = 0.05
"How often what comes is held up for STALL seconds, with all that comes behind it, as TCP does when it has to repeat."


class Network:
    """Passes connections on to a port of this machine, on the loop of the test; at once until it `is_bad`."""

    port: int

    def __init__(self, to_port: int, is_bad: bool) -> None:
        self.to_port, self.is_bad, self.dice, self.stalls = to_port, is_bad, Random(40), 0

    async def takes(self, near: "End") -> None:
        """A connection has come: go on to the server."""
        loop = asyncio.get_running_loop()
        near.transport.pause_reading()
        try:
            await loop.create_connection(lambda: End(self, near), "127.0.0.1", self.to_port)
            near.transport.resume_reading()
        except OSError:
            near.transport.close()

    @property
    def delay(self) -> float:
        """Seconds that everything takes, each way."""
        return DELAY * self.is_bad

    def luck(self) -> float:
        """Seconds that something is held up."""
        stalls = self.is_bad and self.dice.random() < CHANCE
        self.stalls += stalls
        return STALL * stalls


class End(asyncio.Protocol):
    """One end of a connection. What comes in here goes out at the other end, late and in its order."""

    transport: asyncio.Transport
    other: "End"

    def __init__(self, network: Network, other: "End | None" = None) -> None:
        self.network, self.loop = network, asyncio.get_running_loop()
        self.due = self.loop.time()
        if other is None:  # a phone's: before its first byte comes TCP's greeting, there and back
            self.due += 3 * network.delay
        else:
            self.other, other.other = other, self

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A phone has come, or the server has taken it."""
        self.transport = transport  # type: ignore[assignment]
        if not hasattr(self, "other"):
            self.taking = self.loop.create_task(self.network.takes(self))

    def data_received(self, data: bytes) -> None:
        """It goes on in a while."""
        self._later(lambda: self.other.transport.write(data), self.network.luck())

    def connection_lost(self, error: Exception | None) -> None:
        """The other end hears of that, too."""
        if hasattr(self, "other"):
            self._later(self.other.transport.close, 0.0)

    def _later(self, what: Callable[[], None], held_up: float) -> None:
        self.due = max(self.due + 1e-6, self.loop.time() + self.network.delay) + held_up  # two at once have no order
        self.loop.call_at(self.due, what)


@asynccontextmanager
async def bad_network(to_port: int, is_bad: bool) -> AsyncIterator[Network]:
    """Phones come by its port; in a hurry, while it is still good."""
    network = Network(to_port, is_bad)
    server = await asyncio.get_running_loop().create_server(lambda: End(network), "127.0.0.1", 0)
    network.port = server.sockets[0].getsockname()[1]
    try:
        yield network
    finally:
        server.close()
