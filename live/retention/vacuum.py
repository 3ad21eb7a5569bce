"""After something was deleted: the database's own files let go of it too."""

import logging

from django.db import connection

from live.storage import timeouts

TABLES = [f"live_{name}" for name in ("participant", "response", "knock", "round", "room", "quiz", "question")]
VACUUM_SECONDS = 600
logger = logging.getLogger(__name__)


def wipe() -> None:
    """Leave nothing of what was deleted in the files. Not inside a transaction.

    SQLite overwrites what it frees (PRAGMA secure_delete, in the settings), but its log of writes would still have it.
    PostgreSQL keeps deleted rows until it vacuums, and its own log until that is recycled, which is not ours to do.
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
