"""Ada, who teaches, Ben, who teaches next door, and Ada's room."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.results.classroom import Classroom


@pytest.fixture(autouse=True)
def fast(settings: Settings) -> None:
    """Passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(transactional_db: None) -> User:
    """The host; the writer writes in a thread of its own, so the database must hold what tests write."""
    return User.objects.create_user("ada", password="ada")


@pytest.fixture
def ben(transactional_db: None) -> User:
    """Another teacher."""
    return User.objects.create_user("ben", password="ben")


@pytest.fixture
def browser(ada: User) -> Client:
    """Ada's browser."""
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def lesson(ada: User) -> Classroom:
    """Ada's room, in the lobby."""
    return Classroom(ada)
