"""Server processes of a test's own."""

from tests.support.fixtures.own_server import own_server  # noqa: F401
from tests.support.fixtures.small_program import own_program, program, serve  # noqa: F401
