"""./run as people start it."""

from tests.support.fixtures.runs import start  # noqa: F401
