"""Which processes a process has started."""

from contextlib import suppress
from pathlib import Path


def children(pid: int | str = "self") -> dict[int, list[str]]:
    """The processes that one has started and that have not been taken leave of, with their command lines."""
    found: dict[int, list[str]] = {}
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread, or a child, that has ended meanwhile
            for child in task.read_text().split():
                found[int(child)] = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
    return found
