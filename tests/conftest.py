"""What every test may ask for."""

import pytest

pytest_plugins = ["tests.times", "tests.needs", "tests.server.school"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of our own: ./run test --long."""
    parser.addoption("--long", action="store_true", help="faults in full size, with their figures against the bars")
