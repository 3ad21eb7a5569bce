"""One server at a time for a data folder: two would not know of each other's rooms."""

import sys
from pathlib import Path
from typing import IO


class Held(Exception):
    """Another process serves these data."""


def hold(folder: Path) -> IO[bytes]:
    """Take the folder's lock, which ends with this process or the file returned. Raises Held when another has it."""
    file = open(folder / "lock", "ab")  # noqa: SIM115 -- held open as long as the lock is wanted
    try:
        _lock(file)
    except OSError:
        file.close()
        raise Held(str(folder)) from None
    return file


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
