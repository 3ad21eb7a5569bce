"""The Host names that this program answers to: loopback, this machine's LAN addresses, and configured names.

Behind a proxy this machine's addresses are not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import SupportsIndex

from django.conf import settings
from django.http.request import validate_host

from live.server.addresses import host, lan_addresses

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HTTPS = "https://"
_named: set[str] = set()
_by_https: set[str] = set()


def allowed(host: str) -> bool:
    """Tell whether a host name (without port) is one of ours."""
    return validate_host(host.lower(), _fixed()) or validate_host(host.lower(), lan_addresses())


def also_allow(name: str) -> None:
    """Answer to this name, too, as the join address needs it."""
    if name != "*":
        _named.add(name.lower())


def answer_to(address: str) -> None:
    """Answer to the name in a students' address, and take it for https where the address says so."""
    also_allow(host(address))
    if address.startswith(HTTPS):
        _by_https.add(address.removeprefix(HTTPS).removesuffix(":443"))


def comes_by_https(place: str) -> bool:
    """Tell whether a name, with its port if any, is that of an address that was given with https."""
    return place.lower().removesuffix(":443") in _by_https


def names() -> Iterator[str]:
    """Yield the names that are allowed now; never "*"."""
    yield from _fixed()
    yield from lan_addresses()


class AllowedHosts(list[str]):
    """Django's ALLOWED_HOSTS as a list that is computed anew each time, because the names change."""

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
