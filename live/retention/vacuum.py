"""Removes deleted rows from the database's own files."""

import logging

from django.db import connection

from live.storage import timeouts

TABLES = [f"live_{name}" for name in ("participant", "response", "knock", "round", "room", "quiz", "question")]
VACUUM_SECONDS = 600
logger = logging.getLogger(__name__)


def wipe() -> None:
    """Remove deleted rows from the database's files. Not inside a transaction.

    SQLite overwrites what it frees (PRAGMA secure_delete, in the settings), but its log of writes still has the rows.
    PostgreSQL keeps deleted rows until it vacuums, and in its own log until it recycles that, which we cannot cause.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_pages = cursor.fetchone()
            if busy:
                logger.warning(
                    "The log of writes is in use; what was deleted leaves it with the next deletion or purge"
                )
            return
        with timeouts.within(VACUUM_SECONDS):
            cursor.execute(f"VACUUM {', '.join(TABLES)}")
