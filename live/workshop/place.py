"""A place: one child and the line before it. Jobs are put there from any thread, and done one after the other."""

import atexit
import logging
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

from live.workshop import messages
from live.workshop.messages import Message
from live.workshop.trades import Trade

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("SYSTEMROOT",)
"The one variable without which Python does not start (on Windows). The child gets no other."
BY_OTHERS = "SIGKILL"
"The signal by which a machine without memory ends a process, whatever that does."
QUIET = 60.0
"Seconds without a job after which a child ends, so that a laptop on which nobody asks for one has none."
logger = logging.getLogger(__name__)


class Failed(Exception):
    """A job that was not done: the machine was too busy, the child died, or this process is ending."""


class TooMuch(Failed):
    """A job that was begun and ended by force, because it takes too much: it would again."""


@dataclass(frozen=True)
class _Job:
    head: dict[str, Any]
    body: bytes | BinaryIO
    into: BinaryIO | None
    done: "Future[Message]" = field(default_factory=Future)


class Place:
    """Starts its child with the first job, and another one when it has ended; first come, first served."""

    def __init__(self, trade: Trade, quiet: float = QUIET) -> None:
        self.trade, self.quiet, self.closed = trade, quiet, False
        self._waiting: SimpleQueue[_Job] = SimpleQueue()
        self._child: _Child | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        atexit.register(self.close)

    def put(
        self, head: dict[str, Any], body: bytes | BinaryIO = b"", into: BinaryIO | None = None
    ) -> "Future[Message]":
        """Have a job done. The future raises Failed; cancelling it gives up the place in the line.

        What is long comes from a file as `body`, and goes to the file `into`; the answer's body is then empty.
        """
        job = _Job(head, body, into)
        self._waiting.put(job)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self.trade.name, daemon=True)
                self._thread.start()
        return job.done

    def open(self) -> None:
        """Start the child now and keep it: it has then loaded the files of today, whatever an upgrade puts there."""
        self.quiet = 0.0
        self._child = _Child(self.trade, self.quiet)

    def wait(self) -> None:
        """Wait until the child that `open` started has loaded them."""
        if self._child is not None:
            self._child.greet()

    def close(self) -> None:
        """End the child whatever it is doing, and refuse all jobs from now on: nobody waits for one any more."""
        self.closed = True
        child = self._child
        if child is not None:
            child.kill()
            child.process.wait()

    def _run(self) -> None:
        while True:
            self._finish(self._waiting.get())  # no name here keeps a job, and what it brought, until the next one

    def _finish(self, job: _Job) -> None:
        if not job.done.set_running_or_notify_cancel():
            return
        try:
            job.done.set_result(self._do(job))
        except Exception as error:  # whatever it is, the next job gets its turn
            job.done.set_exception(error if isinstance(error, Failed) else Failed(repr(error)))

    def _do(self, job: _Job) -> Message:
        answer = self._ask(job)
        if answer is None and not self.closed:
            answer = self._ask(job)  # it had ended in a quiet minute
        if answer is None:
            logger.warning("The child for %s does not answer", self.trade.name)
            raise Failed("no answer")
        if "failed" in answer[0]:
            why = answer[0]["failed"]
            raise Failed(why) if why == BY_OTHERS else TooMuch(why)
        return answer

    def _ask(self, job: _Job) -> Message | None:
        """Have the child do it; None when it is not there any more."""
        if self.closed:
            raise Failed("closed")
        if self._child is None:
            self._child = _Child(self.trade, self.quiet)
            if self.closed:  # meanwhile
                self._child.kill()
        answer = self._child.ask(job, self.trade.patience)
        if answer is None:
            hung, self._child = self._child.end(), None
            if hung:
                raise Failed("too slow") if hasattr(os, "fork") else TooMuch("too slow")  # there is no other limit
        return answer


class _Child:
    """One child process, without a secret, a database or a socket: all that it has are two pipes. It writes no file."""

    def __init__(self, trade: Trade, quiet: float) -> None:
        self.was_killed, self.greets = False, not quiet
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "live.workshop.child", trade.name, str(quiet)],
            cwd=ROOT,
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # Ctrl-C in our terminal is not for it
        )

    def ask(self, job: _Job, patience: float) -> Message | None:
        """Have a job done, and kill the child when it takes more seconds than these; None without a whole answer."""
        hung = threading.Timer(patience, self.kill)
        hung.start()
        try:
            self.greet()
            messages.write(self.process.stdin, job.head, job.body)  # type: ignore[arg-type]
            return self._answer(job.into)
        except (OSError, ValueError):
            return None
        finally:
            hung.cancel()

    def _answer(self, into: BinaryIO | None) -> Message | None:
        if into is None:
            return messages.read(self.process.stdout)  # type: ignore[arg-type]
        into.seek(0)
        into.truncate()  # an answer before may have ended in the middle
        head = messages.read_into(self.process.stdout, into)  # type: ignore[arg-type]
        return None if head is None else (head, b"")

    def greet(self) -> None:
        """Wait until it has loaded its files: one that stays says so once."""
        if self.greets:
            self.greets = False
            messages.read(self.process.stdout)  # type: ignore[arg-type]

    def kill(self) -> None:
        """End it with the process that does its job."""
        self.was_killed = True
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()

    def end(self) -> bool:
        """Give it up, and let the system forget it; whether it had been killed for being slow."""
        was_killed = self.was_killed
        self.kill()
        with self.process:
            pass
        return was_killed
