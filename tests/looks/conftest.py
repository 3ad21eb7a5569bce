"""A real Chromium, and the program for those who look at its pages."""

from collections.abc import Iterator

import pytest

from tests.support.fixtures.browsers import browser, playwright, signed_in, teacher, windows  # noqa: F401
from tests.support.program import Program


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Served for one module; it is stopped whatever becomes of its tests."""
    program = Program(tmp_path_factory.mktemp("looks") / "data")
    yield program
    assert program.stop() == 0, program.words
