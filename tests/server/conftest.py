"""Server processes of a test's own, ports, and ./run."""

from tests.support.fixtures.own_server import own_server  # noqa: F401
from tests.support.fixtures.runs import closed_port, served, start, taken_port  # noqa: F401
from tests.support.fixtures.small_program import own_program, program, serve  # noqa: F401
