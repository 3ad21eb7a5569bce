"""Picture files as people and attackers send them, for the tests."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

Numbers = tuple[float, float, float]
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


def rgb_profile(gamma: float, red: Numbers, green: Numbers, blue: Numbers) -> bytes:
    """An ICC profile of three colours (as X, Y, Z under D50) and one curve, as cameras and image editors write them."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH2x", 1, round(gamma * 256))
    white = (0.9642, 1.0, 0.8249)
    points = {b"wtpt": _xyz(white), b"rXYZ": _xyz(red), b"gXYZ": _xyz(green), b"bXYZ": _xyz(blue)}
    tags = {**points, **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve), b"cprt": b"text\0\0\0\0none\0\0\0\0"}
    tags[b"desc"] = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"ours\0" + bytes(78 + 1)
    table, data, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", at + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    head = struct.pack(">I4sI4s4s4s12x4s28x3i48x", at + len(data), b"\0" * 4, 0x02400000, b"mntr", b"RGB ", b"XYZ ",
                       b"acsp", 63190, 65536, 54061)  # fmt: skip
    return head + table + data


def _xyz(numbers: Numbers) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(each * 65536) for each in numbers))


def png(width: int, height: int, pixels: bytes, depth: int = 8, kind: int = 2) -> bytes:
    """A PNG of these bytes, whatever its head says of its size."""
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def many_scans(side: int, scans: int, kind: bytes = b"MPF") -> bytes:
    """A grey progressive JPEG that repeats one scan, each as costly as the whole picture; its APP2 names further ones,
    so that it is opened as an MPO.
    """

    def segment(marker: int, body: bytes) -> bytes:
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body

    def bits(text: str) -> bytes:
        text += "1" * (-len(text) % 8)
        return bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8)).replace(b"\xff", b"\xff\0")

    entries = struct.pack("<IIIHH", 0x030000, 1000, 0, 0, 0) + struct.pack("<IIIHH", 0, 1000, 1000, 0, 0)
    index = struct.pack("<HHHI4sHHIIHHII", 3, 0xB000, 7, 4, b"0100", 0xB001, 4, 1, 2, 0xB002, 7, len(entries), 50)
    index += struct.pack("<I", 0) + entries
    head = b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    head += segment(0xE2, kind + b"\0II*\0" + struct.pack("<I", 8) + index)
    head += segment(0xDB, b"\0" + b"\1" * 64) + segment(0xC2, struct.pack(">BHHBBBB", 8, side, side, 1, 1, 0x11, 0))
    head += segment(0xC4, bytes([0, 1, *[0] * 15, 0])) + segment(0xC4, bytes([0x10, 1, 1, *[0] * 14, 0xE0, 0]))
    left, runs = (-(-side // 8)) ** 2, ""
    head += segment(0xDA, bytes([1, 1, 0, 0, 0, 0])) + bits("0" * left)
    while left > 0:  # runs of blocks in which nothing changes, 32,767 at most
        run = min(left, 32767)
        runs, left = runs + "0" + format(max(0, run - 16384), "014b"), left - run
    return head + (segment(0xDA, bytes([1, 1, 0, 1, 63, 0])) + bits(runs)) * scans + b"\xff\xd9"
