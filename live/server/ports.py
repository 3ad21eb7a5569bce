"""Finds a free port."""

import errno
import os
import socket

FIRST, LAST = 8000, 8099
FREE_TO_ALL = 1024  # below it, Unix lets only the administrator listen


class Taken(OSError):
    """The requested port, or every port that was tried, is in use."""


def free_port(host: str, asked: int | None) -> int:
    """Return the port asked for, else the first free one from 8000. Raises Taken, or OSError if `host` is not ours."""
    for port in [asked] if asked else range(FIRST, LAST + 1):
        if is_free(host, port):
            return port
    raise Taken(_why(asked))


def _why(asked: int | None) -> str:
    if not asked:
        return f"All ports from {FIRST} to {LAST} are taken"
    return f"Port {asked} is taken" + (", or kept for the administrator" if asked < FREE_TO_ALL else "")


def is_free(host: str, port: int) -> bool:
    """Tell whether a server could listen there now."""
    with socket.socket() as probe:
        if os.name != "nt":  # on Windows this would share the port with its owner
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True
