"""Messages between this process and a child: a head of JSON and a body of bytes, with both lengths before them."""

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")
MOST_BYTES = 64 << 20
"The longest head or body that is believed."
Message = tuple[dict[str, Any], bytes]


def write(pipe: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Send a message."""
    raw = json.dumps(head).encode()
    for part in (_LENGTHS.pack(len(raw), len(body)) + raw, body):
        left = memoryview(part)
        while left:  # a raw pipe takes as much as has room in it
            left = left[pipe.write(left) :]
    pipe.flush()


def read(pipe: BinaryIO) -> Message | None:
    """Wait for a message; None when the pipe ends before it is whole. Raises ValueError for what is no message."""
    lengths = _exactly(pipe, _LENGTHS.size)
    if lengths is None:
        return None
    head_bytes, body_bytes = _LENGTHS.unpack(lengths)
    if max(head_bytes, body_bytes) > MOST_BYTES:
        raise ValueError("too long for a message")
    raw, body = _exactly(pipe, head_bytes), _exactly(pipe, body_bytes)
    if raw is None or body is None:
        return None
    head = json.loads(raw)
    if not isinstance(head, dict):
        raise ValueError("no head of a message")
    return head, body


def _exactly(pipe: BinaryIO, count: int) -> bytes | None:
    """Read so many bytes and none of the next message, for which another process may be waiting."""
    found = bytearray()
    while len(found) < count:
        piece = pipe.read(count - len(found))
        if not piece:
            return None
        found += piece
    return bytes(found)
