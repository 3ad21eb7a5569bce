"""Ada, who teaches, Ben, who teaches next door, and Ada's room."""

from tests.support.fixtures.taught import lesson  # noqa: F401
from tests.support.fixtures.teachers import ada, ben, browser, browser_of  # noqa: F401
