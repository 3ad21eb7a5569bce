"""A pytest plugin: the school's server of bench/, for whatever folder asks for it, and who has signed in there."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from playwright.sync_api import StorageState

from bench.report.limits import raise_descriptor_limit
from bench.systems import cluster


class School(cluster.Cluster):
    """One for all tests of a process: its owner signs in once, in a browser (`cookies`) and in a load (`teacher`)."""

    cookies: StorageState | None = None
    teacher: Any = None

    def forget_rules(self) -> None:
        """Let the next room start as a teacher's first one does, whatever another test has set."""
        with psycopg.connect(self.database) as database:
            database.execute("DELETE FROM live_lastrules")


@pytest.fixture(scope="session")
def school(postgres: str, redis_server: str, nginx: str) -> Iterator[School]:
    """All of it, once for all tests of this process: to start it takes as long as most of them."""
    raise_descriptor_limit()
    school = School(cap=2000)
    yield school
    school.stop()
