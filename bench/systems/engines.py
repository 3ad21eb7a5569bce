"""PostgreSQL, Redis and nginx from the system's binaries: on private ports of loopback, in folders of their own."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from bench.patience import PATIENCE
from bench.programs import find
from bench.systems.embedded import ROOT, Measured, free_port

SOMEBODY = "nobody"
"Whom root becomes: PostgreSQL refuses to run as root."


def binary(name: str) -> str:
    """A program of the system. Raises FileNotFoundError."""
    if found := find(name):
        return found
    raise FileNotFoundError(f"{name} is needed, and bench/programs.py cannot find it")


def a_folder() -> Path:
    """A folder that an unprivileged user may enter, as those of pytest are not."""
    folder = Path(tempfile.mkdtemp(prefix="show-server-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(SOMEBODY).pw_uid, -1)
    return folder


def until(condition: Callable[[], object], what: str) -> None:
    """Wait for a condition. Raises AssertionError."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        threading.Event().wait(0.01)


def listens(port: int) -> bool:
    """Somebody takes connections there."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Engine:
    """One of them: started, killed, held (SIGSTOP) and let go again."""

    def __init__(self) -> None:
        self.folder, self.port = a_folder(), free_port()
        self.prepare()
        self.start()

    def prepare(self) -> None:
        """Make what has to be there before the first start."""

    def command(self) -> list[str]:
        """What to run."""
        raise NotImplementedError

    def start(self) -> None:
        """Run it, until it listens."""
        self.process = self._run(self.command())
        until(lambda: listens(self.port) or self.process.poll() is not None, f"{type(self).__name__} listens")
        assert self.process.poll() is None, self.words

    def _run(self, command: list[str]) -> "subprocess.Popen[bytes]":
        user = SOMEBODY if os.geteuid() == 0 else None
        with open(self.folder / "log", "ab") as log:
            return subprocess.Popen(command, cwd=self.folder, user=user, stdout=log, stderr=log)

    def cpu(self) -> float:
        """Seconds of CPU so far, those of its workers too."""
        return Measured(self.process.pid).family_cpu()

    @property
    def words(self) -> str:
        """What it has said."""
        return (self.folder / "log").read_text(errors="replace")

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def hold(self) -> None:
        """Let it hang."""
        self.send(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it run again."""
        self.send(signal.SIGCONT)

    def stop(self) -> None:
        """End it, and remove what it kept."""
        if self.process.poll() is None:
            self.go_on()
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgreSQL(Engine):
    """A cluster of its own, reached by TCP with a password."""

    password = "not a secret: it listens on loopback for the time of a test"

    def __init__(self, durable: bool = True) -> None:
        self.durable = durable
        super().__init__()

    def prepare(self) -> None:
        """Make the cluster."""
        (self.folder / "password").write_text(self.password)
        if os.geteuid() == 0:
            os.chown(self.folder / "password", pwd.getpwnam(SOMEBODY).pw_uid, -1)
        options = ["--username=show", "--auth=scram-sha-256", "--pwfile=password", "--no-sync", "--encoding=UTF8",
                   "--locale=C.UTF-8", "--pgdata=data"]  # fmt: skip
        assert self._run([binary("initdb"), *options]).wait(PATIENCE) == 0, self.words

    def command(self) -> list[str]:
        """The server, without a socket in the file system."""
        settings = {"listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": ""}
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        return [binary("postgres"), "-D", "data", *(f"--{name}={value}" for name, value in settings.items())]

    def start(self) -> None:
        """Run it until it answers."""
        super().start()
        until(lambda: "ready to accept connections" in self.words, "PostgreSQL is ready")

    def url(self, name: str = "postgres") -> str:
        """The address of one database."""
        return f"postgres://show:{self.password.replace(' ', '%20')}@127.0.0.1:{self.port}/{name}"

    def send(self, number: signal.Signals) -> None:
        """A signal that stops it or lets it go on is for all of its processes: each connection has one."""
        if number in {signal.SIGSTOP, signal.SIGCONT}:
            for child in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
                with suppress(ProcessLookupError):
                    os.kill(int(child), number)
        super().send(number)

    def restart_at_once(self) -> None:
        """End it in the middle of things (an immediate shutdown), and start it again."""
        self.send(signal.SIGQUIT)
        self.process.wait(PATIENCE)
        (self.folder / "log").write_text("")
        self.start()

    def stop(self) -> None:
        """End it at once, whoever is connected."""
        if self.process.poll() is None:
            self.go_on()
            self.send(signal.SIGINT)
        super().stop()


class Redis(Engine):
    """A server that keeps nothing."""

    def command(self) -> list[str]:
        """The server."""
        return [binary("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly",
                "no"]  # fmt: skip

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}"


class Nginx(Engine):
    """nginx with deploy/nginx.conf, in which ports and folders are those of a test; a process may listen on a file."""

    def __init__(self, processes: Sequence[int | Path]) -> None:
        self.processes = processes
        super().__init__()

    def prepare(self) -> None:
        """Write what it is told."""
        text = (ROOT / "deploy" / "nginx.conf").read_text()
        text = re.sub(r"listen 8080", f"listen 127.0.0.1:{self.port}", text)
        for number, place in enumerate(self.processes, start=1):
            where = f"127.0.0.1:{place}" if isinstance(place, int) else f"unix:{place}"
            text = text.replace(f"server app{number}:8000", f"server {where}")
        text = re.sub(r" *server app\d:8000.*\n", "", text)  # there may be fewer processes than in deploy/
        temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        folders = "".join(f"    {name}_temp_path {self.folder}/{name};\n" for name in temporary)
        text = text.replace("http {\n", f"http {{\n{folders}", 1)
        (self.folder / "nginx.conf").write_text(f"daemon off;\npid {self.folder}/pid;\n{text}")

    def command(self) -> list[str]:
        """The server."""
        return [binary("nginx"), "-p", str(self.folder), "-e", "stderr", "-c", "nginx.conf"]
