"""What the child does with a mark book."""

from dataclasses import asdict
from typing import Any

from live.formats.found import Unreadable
from live.formats.gradebook.filled import MarkBook
from live.formats.gradebook.matching import Student
from live.workshop.messages import Message


def answered(head: dict[str, Any], content: bytes) -> Message:
    """Look into a mark book; with a column asked for, fill it in."""
    students = [Student(**each) for each in head["students"]]
    try:
        book = MarkBook.of(content, students, head["language"])
        if "column" in head["marks"]:
            return {}, book.filled(**head["marks"])
    except Unreadable as unreadable:
        return {"unreadable": unreadable.words, "values": unreadable.values}, b""
    names = {"doubtful": book.matches.doubtful, "missing": book.matches.missing}
    said = {why: [each.name for each in several] for why, several in names.items()}
    return {**said, "found": len(book.matches.rows), "targets": [asdict(each) for each in book.targets()]}, b""
