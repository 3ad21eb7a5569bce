"""Messages between this process and a child: a head of JSON and a body of bytes, with both lengths before them.

A body may be long, so this process has it in a file on either side; only a piece of it is ever in memory.
"""

import json
import os
import struct
from io import BytesIO
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")
MOST_BYTES = 64 << 20
"The longest head or body that is believed."
PIECE = 64 << 10
Head = dict[str, Any]
Message = tuple[Head, bytes]


def write(pipe: BinaryIO, head: Head, body: bytes | BinaryIO = b"") -> None:
    """Send a message; a file is sent from its beginning."""
    raw = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    file = BytesIO(body) if isinstance(body, bytes) else body
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    _send(pipe, _LENGTHS.pack(len(raw), length) + raw)
    while piece := file.read(PIECE):
        _send(pipe, piece)
    pipe.flush()


def _send(pipe: BinaryIO, content: bytes) -> None:
    left = memoryview(content)
    while left:  # a raw pipe takes as much as has room in it
        left = left[pipe.write(left) :]


def read(pipe: BinaryIO) -> Message | None:
    """Wait for a message; None when the pipe ends before it is whole. Raises ValueError for what is no message."""
    body = BytesIO()
    head = read_into(pipe, body)
    return None if head is None else (head, body.getvalue())


def read_into(pipe: BinaryIO, body: BinaryIO) -> Head | None:
    """Do the same with a body that is written to a file; return the head."""
    lengths = BytesIO()
    if not _copy(pipe, lengths, _LENGTHS.size):
        return None
    head_bytes, body_bytes = _LENGTHS.unpack(lengths.getvalue())
    if max(head_bytes, body_bytes) > MOST_BYTES:
        raise ValueError("too long for a message")
    raw = BytesIO()
    if not (_copy(pipe, raw, head_bytes) and _copy(pipe, body, body_bytes)):
        return None
    head = json.loads(raw.getvalue().decode("utf-8", "surrogatepass"))
    if not isinstance(head, dict):
        raise ValueError("no head of a message")
    return head


def _copy(pipe: BinaryIO, file: BinaryIO, count: int) -> bool:
    """Copy so many bytes and none of the next message, for which another process may be waiting; False at the end."""
    while count:
        piece = pipe.read(min(count, PIECE))
        if not piece:
            return False
        file.write(piece)
        count -= len(piece)
    return True
