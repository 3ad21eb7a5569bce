"""The craft of the child that opens and writes files (live/workshop/child.py)."""

from live.formats import package, readers
from live.formats.fitted import fitted
from live.formats.found import Unreadable
from live.formats.given import GivenQuiz
from live.formats.writers import WRITERS
from live.workshop.messages import Message


def prepare(_job: Message) -> None:
    """Import what a spreadsheet needs, which does not count as the job's time."""
    import openpyxl  # type: ignore[import-untyped]  # noqa: F401


def work(job: Message) -> Message:
    """Read a file or write one."""
    head, body = job
    if "pack" in head:
        return {}, package.pack(GivenQuiz.several(head["pack"], body))
    if "write" in head:
        return {}, WRITERS[head["write"]].dump(GivenQuiz.of(head["quiz"], body))
    return _read(readers.Asked(body, **head))


def _read(asked: readers.Asked) -> Message:
    """Return the reading as a message, or why the file cannot be read."""
    try:
        return fitted(readers.read(asked)).message()
    except Unreadable as unreadable:
        return {"unreadable": unreadable.words, "values": unreadable.values}, b""
