"""Dumps and loads the database with its own tools: while people answer, and all of it or nothing."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from live.storage.archive import Unfit

SQLITE, POSTGRESQL = "show.sqlite3", "show.pgdump"


def file_name() -> str:
    """Return the name of the dump's file, which tells the kind of database."""
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def dump(path: Path) -> None:
    """Dump what is committed now: no later transaction, and none in part. Raises Unfit."""
    if not has_data():
        raise Unfit("has nothing to save yet")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}", *_target())


def has_data() -> bool:
    """Tell whether there is a database with tables already."""
    if connection.vendor == "sqlite":
        return _file().exists()
    return bool(connection.introspection.table_names())


def in_use() -> bool:
    """Tell whether anybody is connected to the PostgreSQL database; SQLite has the lock of the data folder instead.

    It asks by psql, as this process's own pool would count itself.
    """
    if connection.vendor == "sqlite":
        return False
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    return _run("psql", "--no-psqlrc", "--tuples-only", "--no-align", f"--command={others}", *_target()).strip() != "0"


def load(path: Path) -> None:
    """Replace the database by a dump. Raises Unfit, with nothing changed."""
    if connection.vendor == "sqlite":
        _load_sqlite(path)
    else:
        _load_postgresql(path)


def _load_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as found:
            whole = found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        whole = False
    if not whole:
        raise Unfit("has a damaged database in it")
    target = _file()
    for tail in ("-wal", "-shm"):  # they belong to the old database
        Path(f"{target}{tail}").unlink(missing_ok=True)
    os.replace(path, target)


def _file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _load_postgresql(path: Path) -> None:
    """Load by psql in one transaction, so that the old tables go only when all of the new ones are in."""
    script, first = path.with_suffix(".sql"), path.with_suffix(".first.sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
    tables = (connection.ops.quote_name(table) for table in connection.introspection.table_names())
    first.write_text("".join(f"DROP TABLE IF EXISTS {table} CASCADE;\n" for table in tables))
    connection.close()
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
    _run("psql", *options, f"--file={first}", f"--file={script}", *_target())


def _target() -> list[str]:
    """Return the database as options of PostgreSQL's own programs."""
    return _client()[0][1:]


def _client() -> tuple[list[str], dict[str, str]]:
    """Return psql's arguments and environment as Django makes them; no list of processes shows the password there."""
    client: Any = connection.client
    arguments, environment = client.settings_to_cmd_args_env(settings.DATABASES["default"], [])
    return arguments, environment or {}


def _run(*command: str) -> str:
    try:
        environment = {**os.environ, **_client()[1]}
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        raise Unfit(f"needs {command[0]}, which is not installed (on Debian: apt install postgresql-client)") from None
    except subprocess.CalledProcessError as error:
        raise Unfit(f"could not be finished by {command[0]}: {error.stderr.strip()}") from error
