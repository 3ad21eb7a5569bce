"""What the other tests say of rooms, pages and races is true on PostgreSQL as well."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bench.systems.embedded import ROOT
from bench.systems.engines import PostgreSQL

SHORT = [
    *(f"tests/rooms/test_{name}.py" for name in ("answers", "grades", "joins", "moves", "writer")),
    *(f"tests/models/test_{name}.py" for name in ("knock", "link", "migrations", "room", "round", "round_clock")),
    "tests/guarantees/test_every_field.py",
    "tests/guarantees/test_old_forms.py",
    "tests/guarantees/test_races.py",
    "tests/views/test_quizzes.py",
    "tests/views/test_teachers.py",
    "tests/results/test_deletion.py",
    "tests/results/test_grid.py",
]
LONG = [f"tests/{name}" for name in ("models", "rooms", "realtime", "guarantees", "views", "results")]
ON_A_LAPTOP = "test_the_owner_sees_the_address_that_was_chosen_and_those_that_were_found"
"Behind a proxy there are none to be found."
OWN = ("PYTEST_", "SHOW_")


@pytest.fixture
def postgresql(postgres: str) -> Iterator[PostgreSQL]:
    """A cluster for these alone: tests empty its tables."""
    engine = PostgreSQL(durable=False)
    yield engine
    engine.stop()


def test_the_same_is_true_on_postgresql(postgresql: PostgreSQL, request: pytest.FixtureRequest) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    environment |= {
        "DATABASE_URL": postgresql.url(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SHOW_DATA": str(postgresql.folder),
        "SHOW_HOSTS": "testserver",
        "SHOW_TLS": "0",
    }
    said = LONG if request.config.getoption("--long") else SHORT
    options = ["-q", "--reuse-db", "-p", "no:cacheprovider", "-k", f"not {ON_A_LAPTOP}"]
    command = [sys.executable, "-m", "pytest", *options, *said]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)
    assert ended.returncode == 0, ended.stdout[-6000:]
