"""A connection to PostgreSQL that gives up a silent server: a stopped one, or one behind a network that drops packets.

No setting of PostgreSQL or TCP does this: `statement_timeout` is kept by the server itself, and TCP by its kernel,
which goes on acknowledging for a stopped program.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

from live.storage import timeouts

T = TypeVar("T")
LOOK_UP = 0.1
"Seconds after which a wait is interrupted to look for Ctrl-C."


def connection_problem(parameters: Mapping[str, Any]) -> str:
    """Return in libpq's words why no connection can be made; "" if one can. A pool says only that it has waited."""
    try:
        psycopg.connect(**parameters).close()
    except psycopg.Error as error:
        return next(iter(str(error).strip().splitlines()), type(error).__name__)
    return ""


class Connection(psycopg.Connection[Any]):
    """Waits as long as its thread's timeout allows; then it closes, as nobody knows what the server has done."""

    def wait(self, gen: PQGen[T], interval: float = LOOK_UP, timeout: float | None = None) -> T:
        """Run a command to its end. Raises OperationalError when it takes too long."""
        try:
            return super().wait(gen, interval, timeouts.left() if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if timeout is None and self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
                raise psycopg.OperationalError("the database does not answer") from error
            raise

    def rollback(self) -> None:
        """Do nothing on a closed connection; after an error Django would wait for another one."""
        if not self.closed:
            super().rollback()
