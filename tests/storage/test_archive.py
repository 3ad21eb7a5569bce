"""Everything in one file while a class answers, and back from it (T42)."""

import asyncio
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.patience import PATIENCE
from bench.systems.embedded import ROOT
from live.storage import last_backup
from tests.faults.test_restarts import stored, told
from tests.support.phones import a_hall, moves, phones, play, until
from tests.support.server import Server, with_tables

MANAGE = [sys.executable, str(ROOT / "manage.py")]


def manage(
    data: Path, *arguments: str | Path, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command on a data folder."""
    names = {**os.environ, "SHOW_DATA": str(data), **environment}
    return subprocess.run(
        [*MANAGE, *map(str, arguments)], env=names, input=given, capture_output=True, timeout=PATIENCE
    )


def said(data: Path, *arguments: str | Path) -> str:
    """Run one that is refused; its sentence."""
    ended = manage(data, *arguments)
    assert ended.returncode == 1, ended
    return ended.stderr.decode().strip()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a database and pictures."""
    folder = with_tables(tmp_path / "saved")
    (folder / "media" / "1").mkdir(parents=True)
    (folder / "media" / "1" / "cat.png").write_bytes(b"a cat")
    return folder


@pytest.fixture
def file(data: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    assert manage(data, "backup", tmp_path / "backup.tar.gz").returncode == 0
    return tmp_path / "backup.tar.gz"


@pytest.mark.parametrize("to", ["file", "-"])
def test_a_backup_that_was_made_is_noted_beside_the_data_and_one_that_failed_is_not(data, tmp_path, to):
    assert last_backup.when(data) is None
    assert manage(data, "backup", tmp_path / "nowhere" / "backup.tar.gz").returncode == 1
    assert last_backup.when(data) is None
    assert manage(data, "backup", tmp_path / "backup.tar.gz" if to == "file" else "-").returncode == 0
    at = last_backup.when(data)
    assert at is not None
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)


def members(file: Path) -> dict[str, bytes]:
    """What is in a backup."""
    with tarfile.open(file) as tar:
        return {each.name: source.read() for each in tar if (source := tar.extractfile(each))}


def test_a_backup_has_the_database_the_key_and_the_pictures(data, file):
    found = members(file)
    assert set(found) == {"about.json", "show.sqlite3", "secret-key", "media/1/cat.png"}
    assert found["secret-key"].decode() == (data / "secret-key").read_text()
    assert json.loads(found["about.json"])["database"] == "show.sqlite3"
    assert found["show.sqlite3"].startswith(b"SQLite format 3\0")


def test_nobody_else_may_read_it_and_nothing_is_left_beside_it(data, file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(path.name for path in file.parent.iterdir()) == ["backup.tar.gz", "saved"]
    assert [path.name for path in data.iterdir() if path.name.startswith("backup-")] == []


def test_it_comes_back_into_an_empty_folder(data, file, tmp_path):
    other = tmp_path / "other"
    ended = manage(other, "restore", file)
    assert ended.stdout == b"Everything is back. Start the server again.\n", ended
    assert (other / "secret-key").read_text() == (data / "secret-key").read_text()
    assert (other / "media" / "1" / "cat.png").read_bytes() == b"a cat"
    assert manage(other, "migrate", "--check", "-v0").returncode == 0
    assert {stat.S_IMODE((other / name).stat().st_mode) for name in ("show.sqlite3", "secret-key")} == {0o600}


def test_by_standard_output_and_input_too(data, tmp_path):
    saved = manage(data, "backup", "-").stdout
    assert manage(tmp_path / "other", "restore", "-", given=saved).returncode == 0
    assert (tmp_path / "other" / "media" / "1" / "cat.png").read_bytes() == b"a cat"


def test_a_backup_is_not_written_over_another_unless_asked(data, file):
    assert said(data, "backup", file).startswith(f"CommandError: {file} is there already; ")
    assert manage(data, "backup", file, "--replace").returncode == 0


def test_data_are_not_let_go_of_unless_asked(data, file):
    before = (data / "show.sqlite3").read_bytes()
    assert "--replace lets go of them" in said(data, "restore", file)
    assert (data / "show.sqlite3").read_bytes() == before
    (data / "media" / "1" / "dog.png").write_bytes(b"a dog")
    assert manage(data, "restore", file, "--replace").returncode == 0
    assert [path.name for path in (data / "media" / "1").iterdir()] == ["cat.png"]


def test_nothing_is_saved_of_nothing(tmp_path):
    assert "has nothing to save yet" in said(tmp_path / "none", "backup", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_file_that_cannot_be_written_is_said(data, tmp_path):
    assert "could not be written (No such file or directory)" in said(data, "backup", tmp_path / "no" / "x")


def tar(**files: bytes) -> bytes:
    """A tar of these files; in names / is written as __."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as made:
        for name, content in files.items():
            member = tarfile.TarInfo(name.replace("__", "/"))
            member.size = len(content)
            made.addfile(member, io.BytesIO(content))
    return out.getvalue()


def about(database: str, format: int = 1) -> bytes:
    return json.dumps({"format": format, "database": database}).encode()


def everything(data: Path) -> dict[Path, bytes]:
    """All files of a data folder but its lock."""
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != "lock"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no backup of Show of Hands"),
        (b"x" * 5000, "is no backup of Show of Hands"),
        (tar(readme=b"?"), "is no backup of Show of Hands"),
        (tar(**{"about.json": b"[]"}), "is no backup of Show of Hands"),
        (tar(**{"about.json": about("show.sqlite3", 2), "show.sqlite3": b""}), "by another version"),
        (tar(**{"about.json": about("show.sqlite3")}), "by another version"),
        (tar(**{"about.json": about("show.pgdump"), "show.pgdump": b"x"}), "has show.pgdump in it"),
        (tar(**{"about.json": about("show.sqlite3"), "show.sqlite3": b"x" * 5000}), "has a damaged database"),
        (tar(**{"..__out": b"x"}), "names files outside"),
        (tar(**{"__tmp__out": b"x"}), "names files outside"),
    ],
    ids=range(10),  # not the bytes, which hold the second in which they were packed
)
def test_what_is_no_backup_changes_nothing(data, tmp_path, content, why):
    (tmp_path / "x.tar.gz").write_bytes(content)
    before = everything(data)
    assert why in said(data, "restore", tmp_path / "x.tar.gz", "--replace")
    assert everything(data) == before


def test_half_a_backup_is_none(data, file, tmp_path):
    (tmp_path / "half").write_bytes(file.read_bytes()[:-2000])
    assert "not all of one" in said(data, "restore", tmp_path / "half", "--replace")


def test_a_folder_that_is_served_is_refused(own_server, file):
    assert "is being served" in said(own_server.data, "restore", file, "--replace")


def test_another_secret_key_is_said(file, tmp_path):
    ended = manage(tmp_path / "other", "restore", file, SECRET_KEY="another one")
    assert (ended.returncode, b"SECRET_KEY is not the one of the backup" in ended.stderr) == (0, True)


def test_a_backup_while_200_answer_is_a_whole_beginning_with_every_answer_acknowledged_before(own_server, tmp_path):
    server = own_server
    file, count = tmp_path / "backup.tar.gz", 200

    async def story():
        async with a_hall(server, count) as hall:
            await moves(hall, "open")
            hall.prepare()
            tapping = [asyncio.ensure_future(each.insist(number / 100)) for number, each in enumerate(phones(hall))]
            await until(lambda: len(told(hall)) > count // 4, "a quarter is acknowledged")
            before = told(hall)
            ended = await asyncio.to_thread(manage, server.data, "backup", file)
            assert ended.returncode == 0, ended
            after = told(hall)
            await asyncio.gather(*tapping)
            assert stored(server, hall) == told(hall)
            return before, after, told(hall)

    before, after, all_told = play(story())
    assert server.stop() == 0
    other = tmp_path / "other"
    assert manage(other, "restore", file).returncode == 0
    with closing(sqlite3.connect(other / "show.sqlite3")) as restored:
        assert restored.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert restored.execute("PRAGMA foreign_key_check").fetchall() == []
        found = dict(restored.execute("SELECT participant_id, value FROM live_response"))
    assert before.items() <= found.items() <= all_told.items()
    assert len(before) < len(all_told), "some came after it began"
    assert len(after) >= len(before)
    again = Server(other, cap=1000)
    assert again.stop() == 0
