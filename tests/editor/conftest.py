"""Who teaches here: Ada and Ben, and Olive, who runs the installation."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from live.access import limits
from live.models import Question, Quiz
from tests.editor.pages import CAPITALS, PASSWORD


@pytest.fixture(autouse=True)
def fast(settings: Settings) -> None:
    """Passwords are hashed quickly, and nobody has tried anything yet."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for buckets in (limits.wrong_codes, limits.attempts, limits.attempts_anywhere):
        buckets.clear()


@pytest.fixture
def ada(db: None) -> User:
    """A teacher."""
    return User.objects.create_user("ada", password=PASSWORD)


@pytest.fixture
def ben(db: None) -> User:
    """Another teacher."""
    return User.objects.create_user("ben", password=PASSWORD)


@pytest.fixture
def olive(db: None) -> User:
    """The owner; the program made her account, without a password."""
    return User.objects.create_superuser("olive")


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """A browser in which a teacher is signed in."""

    def browser(teacher: User) -> Client:
        client = Client()
        client.force_login(teacher)
        return client

    return browser


@pytest.fixture
def browser(ada: User, browser_of: Callable[[User], Client]) -> Client:
    """Ada's browser."""
    return browser_of(ada)


@pytest.fixture
def quiz(ada: User) -> Quiz:
    """Ada's quiz, without questions."""
    return Quiz.objects.create(owner=ada, title="Capitals")


@pytest.fixture
def questions(quiz: Quiz) -> list[Question]:
    """Three questions in it: One, Two, Three."""
    several = [{"kind_slug": "single", "text": text, "content": CAPITALS} for text in ("One", "Two", "Three")]
    return Question.append_all(quiz, several)
