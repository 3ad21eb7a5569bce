"""A lock that lets one server at a time use a data folder, as two would not know of each other's rooms."""

import sys
from pathlib import Path
from typing import IO


class Held(Exception):
    """Another process holds the lock."""


def hold(folder: Path, name: str = "lock", wait: bool = False) -> IO[bytes]:
    """Take a lock of the folder; it lasts until this process ends or the returned file is closed.

    Raises Held when another process has it; with `wait` it waits first.
    """
    file = open(folder / name, "ab")  # noqa: SIM115 -- held open as long as the lock is wanted
    try:
        _lock(file, wait)
    except OSError:
        file.close()
        raise Held(str(folder)) from None
    return file


def _lock(file: IO[bytes], wait: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
