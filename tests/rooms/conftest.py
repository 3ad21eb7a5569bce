"""Every test happens on one day at noon."""

from tests.support.fixtures.noon import noon, standing_clock  # noqa: F401
