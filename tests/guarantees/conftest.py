"""The application in this process, and its teachers."""

from tests.support.fixtures.live import in_process  # noqa: F401
from tests.support.fixtures.teachers import ada, ben  # noqa: F401
