"""./run test that is interrupted: all that descends from it ends, whatever has been started and in which session."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bench.patience import PATIENCE
from tests.support.fixtures.runs import ROOT, environment

LESSON = """
import subprocess, sys, threading
from pathlib import Path
from playwright.sync_api import sync_playwright
from bench.systems.engines import Nginx, PostgreSQL, Redis
from bench.systems.embedded import Embedded

def test_a_lesson_without_an_end(tmp_path):
    engines = PostgreSQL(), Redis(), Nginx([1])
    served = Embedded(tmp_path / "data")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path={chromium!r}, args=["--no-sandbox"])
            subprocess.Popen(["sh", "-c", {stubborn!r}])
            Path({ready!r}).touch()
            threading.Event().wait()
    finally:
        for engine in engines:
            engine.stop()
"""
STUBBORN = "trap '' INT TERM; (setsid sleep 1000 &); sleep 1000"
"It has heard nothing of signals, and its child has lost its parent."
WAIT = """
import subprocess, threading
from pathlib import Path

def test_a_wait_without_an_end():
    subprocess.Popen(["sh", "-c", {stubborn!r}])
    Path({ready!r}).touch()
    threading.Event().wait()
"""
LEFT_BEHIND = """
import subprocess

def test_that_forgets_a_process():
    subprocess.Popen(["sh", "-c", "exec setsid sh -c 'sleep 1000'"])
"""
Process = tuple[int, str]
"Its number and when it began, as numbers come again."


def stat(pid: int) -> list[str]:
    """What the kernel's table says of a process, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(") ")[2].split()


def names_below(parent: int) -> dict[Process, str]:
    """All processes that descend from one, with the names of their programs."""
    found: dict[Process, str] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = stat(int(entry.name))
            if int(fields[1]) == parent:
                found[int(entry.name), fields[19]] = (entry / "comm").read_text().strip()
                found |= names_below(int(entry.name))
    return found


def those_left(processes: dict[Process, str]) -> dict[Process, str]:
    """Those of them that have not ended."""
    left = {}
    for (pid, began), name in processes.items():
        with suppress(OSError):
            fields = stat(pid)
            if fields[19] == began and fields[0] not in "ZX":
                left[pid, began] = name
    return left


def wait_until(what: Callable[[], object], run: "subprocess.Popen[str]") -> None:
    """Wait for a condition, while it runs."""
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert run.poll() is None, run.communicate()[0]
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)


@pytest.fixture
def school_tree(installed_tree: Path) -> Path:
    """A tree without code but that of its test, which may start all that ours start."""
    paths = f"pythonpath = {[str(ROOT), str(ROOT / 'site')]}"
    checks = ["[tool.ruff]", 'exclude = ["tests"]', "[tool.mypy]", 'files = "run"']
    lines = ["[tool.pytest.ini_options]", paths, *checks]
    (installed_tree / "pyproject.toml").write_text("\n".join(lines))
    (installed_tree / "tests").mkdir()
    return installed_tree


@pytest.fixture
def run_test(school_tree: Path) -> Iterator[Callable[[str], "subprocess.Popen[str]"]]:
    """Starts ./run test in a session of its own, as a terminal has one; it is killed when it outlives its test."""
    begun: list[subprocess.Popen[str]] = []

    def begin(text: str) -> "subprocess.Popen[str]":
        (school_tree / "tests" / "test_it.py").write_text(text)
        command = [sys.executable, str(school_tree / "run"), "test", "-n", "1", "-p", "no:django", "tests"]
        begun.append(subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        ))  # fmt: skip
        return begun[-1]

    yield begin
    for run in begun:
        for pid, _ in names_below(run.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        run.kill()
        run.communicate()


def what_runs(run: "subprocess.Popen[str]", ready: Path) -> dict[Process, str]:
    """All that its test has started, once the last of it is there."""
    wait_until(lambda: ready.exists() and "sleep" in names_below(run.pid).values(), run)
    return names_below(run.pid)


def ends_all(run: "subprocess.Popen[str]", started: dict[Process, str], number: signal.Signals) -> None:
    """A signal to ./run alone ends all that descends from it, and that is what it says."""
    run.send_signal(number)
    words, _ = run.communicate(timeout=PATIENCE)
    assert (run.returncode, those_left(started)) == (128 + number, {}), words
    assert words.splitlines()[-1] == f"run: {number.name} came, and all that was started has ended."


@pytest.mark.usefixtures("postgres", "redis_server", "nginx")
def test_a_signal_to_run_alone_ends_servers_databases_and_browsers(
    run_test: Callable[[str], "subprocess.Popen[str]"], school_tree: Path, chromium: str
) -> None:
    ready = school_tree / "ready"
    run = run_test(LESSON.format(chromium=chromium, ready=str(ready), stubborn=STUBBORN))
    started = what_runs(run, ready)
    browser = Path(chromium).name[:15]  # so much of a name the kernel keeps
    assert {"postgres", "redis-server", "nginx", browser, "python", "sleep"} <= {*started.values()}
    ends_all(run, started, signal.SIGINT)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_each_signal_that_stops_a_run_ends_what_has_left_its_session_and_hears_no_other(
    run_test: Callable[[str], "subprocess.Popen[str]"], school_tree: Path, number: signal.Signals
) -> None:
    ready = school_tree / "ready"
    run = run_test(WAIT.format(ready=str(ready), stubborn=STUBBORN))
    started = what_runs(run, ready)
    assert {"python", "sleep"} <= {*started.values()}
    ends_all(run, started, number)


def test_a_process_that_tests_leave_behind_ends_with_them(
    run_test: Callable[[str], "subprocess.Popen[str]"], school_tree: Path
) -> None:
    run = run_test(LEFT_BEHIND)
    words, _ = run.communicate(timeout=PATIENCE)  # it would not come back while somebody holds its end of the words
    assert run.returncode == 0, words
    assert " 1 passed " in words.splitlines()[-1]
