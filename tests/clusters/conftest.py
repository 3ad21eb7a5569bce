"""Two processes on PostgreSQL and Redis behind nginx, and the people of the story on them."""

from pathlib import Path

import pytest

from tests.support.fixtures.broken import bars, is_long, pytest_terminal_summary, size  # noqa: F401
from tests.support.fixtures.browsers import (  # noqa: F401
    browser,
    playwright,
    proxy,
    room,
    show,
    signed_in,
    student,
    teacher,
    windows,
)
from tests.support.fixtures.cluster import healthy, program  # noqa: F401
from tests.support.fixtures.own_server import own_server  # noqa: F401


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The story in browsers is for the long run: test_ticks.py plays a lesson here, tests/stories looks at pages."""
    return True if collection_path.name == "test_story.py" and not config.getoption("--long") else None
