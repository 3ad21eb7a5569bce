"""What the administrator says by environment variables: each name known, each value checked, each complaint kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from hashlib import blake2s
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

OURS = "SHOW_"
ELSEWHERE = {"SHOW_CHROMIUM", "SHOW_SEQUENCES", "SHOW_FIRST_SEQUENCE"}
"Ours too, but read by ./run and by tests alone."
SWITCH = {"1": True, "0": False}
SITE = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")
POSTGRES = ("postgres", "postgresql")
REDIS = ("redis", "rediss", "unix")
CONNECT_SECONDS = 3
"How long a connection to the database may take to open, and a thread wait for one that is free."
SERVER_OPTIONS = "-c idle_in_transaction_session_timeout=5s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10"
"What PostgreSQL does about a process that has vanished in the middle of something: others wait for its locks."
REDIS_SECONDS = 0.5
"How long Redis may take for anything; nobody but the ticks waits for it."


class Environment:
    """Reads variables; those that nobody has read at the end are not known. Complaints are kept, not raised."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given, self.read, self.complaints = given, set(ELSEWHERE), list[str]()

    def text(self, name: str, default: str = "") -> str:
        """What is said there; blank counts as nothing."""
        self.read.add(name)
        return self.given.get(name, "").strip() or default

    def names(self, name: str) -> list[str]:
        """Names with commas between them."""
        return [each.strip() for each in self.text(name).split(",") if each.strip()]

    def sites(self, name: str) -> list[str]:
        """Origins with commas between them, as a browser names them: https://moodle.school.example."""
        said = [each.lower().rstrip("/") for each in self.names(name)]
        if any(not SITE.fullmatch(each) for each in said):
            self.complaints.append(
                f"{name} names sites such as https://moodle.school.example, not “{self.text(name)}”."
            )
            return []
        return said

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of these words, by default the first."""
        said = self.text(name, choices[0])
        if said not in choices:
            self.complaints.append(f"{name} is {' or '.join(choices)}, not “{said}”.")
        return said if said in choices else choices[0]

    def networks(self, name: str) -> list[IPv4Network | IPv6Network]:
        """Networks with commas between them."""
        try:
            return [ip_network(each) for each in self.names(name)]
        except ValueError:
            self.complaints.append(f"{name} names networks, such as 172.16.0.0/12,fd00::/8, not “{self.text(name)}”.")
            return []

    def number(self, name: str, default: int) -> int:
        """A whole number from 1."""
        said = self.text(name, str(default))
        if said.isascii() and said.isdigit() and int(said[:10]) > 0:
            return int(said[:10])
        self.complaints.append(f"{name} is a whole number from 1, not “{said}”.")
        return default

    def switch(self, name: str, default: bool = False) -> bool:
        """1 or 0."""
        said = self.text(name, str(int(default)))
        if said not in SWITCH:
            self.complaints.append(f"{name} is 1 (yes) or 0 (no), not “{said}”.")
        return SWITCH.get(said, default)

    def unknown(self) -> Iterator[str]:
        """A sentence for each of our names that nobody has read: a slip of the pen must not be taken for silence."""
        for name in sorted(self.given):
            if name.startswith(OURS) and name not in self.read:
                near = get_close_matches(name, self.read, 1, cutoff=0.8)
                hint = f"; is {near[0]} meant?" if near else "."
                yield f"{name} is no setting of Show of Hands{hint}"

    def database(self, most: int) -> dict[str, Any]:
        """DATABASE_URL as Django's settings for PostgreSQL with a pool of so many connections; {} without one."""
        url = self.text("DATABASE_URL")
        try:
            return postgresql(url, most) if url else {}
        except ValueError as error:
            self.complaints.append(f"DATABASE_URL {error}.")
            return {}

    def redis(self) -> str:
        """REDIS_URL; "" without one."""
        url = self.text("REDIS_URL")
        if url and urlsplit(url).scheme not in REDIS:
            self.complaints.append("REDIS_URL begins with redis://, rediss:// or unix://.")
            return ""
        return url


def postgresql(url: str, most: int) -> dict[str, Any]:
    """postgres://user:password@host:port/name?option=value for Django; the options are libpq's.

    Raises ValueError with the end of a sentence.
    """
    from live.storage.postgresql import Connection  # psycopg, which a teacher's machine need not load

    parts = urlsplit(url)
    if parts.scheme not in POSTGRES or not parts.path.strip("/"):
        raise ValueError("is postgres://user:password@host:port/name")
    try:
        port = parts.port or ""
    except ValueError:
        raise ValueError("names a port that is no number") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": CONNECT_SECONDS,
            "options": SERVER_OPTIONS,
            **dict(parse_qsl(parts.query)),
            "pool": {
                "min_size": most,  # a pool that grows opens one after the other, and a class is there at once
                "max_size": most,
                "timeout": CONNECT_SECONDS,
                "reconnect_timeout": CONNECT_SECONDS,  # then it begins anew, instead of less and less often
                "connection_class": Connection,
            },
        },
    }


def ticks(url: str, secret: str) -> dict[str, Any]:
    """The channel layer that carries ticks. Its prefix keeps two installations on one Redis apart."""
    from redis.asyncio.retry import Retry  # on a teacher's machine nobody needs it
    from redis.backoff import NoBackoff

    host = {
        "address": url,
        "socket_timeout": REDIS_SECONDS,
        "socket_connect_timeout": REDIS_SECONDS,
        "retry": Retry(NoBackoff(), 0),
    }
    prefix = f"show-{blake2s(b'ticks', key=secret.encode()[:32], digest_size=6).hexdigest()}"
    config = {"hosts": [host], "prefix": prefix}
    return {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": config}
