"""A server that one test may fill, save and end."""

from tests.support.fixtures.own_server import own_server  # noqa: F401
