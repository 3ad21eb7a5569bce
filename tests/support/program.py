"""The program in a process of its own, on data of its own: as a teacher starts it, or under uvicorn."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import StorageState

from bench.systems.embedded import Embedded
from bench.systems.uvicorn import Uvicorn
from tests.support.server import with_demo

LONG = 900
"Seconds for each question of the demo quiz that has a clock: it can be told, and closes nothing while a test looks."


class Program(Embedded):
    """One new data folder that is served, and the cookies of its teacher, once she has signed in."""

    cookies: StorageState | None = None
    ends_with = 0
    "Its exit code when it is stopped."

    def __init__(self, data: Path, *options: str, cap: int = 1000) -> None:
        super().__init__(self.prepared(data), *options, cap=cap)
        with closing(sqlite3.connect(self.database, isolation_level=None, timeout=20)) as database:
            database.execute("UPDATE live_question SET seconds = ? WHERE seconds IS NOT NULL", [LONG])

    @staticmethod
    def prepared(data: Path) -> Path:
        """Make the folder as a first start leaves it."""
        return with_demo(data)

    def forget_rules(self) -> None:
        """Let the next room start as a teacher's first one does, whatever another test has set."""
        with closing(sqlite3.connect(self.database, isolation_level=None, timeout=20)) as database:
            database.execute("DELETE FROM live_lastrules")

    @property
    def url(self) -> str:
        """Where it is found, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def sign_in(self) -> str:
        """The link that the last start printed; it works once."""
        return f"{self.url}{super().sign_in}"


class UnderUvicorn(Program, Uvicorn):
    """The same application on the other server."""

    ends_with = -signal.SIGTERM  # it sends itself the signal again when it has finished


SERVERS = {"daphne": Program, "uvicorn": UnderUvicorn}
