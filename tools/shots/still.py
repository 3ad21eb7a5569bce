"""What differs from one machine and one run to the next, fixed: the time, the network, and what is drawn by lot."""

import base64
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from math import inf
from random import Random
from unittest.mock import patch

from live import clock
from live.models import Quiz, Room, keys, room
from live.realtime import presence
from live.server import addresses
from live.views import door

MOMENT = datetime(2026, 11, 2, 10, tzinfo=UTC)
"When every picture is taken. The server's clock stands there."
BEGINNING = MOMENT - timedelta(seconds=30)
"When every lesson begins: so much of an open question's time is gone."
NETWORK, PORT = "192.168.1.20", 8000
"The address that pages name, whatever the machine's is and wherever the server listens."


class Lots:
    """In place of `secrets`: the same for the same name."""

    def __init__(self, name: str) -> None:
        self._random = Random(name)

    def randbelow(self, limit: int) -> int:
        """A number from 0."""
        return self._random.randrange(limit)

    def token_urlsafe(self, count: int) -> str:
        """So many bytes, in letters that fit into an address."""
        return base64.urlsafe_b64encode(self._random.randbytes(count)).decode().rstrip("=")


@contextmanager
def lesson(name: str) -> Iterator[None]:
    """In this block the lesson of a picture is made, on a desk that holds nothing of other pictures.

    Its rooms get codes and keys that follow from the name: the QR is a picture of a key.
    """
    for model in (Room, Quiz):
        model.objects.all().delete()
    lots = Lots(name)
    with clock.at(BEGINNING), patch.object(room, "secrets", lots), patch.object(keys, "secrets", lots):
        yield


@contextmanager
def server() -> Iterator[None]:
    """In this block the server runs: its clock stands, and whoever was here stays here."""
    with ExitStack() as fixed:
        fixed.enter_context(clock.at(MOMENT))
        fixed.enter_context(patch.object(door, "SystemRandom", lambda: Random(0)))
        fixed.enter_context(patch.object(presence, "MOMENT", inf))
        fixed.enter_context(patch.object(addresses, "lan_addresses", lambda: [NETWORK]))
        fixed.enter_context(patch.object(addresses, "url", lambda name: f"http://{name}:{PORT}"))
        yield
