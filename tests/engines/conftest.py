"""Firefox and WebKit, by ./run test --long alone: two browsers of each are started and installed if need be."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.engines import ENGINES, Engine
from tests.support.program import Program


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Only the long run has them."""
    return None if config.getoption("--long") else True


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program on fresh data, with a link to sign in that nobody has used."""
    program = Program(tmp_path / "data")
    yield program
    assert program.stop() == 0, program.words


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, other_engines: None, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Opens browsers of one engine."""
    opened: list[Engine] = []

    def open_one() -> Engine:
        opened.append(ENGINES[request.param](tmp_path / f"browser-{len(opened)}"))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()
