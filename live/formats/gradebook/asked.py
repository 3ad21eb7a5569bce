"""A mark book, looked into and filled in by the child that opens files (`job`)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from live.formats import opened
from live.formats.gradebook.filled import Target
from live.formats.gradebook.matching import Student
from live.refusal import Refused
from live.workshop.messages import Message
from live.workshop.place import Failed, TooMuch

MOST_BYTES = 1 << 20
"Of a mark book: it travels in the page on which its column is chosen."


@dataclass(frozen=True)
class Looked:
    """What is in a mark book."""

    targets: list[Target]
    found: int
    "How many people have a row."
    doubtful: list[str]
    "Names of those whom several rows fit, or who share one."
    missing: list[str]


def look(content: bytes, students: Sequence[Student], wait: float = opened.WAIT) -> Looked:
    """Return what is in a mark book. Raises Refused (422) with what to do."""
    said, _content = _done({}, content, students, wait)
    targets = [Target(**each) for each in said["targets"]]
    return Looked(targets, said["found"], said["doubtful"], said["missing"])


def fill(
    content: bytes, students: Sequence[Student], column: int, full: float, heading: str, wait: float = opened.WAIT
) -> bytes:
    """Return the file with a column filled in, out of `full` points; see `MarkBook.filled`. Raises Refused (422)."""
    return _done({"column": column, "full": full, "heading": heading}, content, students, wait)[1]


def _done(asked: dict[str, Any], content: bytes, students: Sequence[Student], wait: float) -> Message:
    if len(content) > MOST_BYTES:
        raise Refused(_("This file is too large: %d MB at most. Export one class alone.") % (MOST_BYTES >> 20), 422)
    head = {"marks": asked, "students": [asdict(each) for each in students], "language": get_language() or "en"}
    job = opened.place.put(head, content)
    try:
        said, filled = job.result(wait)
    except (TooMuch, Failed, TimeoutError):
        job.cancel()
        raise Refused(_("Other files are being read just now. Wait a moment, then try again."), 422) from None
    if "unreadable" in said:
        raise Refused(opened.sentence(said["unreadable"], said["values"]), 422)
    return said, filled
