"""Which Host names this program answers to: loopback, this machine's LAN addresses, and those that were named."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import SupportsIndex

from django.conf import settings
from django.http.request import validate_host

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
FRESH_SECONDS = 5.0  # networks change, but not for each request
_named: set[str] = set()
_seen: tuple[float, list[str]] = (float("-inf"), [])


def allowed(host: str) -> bool:
    """Whether a host name (without port) is one of ours."""
    return validate_host(host.lower().rstrip("."), list(_fixed())) or validate_host(host.lower(), _lan())


def also_allow(name: str) -> None:
    """Answer to this name too: the join address."""
    if name != "*":
        _named.add(name.lower())


def names() -> Iterator[str]:
    """All names that are allowed now; never "*"."""
    yield from _fixed()
    yield from _lan()


class AllowedHosts(list[str]):
    """Django's ALLOWED_HOSTS, asked anew each time: the same names as `allowed`, although they change."""

    def __iter__(self) -> Iterator[str]:
        return names()

    def __len__(self) -> int:
        return len(list(names()))

    def __contains__(self, name: object) -> bool:
        return name in list(names())

    def __getitem__(self, index: SupportsIndex | slice) -> str | list[str]:  # type: ignore[override]
        return list(names())[index]


def _fixed() -> Iterator[str]:
    yield from LOOPBACK
    yield from _named
    yield from (name for name in getattr(settings, "SHOW_HOSTS", ()) if name != "*")


def _lan() -> list[str]:
    global _seen
    if time.monotonic() - _seen[0] > FRESH_SECONDS:
        from live.serve.addresses import lan_addresses  # late: the settings import this module

        _seen = (time.monotonic(), [f"[{ip}]" if ":" in ip else ip for ip in lan_addresses()])
    return _seen[1]
