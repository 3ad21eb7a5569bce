"""One server for a data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from live.storage import lock
from tests.support.fixtures.runs import ROOT, environment

HOLD = """
import pathlib, sys
from live.storage import lock
held = lock.hold(pathlib.Path(sys.argv[1]))
print("held", flush=True)
input()
"""


def test_a_folder_is_held_once_and_free_after_the_file_is_closed(tmp_path: Path) -> None:
    held = lock.hold(tmp_path)
    with pytest.raises(lock.Held):
        lock.hold(tmp_path)
    held.close()
    lock.hold(tmp_path).close()


def test_two_folders_do_not_know_of_each_other(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with lock.hold(tmp_path), lock.hold(other):
        pass


def test_a_process_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(lock.Held):
            lock.hold(tmp_path)
        other.kill()
    lock.hold(tmp_path).close()
