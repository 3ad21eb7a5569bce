"""Nothing stays on the disk of what was deleted, while the server runs and after it (T41)."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.load.people import token
from bench.systems.embedded import ROOT
from tests.support.named_class import named
from tests.support.phones import a_hall, moves, play, presses, teacher_of
from tests.support.server import Server

NAMES = ("Zq7x Ana", "Zq7x Bo", "Zq7x Çelik")
MARK = b"Zq7x"
DELETED_QUIZ = """INSERT INTO live_quiz (owner_id, title, tags, find, rules, created_at, deleted_at)
    VALUES (1, 'Zq7x capitals', '[]', 'zq7x capitals', '{}', '2020-01-01', '2020-01-01')"""


def places(folder: Path, mark: bytes) -> list[str]:
    """The files in which something is written."""
    return [path.name for path in folder.rglob("*") if path.is_file() and mark in path.read_bytes()]


async def lesson(server: Server) -> str:
    """A lesson with names that are marked, one of them changed and one removed; the room's path below /host."""
    async with a_hall(server, 30) as hall:
        ana, bo, _celik = await named(hall, *NAMES)
        await moves(hall, "open")
        hall.prepare()
        await hall.answer_at_once()
        await hall.host.browser.submit(f"{hall.host.path}person/{ana.id}/", rename(hall.host.token, "Zq7x Anastasia"))
        await moves(hall, "close", "reveal")
        await hall.host.browser.submit(f"{hall.host.path}person/{bo.id}/", {**csrf(hall.host.token), "do": "remove"})
        await presses(hall, move="end")
        return hall.host.path


def csrf(token: str) -> dict[str, str]:
    return {"csrfmiddlewaretoken": token}


def rename(token: str, nickname: str) -> dict[str, str]:
    return {**csrf(token), "do": "rename", "nickname": nickname}


@pytest.fixture
def taught(own_server: Server) -> tuple[Server, str]:
    """A server on which two lessons were held, and the number of the first room; the marked names are on its disk."""
    path = play(lesson(own_server))
    assert set(places(own_server.data, MARK)) >= {"show.sqlite3-wal"}
    assert len(own_server.rows("SELECT 1 FROM live_participant WHERE nickname LIKE 'Zq7x%'")) == 3
    return own_server, path.split("/")[2]


def nothing_is_left(server: Server) -> None:
    """Neither now, nor after the end, nor in what it wrote."""
    assert places(server.data, MARK) == []
    assert server.stop() == 0
    assert places(server.data, MARK) == []
    assert MARK.decode() not in server.words


def test_delete_now_leaves_nothing_behind(taught):
    server, room = taught

    async def deletes():
        teacher = await teacher_of(server)
        page = await teacher.visit(f"/rooms/{room}/delete/")
        form = urlencode(csrf(token(page.text))).encode()
        reply = await teacher.send(teacher.request("POST", f"/rooms/{room}/delete/", form))
        assert reply.status == 302
        teacher.http.close()

    play(deletes())
    assert server.rows("SELECT 1 FROM live_participant") == []
    nothing_is_left(server)


def test_when_its_time_is_over_nothing_but_totals_is_left(taught):
    server, _room = taught
    with closing(sqlite3.connect(server.database, isolation_level=None, timeout=20)) as database:
        database.execute("UPDATE live_room SET ended_at = '2020-01-01'")
        database.execute(DELETED_QUIZ)
    totals = server.rows("SELECT value, count(*) FROM live_response GROUP BY value")
    command = [sys.executable, str(ROOT / "manage.py"), "purge"]
    ran = subprocess.run(command, env={**os.environ, "SHOW_DATA": str(server.data)}, capture_output=True, text=True)
    assert ran.stdout == "Names were removed from 1 room.\n", ran.stderr
    assert sum(count for _value, count in totals) - 1 == server.rows("SELECT count(*) FROM live_response")[0][0]
    nothing_is_left(server)
