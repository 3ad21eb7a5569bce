"""The child: it loads what its trade needs, then does one job after the other until its pipe ends.

    python -m live.workshop.child drawings 60

Each job has a process of its own, forked from one that has loaded everything and done nothing: whatever happens in it,
the next one begins clean, and an end by force costs milliseconds. Where there is no fork (Windows) the child does its
jobs itself, and the other side ends it when it takes too long.
"""

import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from io import FileIO
from typing import BinaryIO

from live.workshop import messages
from live.workshop.messages import Message
from live.workshop.trades import DRAWINGS, PICTURES, TRADES, Trade

NICE = 10


@dataclass(frozen=True)
class Craft:
    """How a trade prepares a job, and how it does it."""

    prepare: Callable[[Message], None]
    "Imports what a job needs. It stays imported for the next one, and does not count as the job's time."
    work: Callable[[Message], Message]


def main(name: str, quiet: float | None) -> None:
    """Do the jobs of a trade; end after so many `quiet` seconds, if any."""
    asked, answers = _private_pipes()
    trade = TRADES[name]
    craft = CRAFTS[name](quiet is None) if name in CRAFTS else _elsewhere(trade, quiet is None)
    for number in (signal.SIGINT, signal.SIGTERM):  # the end of the pipe is the end: a drain still needs us
        signal.signal(number, signal.SIG_IGN)
    with suppress(AttributeError, OSError):
        os.nice(NICE)
    if quiet is None:
        messages.write(answers, {"loaded": name})
    do = _do_in_fork if hasattr(os, "fork") else _do
    while _is_asked(asked, quiet) and (job := messages.read(asked)):
        craft.prepare(job)
        do(trade, craft.work, job, answers)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the two pipes away from stdin and stdout: a library that prints would be taken for an answer."""
    asked, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    return FileIO(asked, "rb"), FileIO(answers, "wb")


def _is_asked(asked: BinaryIO, seconds: float | None) -> bool:
    """Wait for a job, or the end of the pipe. False after so many seconds, where a pipe can be waited for."""
    return not hasattr(os, "fork") or bool(select.select([asked], [], [], seconds)[0])


def _do_in_fork(trade: Trade, work: Callable[[Message], Message], job: Message, answers: BinaryIO) -> None:
    """Let a process of its own do a job, and answer for it if it did not live to."""
    pid = os.fork()
    if pid == 0:
        try:
            _limit(trade)
            _do(trade, work, job, answers)
            os._exit(0)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    if status != 0:
        why = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "no answer"
        messages.write(answers, {"failed": why})


def _do(trade: Trade, work: Callable[[Message], Message], job: Message, answers: BinaryIO) -> None:
    """Do a job and answer; its CPU time is counted until the answer is made."""
    with suppress(AttributeError):
        signal.setitimer(signal.ITIMER_PROF, trade.cpu_seconds)  # SIGPROF ends the process, whatever it is in
    try:
        done = work(job)
    except Exception as error:
        done = {"failed": type(error).__name__}, b""
    with suppress(AttributeError):
        signal.setitimer(signal.ITIMER_PROF, 0)
    messages.write(answers, *done)


def _limit(trade: Trade) -> None:
    """Bound the memory; keep this process from writing any file and from leaving a core behind."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, trade.memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):  # macOS knows a limit of addresses and does not keep it
            resource.setrlimit(what, (most, most))


def _drawings(wholly: bool) -> Craft:
    """Load what draws a text; `wholly`: all that any text may need."""
    from live.content import highlighting, safe_html
    from live.content.drawn_forms import VERSION

    safe_html.markdown("$x$")  # imports what a formula needs
    if wholly:
        highlighting.load()

    def prepare(job: Message) -> None:
        highlighting.load(highlighting.languages(job[0]["text"]))

    def draw(job: Message) -> Message:
        head, _body = job
        return {"html": safe_html.FORMS[head["form"]](head["text"]), "by": VERSION}, b""

    return Craft(prepare, draw)


def _pictures(_wholly: bool) -> Craft:
    """Load what decodes a picture."""
    from live.content import reencode

    reencode.load()

    def decode(job: Message) -> Message:
        _head, body = job
        try:
            found = [each for each in reencode.reencode(body) if each]
        except reencode.Unfit as unfit:
            return {"unfit": unfit.sentence, "values": unfit.values}, b""
        sizes = [[each.width, each.height, len(each.content)] for each in found]
        return {"pictures": sizes}, b"".join(each.content for each in found)

    return Craft(lambda job: None, decode)


def _elsewhere(trade: Trade, wholly: bool) -> Craft:
    """Load the module that a trade names: the workshop itself knows nothing of what is above it.

    What it imports may ask Django for a language: here are Django's own settings, and no secret of ours.
    """
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
    module = import_module(trade.craft)
    if wholly:
        module.load()
    return Craft(module.prepare, module.work)


CRAFTS: dict[str, Callable[[bool], Craft]] = {DRAWINGS.name: _drawings, PICTURES.name: _pictures}

if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]) or None)
