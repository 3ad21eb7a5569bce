"""The database that threads share, quick passwords, and nobody who has tried anything yet."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from pytest_django import Settings

from live.access import limits
from tests.lessons import a_teacher


@pytest.fixture(autouse=True)
def fast(settings: Settings) -> None:
    """Passwords are hashed quickly; the limits have counted nobody."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for buckets in (limits.wrong_codes, limits.attempts, limits.attempts_anywhere):
        buckets.clear()


@pytest.fixture(autouse=True)
def ada(fast: None, transactional_db: None) -> User:
    """The host of all rooms of this folder; the writer and the reader are threads, so all that is written is kept."""
    return a_teacher("ada")


@pytest.fixture
def ben(ada: User) -> User:
    """The teacher next door."""
    return a_teacher("ben")


@receiver(connection_created)
def _quick(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """No test here pulls the plug, so none waits for the disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
