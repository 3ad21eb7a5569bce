"""Small files and texts are kept with what was found in them, to be read another way without being chosen again."""

import base64
import os
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

Source = tuple[str, bytes]
"A file by its name, or a pasted text, which has none."
MOST_BYTES = 200_000
"Of all files together; larger ones are chosen again."
MOST_FILES = 20
"At a time."


class Sources:
    """The files and texts of one upload, as long as they are small."""

    def __init__(self) -> None:
        self._sources: list[Source] = []
        self._bytes = 0

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)

    def __bool__(self) -> bool:
        return bool(self._sources)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sources) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # they change

    def add(self, name: str, file: BinaryIO) -> None:
        """Add a further one; when they are too large together none is kept any more."""
        self._bytes += file.seek(0, os.SEEK_END)
        file.seek(0)
        self._sources = [*self._sources, (name, file.read())] if self._bytes <= MOST_BYTES else []

    @property
    def text(self) -> str:
        """The pasted text; "" without one."""
        return next((content.decode(errors="replace") for name, content in self if not name), "")

    def packed(self) -> list[list[str]]:
        """Return them as JSON can have them."""
        return [[name, base64.b85encode(content).decode()] for name, content in self]

    @classmethod
    def of(cls, packed: Iterable[list[str]]) -> "Sources":
        """Return what was packed."""
        sources = cls()
        for name, content in packed:
            sources.add(name, BytesIO(base64.b85decode(content)))
        return sources
