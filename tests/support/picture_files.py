"""Picture files as people and attackers send them, for the tests."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

Colour = str | tuple[int, ...]


def picture(size: tuple[int, int] = (60, 40), colour: Colour = "red", mode: str = "RGB", **options: Any) -> bytes:
    """One colour, as PNG unless `format` says otherwise."""
    return saved(Image.new(mode, size, colour), **options)


def saved(image: Image.Image, **options: Any) -> bytes:
    """An image as a file."""
    out = BytesIO()
    image.save(out, **{"format": "PNG", **options})
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """A file as an image."""
    image: Image.Image = Image.open(BytesIO(content))
    image.load()
    return image


def near(one: Any, other: tuple[int, ...]) -> bool:
    """Alike but for what a lossy writer changes."""
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def png(width: int, height: int, pixels: bytes, depth: int = 8, kind: int = 2) -> bytes:
    """A PNG of these bytes, whatever its head says of its size."""
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
