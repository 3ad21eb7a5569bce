"""Every test happens on one day at noon."""

from tests.support.fixtures.noon import noon  # noqa: F401
