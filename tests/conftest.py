"""What every test may ask for."""

import hypothesis
import pytest
from django.contrib.contenttypes.management import create_contenttypes
from django.db.models.signals import post_migrate
from django.utils import translation
from pytest_django import Settings

# How long one example takes says more of the machine than of the program. An ordinary run tries the same examples each
# time, so that it says the same on every machine; new ones are found by the long run.
hypothesis.settings.register_profile("any machine", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("long", deadline=None)
pytest_plugins = ["tests.support.times", "tests.support.needs", "tests.support.school"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of our own: ./run test --long."""
    parser.addoption("--long", action="store_true", help="faults in full size, with their figures; other browsers")


def pytest_configure(config: pytest.Config) -> None:
    """Choose by what examples properties are tried."""
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "any machine")


@pytest.fixture(scope="session", autouse=True)
def no_permissions() -> None:
    """The program asks for none: a database that a test has emptied would be given all of them again."""
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.fixture(autouse=True)
def fast(settings: Settings) -> None:
    """Passwords are hashed quickly, and nobody has tried anything yet."""
    from live.access import limits

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for buckets in (limits.wrong_codes, limits.attempts, limits.attempts_anywhere, limits.attempts_of_devices):
        buckets.clear()


@pytest.fixture(autouse=True)
def no_language() -> None:
    """The language of another test's last request is not spoken any more."""
    translation.deactivate()
