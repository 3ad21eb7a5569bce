"""The program in a process of its own, on data of its own, and what it costs: CPU, memory, start."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as here:
        return int(here.getsockname()[1])


class Measured:
    """A process whose CPU time and memory can be read."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def cpu(self) -> float:
        """Seconds of CPU so far, all threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def rss_kib(self) -> int:
        """Resident memory."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())
        assert found
        return int(found[1])


class Served(Measured):
    """`manage.py serve` on a data folder."""

    def __init__(self, data: Path, cap: int) -> None:
        self.data, self.port = data, free_port()
        self.words = ""
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--local", "--port", str(self.port)]
        environment = {**os.environ, "SHOW_DATA": str(data), "SHOW_ROOM_CAP": str(cap), "PYTHONUTF8": "1"}
        began = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        super().__init__(self.process.pid)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self._wait_for_a_page()
        self.start_s = time.perf_counter() - began

    @property
    def database(self) -> Path:
        """The file that has the truth."""
        return self.data / "show.sqlite3"

    @property
    def sign_in(self) -> str:
        """The path of the link that the start printed; it works once."""
        found = re.search(r"http://[^/\s]+(/\S*signin/\S+)", self.words)
        assert found, self.words
        return found[1]

    def stop(self) -> None:
        """End it as Ctrl-C does; the hard way when it does not."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.reader.join(5)
        assert self.process.stdout
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.words += line

    def _wait_for_a_page(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if "To stop" in self.words and self._gives_a_page():
                return
            threading.Event().wait(0.005)
        raise RuntimeError(f"The server did not start: {self.words[-2000:]}")

    def _gives_a_page(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as page:
                return bool(page.status == 200)
        except OSError:
            return False
