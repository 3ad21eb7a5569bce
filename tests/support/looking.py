"""The look that people take at what a move has changed before they press again: a second that passes at once.

Of two presses that follow each other too soon only the first counts. The program tells by the stamp of the last move,
so that is what the second passes for.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

LOOK = timedelta(seconds=1)
"Longer than the time within which a press is the second of two (0.7 s)."


def look(database: Path | str, room_id: int) -> None:
    """Let the last move of a room lie a look back, in SQLite's file or the PostgreSQL at an address."""
    then = datetime.now(UTC) - LOOK
    if isinstance(database, str):
        with psycopg.connect(database) as server:
            server.execute("UPDATE live_room SET moved_at = %s WHERE id = %s AND moved_at > %s", [then, room_id, then])
        return
    stamp = f"{then:%Y-%m-%d %H:%M:%S.%f}"  # as Django writes it
    with closing(sqlite3.connect(database, isolation_level=None, timeout=20)) as file:
        file.execute("UPDATE live_room SET moved_at = ? WHERE id = ? AND moved_at > ?", [stamp, room_id, stamp])
