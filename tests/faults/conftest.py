"""Servers to break, their sizes and bars."""

from tests.support.fixtures.broken import bars, is_long, own_server, pytest_terminal_summary, server, size  # noqa: F401
