"""Servers to break, their sizes and bars."""

<<<<<<< HEAD
from tests.support.fixtures.broken import bars, is_long, own_server, pytest_terminal_summary, server, size  # noqa: F401
=======
Where each fault of RELIABILITY.md is tested (in this folder, unless another one is named):

     2  test_fuzz                                 15  test_abuse, tests/serve/test_server
     4  test_restarts, tests/story                16  test_bots
     5  test_restarts, tests/serve/test_server     17  test_guessing, tests/live/test_cross_site
    10  test_disk                                 18  test_guessing, tests/editor (signing in, limits)
    11  test_restarts                             26  test_many_rooms, tests/live/test_leaks
    13  test_abuse, tests/serve/test_server       37  test_time, tests/domain/test_clock
    14  test_abuse, tests/serve/test_server       38  test_time
                                                  45  test_raising, tests/live/test_sockets
                                                  46  test_many_rooms

     6, 7  Redis away       tests/server/test_redis
     3, 5, 8  two processes tests/server/test_faults
     9, 12  a silent database  tests/server/test_silence
    26  isolation           across two processes: tests/server/test_isolation
    40  delay and stalls    tests/server/test_network
    44  connections         tests/server/test_connections

    19  two tabs            tests/live/test_races, test_sockets: both show the one answer
    20  double click        tests/live/test_races; tests/story/test_half_made_input: a real double tap
    21  late by 1 ms        tests/room/test_answers: to the millisecond; tests/live/test_races: 200 race the close
    22  back button         tests/live/test_races: 20 reloads and a restart; tests/story/test_falling_back: from memory
    23  sleeping phone      tests/story/test_falling_back; tests/live/test_polls: the deaf socket is replaced
    24  laptop closed       test_time: five minutes, another device takes over
    25  two hosts           tests/live/test_races: next pressed twice at once moves one question
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TypeVar

import pytest

from bench.limits import raise_descriptor_limit
from tests.faults.server import Server, with_tables

T = TypeVar("T")
PATIENT = 5
"In the ordinary run a bar is so many times as wide, as the machine may be busy."
SPEEDS = {"s", "x"}
"Units of figures that say more of a busy machine than of the program."
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
    """Holds figures against their bars, and keeps them for the closing table.

    The ordinary run holds no speed against a bar: there a test asserts what came about while the fault lasted.
    """

    def __init__(self, is_long: bool) -> None:
        self.is_long, self.factor = is_long, 1 if is_long else PATIENT

    def hold(self, fault: str, figure: float, bar: float, unit: str = "s") -> None:
        """Assert that a figure is at most its bar (in the ordinary run: a patient one, and none for speeds)."""
        TABLE.append(f"{fault:68} {figure:10.3g} {unit:4} bar {bar:g}")
        if self.is_long or unit not in SPEEDS:
            assert figure <= bar * self.factor, f"{fault}: {figure:.3g} {unit}, and the bar is {bar:g} {unit}"

    def hold_beside(self, fault: str, waits: list[float], calm: list[float], wait: float) -> None:
        """Assert that the median is below a wait that would be seen in each, or near what it was before the fault."""
        figure, bar = median(waits), max(wait, PATIENT * median(calm))
        TABLE.append(f"{fault:68} {figure:10.3g} s    bar {bar:g}")
        assert figure < bar, f"{fault}: {figure:.3g} s, and the bar is {bar:g} s"


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
>>>>>>> bbd45ca (Hold speeds against bars in long runs alone)
