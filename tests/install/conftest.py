"""./run as people start it: real processes, on data folders of their own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
OWN_NAMES = ("SHOW_DATA", "SHOW_CHROMIUM", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")


def environment(**more: str) -> dict[str, str]:
    """This process's environment without what the tests themselves put into it."""
    return {name: value for name, value in os.environ.items() if name not in OWN_NAMES} | more


def run(*arguments: str | Path, tree: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """./run to its end; for starts that fail."""
    command = [sys.executable, str(tree / "run"), *map(str, arguments)]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, timeout=60)


def said(ended: subprocess.CompletedProcess[str]) -> str:
    """The sentence that ./run ended with."""
    return ended.stderr.rstrip().rpartition("\n")[2]


class Started:
    """A ./run that serves; its words so far, and the way to its pages."""

    def __init__(self, *arguments: str | Path) -> None:
        command = [sys.executable, str(ROOT / "run"), *map(str, arguments)]
        self.process = subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self.words = ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.words += line

    def wait_until(self, what: Callable[[], object]) -> None:
        """Wait for a condition, while it runs."""
        deadline = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None, self.words
            assert time.monotonic() < deadline, self.words
            threading.Event().wait(0.02)

    def until_it_answers(self) -> None:
        """Wait for the first page."""
        self.wait_until(lambda: "To stop" in self.words)
        self.wait_until(lambda: self.status("/"))

    @property
    def sign_in(self) -> str:
        """The sign-in link printed first."""
        return self.found(r"(http://\S+)")

    @property
    def port(self) -> int:
        """The port that was printed."""
        return int(self.found(r"http://127\.0\.0\.1:(\d+)/"))

    def found(self, pattern: str) -> str:
        """What a pattern's group finds in the words."""
        match = re.search(pattern, self.words)
        assert match, self.words
        return match[1]

    def status(self, path: str, **headers: str) -> int:
        """The status of a page on loopback; 0 while nobody listens."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code
        except (urllib.error.URLError, ConnectionError):
            return 0

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it with a signal; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.fixture
def start() -> Iterator[Callable[..., Started]]:
    """Start ./run with options; it is stopped after the test."""
    begun: list[Started] = []

    def begin(*arguments: str | Path) -> Started:
        begun.append(Started(*arguments))
        return begun[-1]

    yield begin
    for started in begun:
        started.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Started, Path]]:
    """One first start that a module's tests share, and its data folder."""
    data = tmp_path_factory.mktemp("served") / "data"
    started = Started("--data", data)
    try:
        started.until_it_answers()
        yield started, data
    finally:
        started.stop()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what ./run needs to install, without a .venv."""
    copy = tmp_path / "tree"
    copy.mkdir()
    for name in ("run", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture
def installed_tree(tree: Path) -> Path:
    """The same with this installation."""
    (tree / ".venv").symlink_to(ROOT / ".venv")
    return tree


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens, on all addresses."""
    with socket.create_server(("", 0)) as other:
        yield other.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        return int(other.getsockname()[1])


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What asks a package index is for ./run test --long."""
    return True if collection_path.name == "test_platforms.py" and not config.getoption("--long") else None
