"""What is long travels between this process and a child from file to file, piece by piece."""

import os
import threading
from io import BytesIO, FileIO
from typing import BinaryIO

import pytest

from live.workshop import messages


def through_a_pipe(head: dict[str, object], body: bytes | BinaryIO) -> tuple[object, bytes]:
    """What arrives in a file that something was in before."""
    out, into = os.pipe()
    with FileIO(out, "rb") as reader, FileIO(into, "wb") as writer:
        sending = threading.Thread(target=messages.write, args=(writer, head, body))
        sending.start()
        kept = BytesIO()
        told = messages.read_into(reader, kept)
        sending.join()
    return told, kept.getvalue()


@pytest.mark.parametrize("body", [b"", b"short", os.urandom(300_000)])
def test_a_file_arrives_as_bytes_do_from_its_beginning(body: bytes):
    file = BytesIO(body)
    file.seek(3)
    assert through_a_pipe({"a": "ü\ud800"}, file) == through_a_pipe({"a": "ü\ud800"}, body) == ({"a": "ü\ud800"}, body)


def test_a_message_that_ends_in_the_middle_is_none():
    whole = BytesIO()
    messages.write(whole, {"a": 1}, b"body")
    cut = [messages.read(BytesIO(whole.getvalue()[:length])) for length in range(len(whole.getvalue()))]
    assert (set(map(repr, cut)), messages.read(BytesIO(whole.getvalue()))) == ({"None"}, ({"a": 1}, b"body"))
