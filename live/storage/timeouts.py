"""How long a thread waits for the database: without limit in a command, but briefly where people wait."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class _Thread(threading.local):
    until: float | None = None


_thread = _Thread()
usual: float | None = None
"Seconds for a statement outside of `within`; None, until something is served, for no limit."


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let everything that this thread asks of the database inside take at most so long altogether, or fail."""
    before, _thread.until = _thread.until, time.monotonic() + seconds
    try:
        yield
    finally:
        _thread.until = before


def left() -> float | None:
    """Return the seconds for which this thread may wait now; None for no limit."""
    return usual if _thread.until is None else max(0.0, _thread.until - time.monotonic())
