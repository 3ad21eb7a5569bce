"""Clients that do not read, that flood, that send too much or too slowly (T13, T14, T15), while a class is served."""

import asyncio
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from statistics import quantiles
from time import perf_counter

from bench.load.browser import Browser, found
from bench.load.crowd import Crowd
from bench.load.http import HttpConnection, Lost, Reply
from bench.patience import PATIENCE
from tests.support.phones import a_hall, fill, moves, phones, play, presses, timed, until
from tests.support.server import Server

PING = b"\x89\x80\0\0\0\0"
MIB = 1024
UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://{}\r\n\r\n"
)


def frame(size: int) -> bytes:
    """A text frame of so many bytes, as a browser would mask it."""
    head = b"\x81" + (bytes([128 | size]) if size < 126 else b"\xff" + struct.pack("!Q", size))
    return head + bytes(4) + b"x" * size


def handshake(browser: Browser, path: str) -> bytes:
    """A browser's request for a socket."""
    return browser.request("GET", path)[:-2] + UPGRADE.format(browser.host).encode()


async def slow_reader(port: int, request: bytes) -> socket.socket:
    """A socket with next to no buffer, of which nothing will be read."""
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(slow, ("127.0.0.1", port))
    await loop.sock_sendall(slow, request)
    return slow


async def chatter(sockets: list[socket.socket]) -> None:
    """A byte now and then keeps a connection alive."""
    while True:
        for each in sockets:
            with suppress(OSError):
                each.send(PING)
        await asyncio.sleep(0.5)


async def class_answers(hall: Crowd, turn: int = 0) -> float:
    """The class answers over some time, otherwise at each turn: the 95th percentile of the waits for "Received"."""
    for number, each in enumerate(hall.students):
        each.prepare(number + turn)
    await hall.answer_over(1.0)
    assert hall.errors == []
    assert all(each.acknowledged for each in hall.students)
    waits = [each.reply.at - each.sent_at for each in hall.students if each.reply]
    return quantiles(waits, n=20)[-1]


class Watch:
    """How a server's memory and open files grow, and how they come back."""

    def __init__(self, server: Server) -> None:
        self.server, self.rss, self.files = server, server.rss_kib(), server.descriptors()
        self.peak = 0.0

    async def look(self) -> None:
        """Note the peak until cancelled."""
        while True:
            self.peak = max(self.peak, (self.server.rss_kib() - self.rss) / MIB)
            await asyncio.sleep(0.02)

    def grown(self) -> float:
        """MiB more than at first, at the worst moment seen."""
        return max(self.peak, (self.server.rss_kib() - self.rss) / MIB)


