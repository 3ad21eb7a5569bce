"""The application in this process, servers of a test's own, and ./run."""

from tests.support.fixtures.live import in_process  # noqa: F401
from tests.support.fixtures.own_server import own_server  # noqa: F401
from tests.support.fixtures.runs import start  # noqa: F401
from tests.support.fixtures.teachers import ada  # noqa: F401
