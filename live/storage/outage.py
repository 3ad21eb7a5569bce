"""Knows whether the database can be reached, by what happened to this process's writer and reader last."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection

from live.refusal import GONE
from live.storage import timeouts

T = TypeVar("T")
SECONDS = 4.0
"Seconds that a piece of live work may wait for the database altogether."
TWICE = 1.0
"With fewer seconds left nothing is tried a second time."
NOTICED = 2.5
"Seconds after which a piece of work that has not come back counts as an outage."
HANGS = 0.5
"Seconds after which it does so during an outage."
REST = 0.8
"Seconds after a failure in which no server is asked again; else a class would wait through one failure after another."


class Outage:
    """The state of one process; any thread may ask for it or report to it."""

    def __init__(self) -> None:
        self._begun: dict[str, float] = {}
        self._failed: dict[str, float] = {}

    @property
    def is_on(self) -> bool:
        """Whether people are told that the database is away."""
        late = time.monotonic() - NOTICED
        return bool(self._failed) or any(at < late for at in list(self._begun.values()))

    @property
    def rests(self) -> bool:
        """Whether no server is asked now, as one has just failed or does not answer; requests are refused at once."""
        failed, now = list(self._failed.values()), time.monotonic()
        if not failed or connection.vendor == "sqlite":
            return False
        return max(failed) > now - REST or any(at < now - HANGS for at in list(self._begun.values()))

    def meet(self, who: str, work: Callable[[], T]) -> T:
        """Run work that needs the database, and once more with a new connection if the old one was cut.

        `who` (writer, reader) has one piece of work at a time. Raises OperationalError while the outage rests.
        """
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
        if (timeouts.left() or 0) < TWICE:  # the connection was not cut; the server is silent
            raise
    return work()


def ask() -> None:
    """Ask the database for nothing but an answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


outage = Outage()
