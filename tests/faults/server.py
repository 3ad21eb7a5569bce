"""`manage.py serve` in a process that is killed, filled and flooded, and what is seen of it from outside."""

import os
import re
import sqlite3
from typing import Any

from bench.served import Served


class Server(Served):
    """One served data folder. `before` is what its earlier starts have written."""

    before = ""

    def start(self) -> None:
        """Start it, and wait until it gives a page."""
        self.before += self.words
        super().start()

    @property
    def bugs(self) -> list[str]:
        """What it has complained about, through all its starts."""
        lines = (self.before + self.words).splitlines()
        return [line for line in lines if re.search(r" (ERROR|CRITICAL) |^\w*(Error|Exception)\b|Traceback", line)]

    def descriptors(self) -> int:
        """How many files and sockets it holds."""
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def threads(self) -> int:
        """How many threads it has."""
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database says, read past the server."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()
