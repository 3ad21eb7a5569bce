"""Where a server listens: on a port of an address of this machine, or on a Unix socket."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

UNIX = "unix:"


@dataclass(frozen=True)
class Listening:
    """A host and a port (0: any free one), or the path of a Unix socket."""

    host: str = ""
    port: int = 0
    path: Path | None = None

    @classmethod
    def of(cls, text: str) -> Listening:
        """Read "127.0.0.1:8000" or "unix:/run/show/1.sock". Raises ValueError with the end of a sentence."""
        if text.startswith(f"{UNIX}/"):
            return cls(path=Path(text.removeprefix(UNIX)))
        host, _, port = text.rpartition(":")
        if not host or not port.isdecimal() or int(port[:6]) not in range(1, 65536):
            raise ValueError(f"is host:port or unix:/path, not “{text}”")
        return cls(host, int(port))

    def __str__(self) -> str:
        return f"{UNIX}{self.path}" if self.path else f"{self.host}:{self.port}"
