"""A long body waits on the disk, comes to the application in pieces, and goes with the browser that sent it."""

import asyncio
import os
import zlib

from bench.systems.embedded import Measured
from tests.server.test_server import FILES, WORD
from tests.support.wire_browser import ask, browse, connect, until

SENT = b"".join(b"%d," % number for number in range(900_000))
WAITING = 5
MIB = 1 << 20


async def said(program, words: str) -> bool:
    return words in (await ask(program.port, "/seen")).body.decode()


def send(program):
    """A browser that sends files, as a task."""
    return asyncio.ensure_future(
        ask(program.port, "/summed", "POST", SENT, Cookie=f"upload={WORD}", Content_Type=FILES)
    )


def deleted(program) -> set[str]:
    """The files without a name that it holds open."""
    folder = f"/proc/{program.process.pid}/fd"
    opened = {os.readlink(f"{folder}/{each}") for each in os.listdir(folder)}
    return {each for each in opened if each.endswith("(deleted)")}


def test_bodies_that_wait_cost_no_memory_and_come_whole_in_pieces(own_program):
    held = deleted(own_program)

    async def lesson():
        here = Measured(own_program.process.pid)
        before = here.rss_kib()
        sending = [send(own_program) for _ in range(WAITING)]
        await until(lambda: said(own_program, f"'waiting': {WAITING}"))
        grown = (here.rss_kib() - before) / 1024
        await ask(own_program.port, "/begin")
        return grown, [(await each).body for each in sending]

    grown, sums = browse(lesson())
    assert sums == [b"%d %d %d" % (len(SENT), zlib.crc32(SENT), 64 * 1024)] * WAITING
    assert grown < len(SENT) / MIB * WAITING / 3
    assert deleted(own_program) == held


def test_who_hangs_up_frees_the_disk_at_once_and_the_application_is_told(own_program):
    held = deleted(own_program)

    async def lesson():
        _reader, writer = await connect(own_program.port)
        head = f"POST /summed HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FILES}\r\nCookie: upload={WORD}\r\n"
        writer.write(f"{head}Content-Length: {len(SENT)}\r\n\r\n".encode() + SENT)
        await until(lambda: said(own_program, "'waiting': 1"))
        body = deleted(own_program) - held
        writer.transport.abort()
        await until(lambda: is_gone(own_program, body))
        await ask(own_program.port, "/begin")
        await until(lambda: said(own_program, "'left': 1"))
        return body

    assert len(browse(lesson())) == 1


async def is_gone(program, files: set[str]) -> bool:
    return not deleted(program) & files
