"""Server processes of a test's own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


class Serving:
    """One server process."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port = process, port

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        self.process.terminate()
        return self.process.wait(30)


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Serving]]:
    """Starts a module as a process that prints its port; ends it after the tests."""
    started: list[subprocess.Popen[str]] = []

    def start(module: str, port: int = 0, **environment: str) -> Serving:
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(port)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", **environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        return Serving(process, int(process.stdout.readline()))

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def program(serve: Callable[..., Serving]) -> Serving:
    """The small program of tests/serve/program.py, served with all guards."""
    return serve("tests.serve.program")


@pytest.fixture
def own_program(serve: Callable[..., Serving]) -> Serving:
    """The same, for one test that counts or stops it."""
    return serve("tests.serve.program")
