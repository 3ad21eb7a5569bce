"""A server that one test may fill, save and end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from bench.report.limits import raise_descriptor_limit
from tests.faults.server import Server, with_tables


@pytest.fixture(autouse=True)
def fast(settings: Settings) -> None:
    """Passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server on data of its own."""
    raise_descriptor_limit()
    server = Server(with_tables(tmp_path / "data"), cap=1000)
    yield server
    if server.process.poll() is None:
        server.kill()
