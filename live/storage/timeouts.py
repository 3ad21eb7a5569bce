"""How long a thread waits for a database's server: as long as it takes in a command, but not where people wait."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class _Thread(threading.local):
    until: float | None = None


_thread = _Thread()
usual: float | None = None
"Seconds that any other thread gives one statement; None, before something is served: as many as it takes."


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What this thread asks of the database inside takes so long altogether, or fails."""
    before, _thread.until = _thread.until, time.monotonic() + seconds
    try:
        yield
    finally:
        _thread.until = before


def left() -> float | None:
    """Seconds for which this thread may wait now; None: as long as it takes."""
    return usual if _thread.until is None else max(0.0, _thread.until - time.monotonic())
