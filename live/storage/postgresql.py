"""A connection to PostgreSQL that gives up a silent server: one that is stopped, or behind a net that swallows all.

No setting of PostgreSQL or TCP does that: the server itself keeps `statement_timeout`, and its kernel TCP, which
acknowledges for a program that is stopped.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

from live.storage import timeouts

T = TypeVar("T")
LOOK_UP = 0.1
"Seconds after which a wait looks up, for Ctrl-C."


def what_is_wrong(parameters: Mapping[str, Any]) -> str:
    """Why no connection can be had, in libpq's words; "" when one can. A pool says only that it has waited."""
    try:
        psycopg.connect(**parameters).close()
    except psycopg.Error as error:
        return next(iter(str(error).strip().splitlines()), type(error).__name__)
    return ""


class Connection(psycopg.Connection[Any]):
    """Waits as long as its thread has patience; then it is closed, as nobody knows what the server has done."""

    def wait(self, gen: PQGen[T], interval: float = LOOK_UP, timeout: float | None = None) -> T:
        """Run something to its end. Raises OperationalError when it takes too long."""
        try:
            return super().wait(gen, interval, timeouts.left() if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if timeout is None and self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
                raise psycopg.OperationalError("the database does not answer") from error
            raise

    def rollback(self) -> None:
        """Nothing to do when it is closed; Django would take an error for a reason to wait for another connection."""
        if not self.closed:
            super().rollback()
