"""Servers to break, their sizes and bars."""

<<<<<<< HEAD
from tests.support.fixtures.broken import bars, is_long, own_server, pytest_terminal_summary, server, size  # noqa: F401
=======
Which test holds which guarantee (T1 to T46) stands in docs/guarantees.md.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from bench.limits import raise_descriptor_limit
from tests.faults.server import Server, with_tables

T = TypeVar("T")
PATIENT = 5
"In the ordinary run a bar is so many times as wide: it is for counts and end states."
TABLE: list[str] = []


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether ./run test --long was asked for."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def size(is_long: bool) -> Callable[[T, T], T]:
    """Chooses between the short and the long form's number."""
    return lambda short, long: long if is_long else short


class Bars:
    """Holds figures against their bars, and keeps them for the closing table."""

    def __init__(self, is_long: bool) -> None:
        self.factor = 1 if is_long else PATIENT

    def hold(self, fault: str, figure: float, bar: float, unit: str = "s") -> None:
        """Assert that a figure is at most its bar (in the ordinary run: a patient one)."""
        TABLE.append(f"{fault:68} {figure:10.3g} {unit:4} bar {bar:g}")
        assert figure <= bar * self.factor, f"{fault}: {figure:.3g} {unit}, and the bar is {bar:g} {unit}"


@pytest.fixture
def bars(is_long: bool) -> Bars:
    """What a test holds its figures against."""
    return Bars(is_long)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that many tests abuse and none breaks, with the usual cap per room."""
    raise_descriptor_limit()
    server = Server(tmp_path_factory.mktemp("served"))
    yield server
    assert server.stop() == 0


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that one test may break."""
    raise_descriptor_limit()
    server = Server(with_tables(tmp_path / "data"), cap=12000)
    yield server
    if server.process.poll() is None:
        server.kill()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say the figures of the long form."""
    if config.getoption("--long") and TABLE:
        terminalreporter.section("faults: figures against their bars")
        for line in TABLE:
            terminalreporter.write_line(line)
>>>>>>> b0eeeea (Name each guarantee, and the tests that hold it)
