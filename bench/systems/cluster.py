"""A cluster as a school's server has it: PostgreSQL, Redis, nginx, and processes of the program behind it."""

import os
import secrets
import subprocess
import sys
import threading
from typing import Any

from bench.patience import PATIENCE
from bench.systems.database import rows
from bench.systems.embedded import ROOT, Measured, free_port, fresh_link
from bench.systems.engines import Engine, Nginx, PostgreSQL, Redis, a_folder, until


class Process(Measured):
    """One process of the program; it can be killed and started again on its port."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.port = environment, free_port()
        self.words = ""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start it."""
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        super().__init__(self.process.pid)
        self.reader = threading.Thread(target=self._read, args=[self.process], daemon=True)
        self.reader.start()
        self.before = len(self.words)

    def wait(self) -> None:
        """Wait until it listens."""
        until(lambda: "listens on" in self.words[self.before :] or self.process.poll() is not None, "it listens")
        assert self.process.poll() is None, self.words

    def start(self) -> None:
        """Start it again."""
        self.begin()
        self.wait()

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        self.process.kill()
        self.ended()

    def stop(self) -> int:
        """End it as a service manager does; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.ended()

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        for line in process.stdout:
            self.words += line


class Cluster:
    """All of it. `port` is nginx's: where browsers come."""

    def __init__(self, cap: int = 1000, processes: int = 2) -> None:
        self.folder = a_folder()
        self.postgresql, self.redis = PostgreSQL(), Redis()
        self.ports: list[int] = []
        self.environment = {
            **os.environ,
            "PYTHONUTF8": "1",
            "SHOW_DATA": str(self.folder),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": self.postgresql.url(),
            "REDIS_URL": self.redis.url,
            "SHOW_PROCESSES": str(processes),
            "SHOW_PROXY": "1",
            "SHOW_TLS": "0",
            "SHOW_HOSTS": "127.0.0.1",
            "SHOW_ROOM_CAP": str(cap),
        }
        self.processes = [Process(self.environment) for _ in range(processes)]
        self.nginx = Nginx([process.port for process in self.processes])
        self.port = self.nginx.port

    @property
    def url(self) -> str:
        """Where browsers come, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def sign_in(self) -> str:
        """The path of a fresh link."""
        return fresh_link(self.environment)

    @property
    def database(self) -> str:
        """Where the truth is."""
        return self.postgresql.url()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database says, read past the program; `?` stands for a value."""
        return rows(self.database, sql, *values)

    def cpu(self) -> float:
        """Seconds of CPU of the program's processes so far, without the engines."""
        return sum(process.cpu() for process in self.processes)

    def rss_kib(self) -> int:
        """Their resident memory."""
        return sum(process.rss_kib() for process in self.processes)

    @property
    def engines(self) -> dict[str, Engine]:
        """What works for them."""
        return {"nginx": self.nginx, "postgresql": self.postgresql, "redis": self.redis}

    def stop(self) -> None:
        """Stop everything; each process ends well."""
        codes = [process.stop() for process in self.processes]
        for engine in (self.nginx, self.redis, self.postgresql):
            engine.stop()
        assert codes == [0] * len(codes), [process.words for process in self.processes]
