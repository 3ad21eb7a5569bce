"""Small files and texts travel in the page that shows them, to be read another way without being chosen again."""

import base64
import binascii
import json
import os
import zlib
from typing import BinaryIO

Source = tuple[str, bytes]
"A file by its name, or a pasted text, which has none."
MOST_BYTES = 200_000
"Of all files together; larger ones are chosen again."
MOST_FILES = 20
"At a time."
LONGEST_NAME = 255
"As Django has it of an upload."


class Sources:
    """The files and texts of one upload, as long as they are small."""

    def __init__(self) -> None:
        self._sources: list[Source] = []
        self._bytes = 0

    def add(self, name: str, file: BinaryIO) -> None:
        """Add a further one; when they are too large together none is kept any more."""
        self._bytes += file.seek(0, os.SEEK_END)
        file.seek(0)
        self._sources = [*self._sources, (name, file.read())] if self._bytes <= MOST_BYTES else []

    @property
    def field(self) -> str:
        """The field of a form; "" when they are too large for that."""
        if not self._sources:
            return ""
        plain = json.dumps([[name, base64.b85encode(content).decode()] for name, content in self._sources])
        return base64.urlsafe_b64encode(zlib.compress(plain.encode())).decode()

    @classmethod
    def text(cls, field: str) -> str:
        """Return the pasted text that such a field has; "" without one."""
        return next((content.decode(errors="replace") for name, content in cls.of(field) if not name), "")

    @staticmethod
    def of(field: str) -> list[Source]:
        """Return what such a field has, at most the files and a text; nothing of one that a browser made up."""
        try:
            unpacked = zlib.decompressobj().decompress(base64.urlsafe_b64decode(field.encode()), 2 * MOST_BYTES)
            sources = json.loads(unpacked)[: MOST_FILES + 1]
            return [(str(name)[:LONGEST_NAME], base64.b85decode(content)) for name, content in sources]
        except (ValueError, TypeError, zlib.error, binascii.Error, RecursionError):
            return []
