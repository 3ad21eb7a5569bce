"""The same on PostgreSQL behind nginx: a backup while a class answers comes back, and a monitor sees the parts."""

import asyncio
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench.patience import PATIENCE
from tests.asgi.test_metrics import samples
from tests.faults.test_restarts import stored, told
from tests.storage.test_archive import MANAGE, members
from tests.support.phones import a_hall, moves, phones, play, until
from tests.support.school import School
from tests.support.wire_browser import ask, browse


@pytest.fixture
def other(school: School) -> str:
    """The address of an empty database beside the school's."""
    with closing(psycopg.connect(school.database, autocommit=True)) as connection:
        connection.execute("CREATE DATABASE other")
    return school.postgresql.url("other")


def manage(school: School, *arguments: str | Path, **environment: str):
    """Run a command with the school's settings, or others."""
    names = {**school.environment, **environment}
    return subprocess.run([*MANAGE, *map(str, arguments)], env=names, capture_output=True, text=True, timeout=PATIENCE)


def answers(database: psycopg.Connection[Any], told: Iterable[int]) -> dict[int, str]:
    """What a database has of these participants; there may have been other rooms before."""
    of_these = "SELECT participant_id, value FROM live_response WHERE participant_id = ANY(%s)"
    return dict(database.execute(of_these, [list(told)]).fetchall())


def test_a_backup_while_a_class_answers_comes_back(school, other, tmp_path):
    file = tmp_path / "backup.tar.gz"

    async def story():
        async with a_hall(school, 100) as hall:
            await moves(hall, "open")
            hall.prepare()
            tapping = [asyncio.ensure_future(each.insist(number / 50)) for number, each in enumerate(phones(hall))]
            await until(lambda: len(told(hall)) > 25, "a quarter is acknowledged")
            before = told(hall)
            ended = await asyncio.to_thread(manage, school, "backup", file)
            assert ended.returncode == 0, ended
            await asyncio.gather(*tapping)
            assert stored(school, hall) == told(hall)
            return before, told(hall)

    before, all_told = play(story())
    kept = {name for name in members(file) if not name.startswith("media/")}  # which has the tour's picture
    assert kept == {"about.json", "show.pgdump", "secret-key"}
    ended = manage(school, "restore", file)
    assert (ended.returncode, ended.stderr) == (1, "CommandError: The database is in use; stop all servers first.\n")
    ended = manage(school, "restore", file, DATABASE_URL=other)
    assert ended.returncode == 0, ended
    with closing(psycopg.connect(other)) as restored:
        found = answers(restored, all_told)
    assert before.items() <= found.items() <= all_told.items()
    assert manage(school, "migrate", "--check", DATABASE_URL=other).returncode == 0
    assert "--replace" in manage(school, "restore", file, DATABASE_URL=other).stderr
    with closing(psycopg.connect(other, autocommit=True)) as restored:
        restored.execute("UPDATE live_response SET value = 'changed'")
        restored.execute("CREATE TABLE live_of_a_later_version (id integer)")
    assert manage(school, "restore", file, "--replace", DATABASE_URL=other).returncode == 0
    with closing(psycopg.connect(other)) as restored:
        assert answers(restored, all_told) == found
        assert restored.execute("SELECT to_regclass('live_of_a_later_version')").fetchone() == (None,)


def test_purging_vacuums(school):
    ended = manage(school, "purge")
    assert (ended.returncode, ended.stdout) == (0, "Names were removed from 0 rooms.\n"), ended


def test_a_process_is_ready_with_redis_and_not_without(school):
    port = school.processes[0].port

    def readiness() -> tuple[int, str]:
        found = browse(ask(port, "/readyz"))
        words, _, backup = found.body.decode().partition("last backup: ")
        assert backup in {"none yet\n", "0 hours ago\n"}
        return found.status, words

    assert readiness() == (200, "serving: ok\ndatabase: ok\nredis: ok\ndisk: ok\n")
    school.redis.hold()
    try:
        assert readiness() == (503, "serving: ok\ndatabase: ok\nredis: no answer\ndisk: ok\n")
        assert browse(ask(port, "/healthz")).status == 200
    finally:
        school.redis.go_on()


def test_ticks_are_counted(school):
    found = samples(browse(ask(school.processes[0].port, "/metrics")).body.decode())
    assert found["show_ticks_sent_total", ""] > 0


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/readyz", 404), ("/metrics", 404)])
def test_nginx_shows_strangers_no_more_than_that_it_runs(school, path, status):
    assert browse(ask(school.port, path)).status == status
