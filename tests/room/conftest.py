"""Every test of a room happens on one day at noon, and no test waits for a slow password."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from live import clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fast(settings: Settings) -> None:
    """Passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def noon() -> Iterator[datetime]:
    """The clock stands; `clock.pass_` moves it, for every thread, until the test ends."""
    with clock.at(NOON):
        yield NOON
