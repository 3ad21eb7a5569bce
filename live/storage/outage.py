"""Whether the database takes and gives, as the writer and the reader of this process have met it last."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection

from live.refusal import GONE
from live.storage import timeouts

T = TypeVar("T")
SECONDS = 4.0
"What a piece of live work may wait for the database altogether."
TWICE = 1.0
"With less than that left nothing is tried again."
NOTICED = 2.5
"Seconds after which a piece of work that has not come back is taken for an outage."
HANGS = 0.5
"The same, once it is known that there is one."
REST = 0.8
"Seconds after a failure in which nobody asks a server again: else a class would wait, one failure after another."


class Outage:
    """What is known of it; any thread may tell and ask."""

    def __init__(self) -> None:
        self._begun: dict[str, float] = {}
        self._failed: dict[str, float] = {}

    @property
    def is_on(self) -> bool:
        """People should be told."""
        late = time.monotonic() - NOTICED
        return bool(self._failed) or any(at < late for at in list(self._begun.values()))

    @property
    def rests(self) -> bool:
        """A server was not there just now, or is being asked in vain: whoever wants something is told so at once."""
        failed, now = list(self._failed.values()), time.monotonic()
        if not failed or connection.vendor == "sqlite":
            return False
        return max(failed) > now - REST or any(at < now - HANGS for at in list(self._begun.values()))

    def meet(self, who: str, work: Callable[[], T]) -> T:
        """Run what needs the database; once more with a new connection when the old one was cut."""
        if self.rests:
            raise OperationalError("It has not come back yet")
        self._begun[who] = time.monotonic()
        try:
            with timeouts.within(SECONDS):
                found = _twice(work)
        except GONE:
            self._failed[who] = time.monotonic()
            raise
        except BaseException:
            self._failed.pop(who, None)
            raise
        finally:
            del self._begun[who]
        self._failed.pop(who, None)
        return found


def _twice(work: Callable[[], T]) -> T:
    try:
        return work()
    except GONE:
        connection.close()
        if (timeouts.left() or 0) < TWICE:  # it was not cut, it is silent
            raise
    return work()


def ask() -> None:
    """Nothing but whether it is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


outage = Outage()
