"""What the database of a system says, read past the program."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg


def rows(database: Path | str, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What SQLite's file, or the PostgreSQL at an address, has; `?` stands for a value."""
    if isinstance(database, str):
        with closing(psycopg.connect(database)) as server:
            return server.execute(sql.replace("?", "%s").encode(), values).fetchall()
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as file:
        return file.execute(sql, values).fetchall()
