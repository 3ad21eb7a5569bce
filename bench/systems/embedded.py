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
from typing import Protocol

from bench.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent.parent
"This checkout."
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
CPU_CLOCK = 2
"What Linux calls CPUCLOCK_SCHED: with a process in the bits above it, the clock of its CPU time."


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as here:
        return int(here.getsockname()[1])


class System(Protocol):
    """What a load needs of the program, however many processes serve it."""

    @property
    def port(self) -> int:
        """Where browsers come."""

    @property
    def sign_in(self) -> str:
        """The path of a link that works once."""

    @property
    def database(self) -> Path | str:
        """SQLite's file, or PostgreSQL's address."""

    def cpu(self) -> float:
        """Seconds of CPU of the program's processes so far."""

    def rss_kib(self) -> int:
        """Their resident memory."""


def fresh_link(environment: dict[str, str]) -> str:
    """The path of a sign-in link that nobody has printed yet."""
    command = [sys.executable, str(ROOT / "manage.py"), "signin"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return "/" + said.stdout.strip().partition("//")[2].partition("/")[2]


class Measured:
    """A process whose CPU time and memory can be read."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def cpu(self) -> float:
        """Seconds of CPU so far, all threads; to the microsecond, as /proc has only hundredths of a second."""
        return time.clock_gettime(~self.pid << 3 | CPU_CLOCK)  # clock_getcpuclockid(3), which Python has for threads

    def family_cpu(self) -> float:
        """Those of its children too, also of those that have ended."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(self._times()) / TICKS + sum(Measured(int(child)).family_cpu() for child in children)

    def _times(self) -> list[int]:
        """Ticks in the program and in the system, its own and its ended children's."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return [int(field) for field in fields[11:15]]

    def rss_kib(self) -> int:
        """Resident memory."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())
        assert found
        return int(found[1])


class Embedded(Measured):
    """`manage.py serve` on a data folder and a port that all its starts share. `words`: what the last one said.

    `checkout`: the folder of the revision that is served.
    """

    command: tuple[str, ...] = ("manage.py", "serve", "--local", "--port")
    ready = "To stop"
    "What it says when it listens."

    def __init__(self, data: Path, *options: str, cap: int = 1000, checkout: Path = ROOT) -> None:
        self.data, self.options, self.cap, self.checkout, self.port = data, options, cap, checkout, free_port()
        self.words = ""
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
        """Start it, and wait until it gives a page."""
        self.words = ""
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *self.command, str(self.port), *self.options],
            cwd=self.checkout,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        super().__init__(self.process.pid)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self._wait_for_a_page()
        self.start_s = time.perf_counter() - began

    def term(self) -> None:
        """Ask it to end, as a service manager or Ctrl-C does, and do not wait."""
        self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        self.process.kill()
        self.ended()

    def stop(self) -> int:
        """Ask it to end, and wait; its exit code."""
        if self.process.poll() is None:
            self.term()
        return self.ended()

    def ended(self) -> int:
        """Wait for its end, the hard way when it does not come; its exit code."""
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        paths = os.pathsep.join([str(self.checkout), str(self.checkout / "site")])
        own = {"SHOW_DATA": str(self.data.absolute()), "SHOW_ROOM_CAP": str(self.cap)}
        return {**os.environ, **own, "PYTHONUTF8": "1", "PYTHONPATH": paths}

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.words += line

    def _wait_for_a_page(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if self.ready in self.words and self._gives_a_page():
                return
            threading.Event().wait(0.005)
        raise RuntimeError(f"The server did not start: {self.words[-2000:]}")

    def _gives_a_page(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as page:
                return bool(page.status == 200)
        except OSError:
            return False
