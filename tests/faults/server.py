"""`manage.py serve` in a process that is killed, filled and flooded: on its own data and port through all starts."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench.served import ROOT, Measured, free_port

PATIENCE = 60.0
COMMAND = (str(ROOT / "manage.py"), "serve", "--local", "--port")


class Server(Measured):
    """One served data folder. `words` is what the last start has written."""

    def __init__(self, data: Path, cap: int, command: tuple[str, ...] = COMMAND) -> None:
        self.data, self.cap, self.command, self.port = data, cap, command, free_port()
        self.words = self.before = ""
        self.start()

    @property
    def database(self) -> Path:
        """The file that has the truth."""
        return self.data / "show.sqlite3"

    @property
    def sign_in(self) -> str:
        """The path of the link that the last start printed; it works once."""
        found = re.search(r"http://[^/\s]+(/\S*signin/\S+)", self.words)
        assert found, self.words
        return found[1]

    def start(self) -> None:
        """Start it, and wait until it has said that it listens."""
        self.before, self.words = self.before + self.words, ""
        environment = {**os.environ, "SHOW_DATA": str(self.data), "SHOW_ROOM_CAP": str(self.cap), "PYTHONUTF8": "1"}
        paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
        self.process = subprocess.Popen(
            [sys.executable, *self.command, str(self.port)],
            env=environment | {"PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        super().__init__(self.process.pid)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self._wait_for("To stop")

    def term(self) -> None:
        """Ask it to end, as a service manager or Ctrl-C does, and do not wait."""
        self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        self.process.kill()
        self.ended()

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        if self.process.poll() is None:
            self.term()
        return self.ended()

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code

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

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.words += line

    def _wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.words:
            assert self.process.poll() is None, self.words
            assert time.monotonic() < deadline, self.words
            threading.Event().wait(0.01)
