"""The program as a school serves it, for a module's tests: two processes on PostgreSQL and Redis behind nginx."""

import urllib.request

import pytest

from bench.patience import PATIENCE
from bench.systems import engines
from tests.faults.conftest import bars, is_long, pytest_terminal_summary, size  # noqa: F401
from tests.server.school import School
from tests.server.ways import hears
from tests.story.conftest import (  # noqa: F401 -- the people of the story, on another server
    browser,
    proxy,
    room,
    show,
    signed_in,
    student,
    teacher,
    windows,
)


@pytest.fixture
def healthy(school: School) -> School:
    """Its processes hear each other, and have looked around for the last time."""
    for process in school.processes:
        with urllib.request.urlopen(f"http://127.0.0.1:{process.port}/", timeout=PATIENCE) as page:
            assert page.status == 200
        engines.until(lambda process=process: hears(process), "it hears the others")  # type: ignore[misc]
    return school


@pytest.fixture(scope="session")
def program(school: School) -> School:
    """What the story plays on."""
    return school
