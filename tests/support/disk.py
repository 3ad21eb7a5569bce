"""A data folder whose disk can be filled and freed: a small tmpfs where we may mount one, else a limit on files."""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from bench.patience import PATIENCE

SIZE = "24m"
BLOCK = bytes(1 << 16)


class Disk(Protocol):
    """What can be filled and freed."""

    words: str

    def fill(self, pid: int) -> None:
        """From now on nothing more can be written."""

    def free(self, pid: int) -> None:
        """It can again."""


class Tmpfs:
    """A real file system that is really full (ENOSPC)."""

    words = "tmpfs"

    def __init__(self, folder: Path) -> None:
        self.filler = folder / "filler"

    def fill(self, pid: int) -> None:
        """Write until there is no room, to the last page."""
        with suppress(OSError), open(self.filler, "wb", buffering=0) as file:
            while True:
                file.write(BLOCK)

    def free(self, pid: int) -> None:
        """Give the room back."""
        self.filler.unlink()


class Limit:
    """No file of the server may grow or be written beyond its first byte (EFBIG); needs no rights."""

    words = "RLIMIT_FSIZE"

    def fill(self, pid: int) -> None:
        """Limit the process."""
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    def free(self, pid: int) -> None:
        """Lift the limit."""
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """The folder on a disk of its own, if the system lets us; else what comes close."""
    folder.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", str(folder)]
    try:
        is_mounted = subprocess.run(command, capture_output=True, timeout=PATIENCE).returncode == 0
    except OSError:
        is_mounted = False
    try:
        yield Tmpfs(folder) if is_mounted else Limit()
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True, timeout=PATIENCE)
