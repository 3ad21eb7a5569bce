"""The disk is full, then it is not (T10)."""

import asyncio
import sqlite3
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.load.crowd import Crowd
from tests.faults.test_restarts import stored, told
from tests.support.disk import Disk, Limit, small_disk
from tests.support.phones import a_hall, moves, phones, play, press
from tests.support.server import Server

SENTENCE = b"could not be written down"


async def everybody_answers(hall: Crowd) -> Counter[int]:
    """All tap at once; how often each status came."""
    await asyncio.gather(*(each.answer() for each in hall.students))
    return Counter(each.reply.status for each in hall.students if each.reply)


async def lesson_on(server: Server, disk: Disk) -> None:
    """A class answers before, while and after the disk is full."""
    async with a_hall(server, 60) as hall:
        await moves(hall, "open")
        hall.prepare()
        assert await everybody_answers(hall) == {200: 60}
        before = stored(server, hall)
        disk.fill(server.pid)
        for turn in range(1, 40):
            for number, each in enumerate(hall.students):
                each.prepare(number + turn)
            statuses = await everybody_answers(hall)
            assert set(statuses) <= {200, 503}, server.words
            before |= told(hall)
            assert stored(server, hall) == before
            if statuses[503] == 60:
                break
        assert statuses == {503: 60}
        assert all(SENTENCE in each.reply.body for each in hall.students if each.reply)
        reply = await press(hall, move="close")
        assert (reply.status, SENTENCE in reply.body) == (503, True)
        form = urlencode({"csrfmiddlewaretoken": hall.host.token, "title": "Another"}).encode()
        reply = await hall.host.browser.send(hall.host.browser.request("POST", "/quizzes/new/", form))
        assert (reply.status, SENTENCE in reply.body) == (503, True)
        page = await phones(hall)[0].browser.visit(phones(hall)[0].browser.path)
        assert page.status == 200
        disk.free(server.pid)
        assert await everybody_answers(hall) == {200: 60}
        assert stored(server, hall) == {each.id: each.value for each in hall.students}
        await moves(hall, "close", "reveal")


@pytest.mark.parametrize("kind", ["disk", "limit"])
def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_written_and_all_goes_on_when_there_is_room(kind, tmp_path):
    folder = Path(tmp_path / "data")
    with small_disk(folder) as disk:
        server = Server(folder)
        try:
            play(lesson_on(server, disk if kind == "disk" else Limit()))
            expected = ("The database took nothing", "Service Unavailable")
            assert [line for line in server.bugs if not any(words in line for words in expected)] == []
        finally:
            assert server.stop() == 0
        connection = sqlite3.connect(server.database)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
