"""`manage.py serve` in a process that is killed, filled and flooded, and what is seen of it from outside."""

import atexit
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from bench.systems.embedded import ROOT, Embedded

COMPLAINT = re.compile(r" (ERROR|CRITICAL) |^\w*(Error|Exception)\b|Traceback")


class Server(Embedded):
    """One served data folder. `before` is what its earlier starts have written."""

    before = ""

    def start(self) -> None:
        """Start it, and wait until it gives a page."""
        self.before += self.words
        super().start()

    @property
    def bugs(self) -> list[str]:
        """What it has complained about, through all its starts."""
        return complaints(self.before + self.words)

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


def complaints(words: str) -> list[str]:
    """The lines of a log that tell of something that should not happen."""
    return [
        line for line in words.splitlines() if re.search(r" (ERROR|CRITICAL) |^\w*(Error|Exception)\b|Traceback", line)
    ]


def with_tables(folder: Path) -> Path:
    """A new data folder whose database has its tables; they are made once for all tests of this process."""
    return Path(shutil.copytree(_tables(), folder))


def with_demo(folder: Path) -> Path:
    """A new data folder as a first start leaves it, with an owner and the demo; that start is made once, too."""
    return Path(shutil.copytree(_demo(), folder))


@cache
def _tables() -> Path:
    data = _template()
    environment = {**os.environ, "SHOW_DATA": str(data)}
    subprocess.run([sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"], env=environment, check=True)
    return data


@cache
def _demo() -> Path:
    server = Server(_template())
    assert server.stop() == 0, server.words
    return server.data


def _template() -> Path:
    place = tempfile.mkdtemp(prefix="show-template-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return Path(place, "data")