def test_readers_who_never_read_silent_or_chatty_are_cut_and_cost_the_class_nothing(server, size, bars):
    count, people, pushes = size(8, 50), size(100, 300), size(260, 800)

    async def story():
        async with a_hall(server, 40) as hall:
            await fill(hall, people - 40)
            await moves(hall, "open")
            calm = await class_answers(hall)
            watch = Watch(server)
            path = found(r'hx-ws:connect="([^"]+)"', hall.host.page)
            request = handshake(hall.host.browser, path)
            slow = [await slow_reader(server.port, request) for _ in range(count)]
            chatting = asyncio.ensure_future(chatter(slow[::2]))
            looking = asyncio.ensure_future(watch.look())
            await until(lambda: server.descriptors() >= watch.files + count, "the slow ones listen")
            person = str(hall.students[-1].id)  # whom the live page lists
            for turn in range(pushes):
                await presses(hall, **{("hide_person", "show_person")[turn % 2]: person})
            await moves(hall, "close", "open")
            told = await class_answers(hall)
            cut = await until(lambda: server.descriptors() < watch.files + count // 4, "the slow ones are cut")
            for task in (chatting, looking):
                task.cancel()
            for each in slow:
                each.close()
            bars.hold(f"13 {count} slow readers: memory", watch.grown(), 60, "MiB")
            bars.hold(f"13 {count} slow readers: the last is cut after", cut, 5)
            bars.hold("13 others' answers, p95", told, max(0.5, 1.2 * calm))
        assert server.bugs == []

    play(story())


def test_floods_of_frames_are_ended_and_nobody_waits_for_them(server, size, bars):
    frames, flooders = size(20_000, 100_000), size(12, 50)

    async def story():
        async with a_hall(server, 60) as hall:
            bad = await fill(hall, flooders + 1)
            await moves(hall, "open")
            hall.students = hall.students[:60]
            watch = Watch(server)
            looking = asyncio.ensure_future(watch.look())
            flood = frame(20) * frames
            for several in ([bad[0]], bad[1:]):
                sockets = [each.socket for each in several if each.socket]
                began = perf_counter()
                for each in sockets:
                    each.transport.write(flood if len(several) == 1 else flood[: len(flood) // 10])
                told = asyncio.ensure_future(class_answers(hall))
                await until(lambda: all(each.transport.is_closing() for each in sockets), "the flood is ended")  # noqa: B023
                bars.hold(f"14 floods of {len(several)}: closed after", perf_counter() - began, 1 + len(several) / 10)
                bars.hold("14 others' answers, p95", await told, 0.5)
                assert {each.closed_with for each in sockets} <= {4400, 4008, None}
            looking.cancel()
            bars.hold(f"14 {frames} frames from one, a tenth each from {flooders}: memory", watch.grown(), 50, "MiB")
            for flooder in bad:
                flooder.leave()
        assert server.bugs == []

    play(story())


async def raw(port: int, *parts: bytes) -> Reply:
    """Send bytes on a connection of their own; what is answered."""
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(HttpConnection, "127.0.0.1", port)
    try:
        answer = connection.ask(b"")
        for part in parts:
            connection.transport.write(part)
        return await asyncio.wait_for(answer, PATIENCE)
    finally:
        connection.transport.close()


def endless(browser: Browser, path: str) -> tuple[bytes, ...]:
    """A post of 10 MB that does not say how long it is."""
    head = browser.request("POST", path).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    return head, *[piece] * 160, b"0\r\n\r\n"


def many_headers(browser: Browser) -> bytes:
    """A request with 1,000 headers."""
    return browser.request("GET", "/")[:-2] + b"".join(b"X-%d: 1\r\n" % number for number in range(1000)) + b"\r\n"


async def status(asked: Callable[[], "asyncio.Future[Reply]"] | object) -> int | str:
    """The status of an answer, or that the connection was cut."""
    try:
        reply: Reply = await asked  # type: ignore[misc]
    except (Lost, OSError):
        return "cut"
    return reply.status


def test_what_is_too_large_is_refused_whoever_sends_it(server, bars):
    async def story():
        async with a_hall(server, 20) as hall:
            await moves(hall, "open")
            watch, ana = Watch(server), phones(hall)[0]
            answer = f"{ana.browser.path}answer/"
            assert ana.socket
            ana.socket.transport.write(frame(2 << 20))
            assert await status(raw(server.port, *endless(ana.browser, answer))) in {413, "cut"}
            assert await status(raw(server.port, *endless(hall.host.browser, "/quizzes/new/"))) in {
                400,
                403,
                413,
                "cut",
            }
            assert await status(raw(server.port, many_headers(ana.browser))) in {431, "cut"}
            await until(lambda: not ana.is_connected, "the socket of the large frame is closed")
            await ana.look_again()
            bars.hold("15 oversize frames, bodies and heads: memory", watch.grown(), 50, "MiB")
            bars.hold("15 others' answers, p95", await class_answers(hall), 0.5)
        assert server.bugs == []

    play(story())


async def drips(port: int, half: bytes) -> asyncio.Transport:
    """A connection on which a request has begun."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_connection(asyncio.Protocol, "127.0.0.1", port)
    transport.write(half)
    return transport


def test_requests_that_drip_hold_up_nobody(server, size, is_long, bars):
    count = size(100, 500)

    async def story():
        async with a_hall(server, 40) as hall:
            await moves(hall, "open")
            watch, ana = Watch(server), hall.students[0].browser
            heads = [b"GET / HTTP/1.1\r\nHost: ", ana.request("POST", "/play/1/answer/", b"x" * 900)[:-899]]
            began = perf_counter()
            slow = [await drips(server.port, heads[number % 2]) for number in range(count)]
            dripping = asyncio.ensure_future(drip(slow))
            bars.hold(f"15 {count} slow-loris: others' answers, p95", await class_answers(hall), 0.5)
            bars.hold(
                f"15 {count} slow-loris: a page for somebody new", await timed(Browser(server.port).visit("/")), 0.5
            )
            bars.hold(f"15 {count} slow-loris: memory", watch.grown(), 50, "MiB")
            if is_long:
                await until(lambda: all(each.is_closing() for each in slow), "they are cut")
                bars.hold(f"15 {count} slow-loris: the last is cut after", perf_counter() - began, 75)
            dripping.cancel()
            for each in slow:
                each.abort()
        assert server.bugs == []

    play(story())


async def drip(slow: list[asyncio.Transport]) -> None:
    """One more byte for each, once a second."""
    while True:
        await asyncio.sleep(1)
        for each in slow:
            each.write(b"x")
