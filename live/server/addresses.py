"""The addresses of this machine in its networks, and the address that students are told."""

import re
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from pathlib import Path

from django.conf import settings

FRESH_SECONDS = 5.0
LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
KERNEL_TABLE = Path("/proc/net/fib_trie")
# Nothing is sent there: connecting a datagram socket only makes the system choose its own address for the route.
# The first stands for the rest of the world (RFC 5737), the others for the private networks (RFC 1918).
FAR = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")
# Containers and virtual machines use 172.16/12, and classrooms seldom do.
LIKELY = tuple(map(IPv4Network, ("192.168.0.0/16", "10.0.0.0/8", "100.64.0.0/10")))
UNLIKELY = IPv4Network("172.16.0.0/12")
LONGEST = 200  # characters; the database stores as many
ADDRESS = re.compile(r"(?P<scheme>https?://)?(?P<name>[\w-]+(\.[\w-]+)*)(:(?P<port>\d{1,5}))?/?", re.ASCII)

_found: tuple[float, list[str]] = (float("-inf"), [])


@dataclass
class Serving:
    """The options of this run: where it listens, and the students' address (blank follows the network)."""

    host: str = EVERYWHERE
    port: int = 8000
    address: str = ""


serving = Serving()


def lan_addresses() -> list[str]:
    """Return this machine's IPv4 addresses in its networks, the likeliest first; they are cached for 5 s.

    [] without a network, and behind a proxy, where nobody uses them.
    """
    global _found
    if getattr(settings, "SHOW_SERVER", False):
        return []
    if time.monotonic() - _found[0] > FRESH_SECONDS:
        _found = (time.monotonic(), in_order(_ways_out(), _own()))
    return list(_found[1])


def default_address() -> str:
    """Return the address that students most likely reach: the one listened on, else the first found, else loopback."""
    if serving.host != EVERYWHERE:
        return serving.host
    return next(iter(lan_addresses()), LOOPBACK)


def clean(address: str) -> str:
    """Clean an address as people type it (name, name:port or https://name). Raises ValueError when it is none."""
    found = ADDRESS.fullmatch(address.strip().lower())
    if not found or len(found[0]) > LONGEST or int(found["port"] or 1) not in range(1, 65536):
        raise ValueError(f"{address or 'Nothing'} is no address; a name or a number is, with a port if need be")
    return found[0].rstrip("/")


def host(address: str) -> str:
    """Return the name in an address: what a browser sends as Host, without the port."""
    found = ADDRESS.fullmatch(address)
    return found["name"] if found else address


def join_url(chosen: str = "") -> str:
    """Return where students go, without a slash at the end: by --address, else `chosen`, else the network's address.

    Behind a proxy the port is the proxy's own: the address names it, or it is the usual one.
    """
    proxied = getattr(settings, "SHOW_SERVER", False)
    address = serving.address or chosen or (settings.SHOW_ADDRESS if proxied else default_address())
    scheme, _, place = address.rpartition("://")
    if scheme == "https" or ":" in place or proxied:
        return f"{scheme or 'http'}://{place}"
    return url(place)


def url(name: str) -> str:
    """Return this server's URL under one of its names, without a slash at the end."""
    return f"http://{name}" + (f":{serving.port}" if serving.port != 80 else "")


def in_order(ways_out: Iterable[str], own: Iterable[str]) -> list[str]:
    """Return each usable address once: first that of the route to the world, then by how likely a classroom has it."""
    first = list(ways_out)
    return sorted(filter(_usable, dict.fromkeys([*first, *own])), key=lambda ip: (first[:1] != [ip], _rank(ip)))


def _usable(text: str) -> bool:
    try:
        address = IPv4Address(text)
    except AddressValueError:
        return False
    return not (address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast)


def _rank(text: str) -> int:
    address = IPv4Address(text)
    if address in UNLIKELY:
        return len(LIKELY) + 1
    return next((rank for rank, network in enumerate(LIKELY) if address in network), len(LIKELY))


def _ways_out() -> Iterator[str]:
    for far in FAR:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far, 9))
                yield probe.getsockname()[0]
            except OSError:  # no route
                continue


def _own() -> list[str]:
    """Return all addresses that the system lists; by name only where there is no table, as that may wait for DNS."""
    try:
        return local_addresses(KERNEL_TABLE.read_text())
    except OSError:
        return [] if sys.platform == "linux" else _by_name()


def _by_name() -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        return []


def local_addresses(table: str) -> list[str]:
    """Return the addresses that Linux's table of routes marks as this host's own, each once."""
    return list(dict.fromkeys(re.findall(r"\|-- ([\d.]+)\n\s+/32 host LOCAL", table)))
