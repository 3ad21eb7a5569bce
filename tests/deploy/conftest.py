"""./run as people start it."""

from tests.support.fixtures.runs import (  # noqa: F401
    closed_port,
    installed_tree,
    pytest_ignore_collect,
    served,
    start,
    taken_port,
    tree,
)
