"""The application in this process, and its teacher."""

from tests.support.fixtures.live import in_process  # noqa: F401
from tests.support.fixtures.noon import standing_clock  # noqa: F401
from tests.support.fixtures.teachers import ada  # noqa: F401
