"""The program as a teacher starts it: `manage.py serve` in a process of its own, on data of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from playwright.sync_api import StorageState

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
"Seconds that a start may take on a machine that is busy with other tests."


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as here:
        return int(here.getsockname()[1])


class Program:
    """One served data folder; it can be killed and started again on the same data and port."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data, self.options, self.port = data, options, free_port()
        self.cookies: StorageState | None = None
        self.start()

    @property
    def url(self) -> str:
        """Where it is found, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """The file that has the truth."""
        return self.data / "show.sqlite3"

    @property
    def sign_in(self) -> str:
        """The link that the last start printed; it works once."""
        found = re.search(r"http://\S+/signin/\S+", self.words)
        assert found, self.words
        return found[0]

    def start(self) -> None:
        """Start it and wait until it has said where it is."""
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--local", "--port", str(self.port)]
        command += self.options
        environment = {**os.environ, "SHOW_DATA": str(self.data), "PYTHONUTF8": "1"}
        self.words = ""
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self._wait_for("To stop")

    def stop(self) -> int:
        """End it as Ctrl-C does; its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.words += line

    def _wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.words:
            assert self.process.poll() is None, self.words
            assert time.monotonic() < deadline, self.words
            threading.Event().wait(0.02)
