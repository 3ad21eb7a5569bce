"""Limits how often an address may guess. Memory holds a keyed hash of the address, never the address itself."""

import math
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from threading import Lock

from django.conf import settings

from live import clock

_KEY = secrets.token_bytes(32)  # new at each start, so that the hashes mean nothing elsewhere


@dataclass(frozen=True)
class _Level:
    left: float
    at: datetime


class Buckets:
    """Token buckets, which begin full; beyond `most` of them the longest untouched are forgotten."""

    def __init__(self, size: float, per_hour: float, most: int = 20_000) -> None:
        self.size, self.per_second, self.most = size, per_hour / 3600, most
        self._levels: OrderedDict[bytes, _Level] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._levels)

    def wait(self, *who: str) -> int:
        """Return the seconds until there is a token; 0 when there is one now."""
        return self._seconds(self._left(_digest(who)))

    def take(self, *who: str) -> int:
        """Take a token and return 0; when there is none, return the seconds until there is one."""
        with self._lock:
            key = _digest(who)
            left = self._left(key)
            if left >= 1:
                self._keep(key, left - 1)
            return self._seconds(left)

    def give(self, *who: str) -> None:
        """Put a token back."""
        with self._lock:
            key = _digest(who)
            self._keep(key, self._left(key) + 1)

    def clear(self) -> None:
        """Forget all buckets. For tests."""
        self._levels.clear()

    def _left(self, key: bytes) -> float:
        level = self._levels.get(key)
        if level is None:
            return self.size
        passed = max(0.0, (clock.now() - level.at).total_seconds())  # a machine's clock can be set back
        return min(self.size, level.left + passed * self.per_second)

    def _keep(self, key: bytes, left: float) -> None:
        self._levels[key] = _Level(left, clock.now())
        self._levels.move_to_end(key)
        if left >= self.size:
            del self._levels[key]
        while len(self._levels) > self.most:
            self._levels.popitem(last=False)

    def _seconds(self, left: float) -> int:
        return 0 if left >= 1 else math.ceil((1 - left) / self.per_second)


def _digest(who: tuple[str, ...]) -> bytes:
    return blake2b("\0".join(who).encode(), key=_KEY, digest_size=16).digest()


def _network(address: str) -> str:
    """Return what is counted: an IPv4 address, or the /64 network of an IPv6 one, as one machine has all of it."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or int(ip) >> 64)
    return str(ip)


def share_of_limit(size: int, per_hour: float, processes: int) -> Buckets:
    """Return the buckets of one of several processes, which share a limit without telling each other.

    The proxy deals requests out evenly, so each process allows an equal part.
    """
    return Buckets(max(1, size / processes), per_hour / processes)


wrong_codes = share_of_limit(100, 20, settings.SHOW_PROCESSES)
attempts = share_of_limit(10, 30, settings.SHOW_PROCESSES)
attempts_anywhere = share_of_limit(50, 60, settings.SHOW_PROCESSES)
attempts_of_devices = share_of_limit(10, 30, settings.SHOW_PROCESSES)


def code_wait(address: str) -> int:
    """Return the seconds that this address must wait before it may look up a code; 0 when it may."""
    return wrong_codes.wait(_network(address))


def count_wrong_code(address: str) -> bool:
    """Count a failed look-up of a room code. False when it was one too many."""
    return wrong_codes.take(_network(address)) == 0


def count_sign_in(address: str, username: str, device: str = "") -> int:
    """Count an attempt to sign in; return 0 when it may be made, else the seconds to wait.

    `device`: the key of a browser that has signed in to this account before, which no one else can hold up.
    """
    if device:
        return attempts_of_devices.take(device)
    place, name = _network(address), username.strip().casefold()
    return attempts.wait(place, name) or attempts_anywhere.take(place) or attempts.take(place, name)


def uncount_sign_in(address: str, username: str, device: str = "") -> None:
    """Take back the count of an attempt that succeeded."""
    if device:
        return attempts_of_devices.give(device)
    place, name = _network(address), username.strip().casefold()
    attempts.give(place, name)
    attempts_anywhere.give(place)
