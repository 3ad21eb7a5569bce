"""The craft of the child that opens files (live/workshop/child.py)."""

from live.formats import readers
from live.formats.found import Unreadable
from live.workshop.messages import Message


def prepare(_job: Message) -> None:
    """Import what a spreadsheet needs, which does not count as the job's time."""
    import openpyxl  # type: ignore[import-untyped]  # noqa: F401


def work(job: Message) -> Message:
    """Read a file: the reading as a message, or why it cannot be read."""
    head, body = job
    try:
        return readers.read(readers.Asked(body, **head)).message()
    except Unreadable as unreadable:
        return {"unreadable": unreadable.words, "values": unreadable.values}, b""
