"""Tells which pictures of two folders differ: `python -m tools.shots.compare BEFORE AFTER`."""

import sys
from pathlib import Path

from PIL import Image, ImageChops


def differences(before: Path, after: Path) -> dict[str, str]:
    """What is to be said of each picture that is not the same in both folders, by its name."""
    names = sorted({path.name for folder in (before, after) for path in folder.glob("*.png")})
    told = {name.removesuffix(".png"): _difference(before / name, after / name) for name in names}
    return {name: words for name, words in told.items() if words}


def _difference(before: Path, after: Path) -> str:
    """Of one picture; nothing when it is the same."""
    for path in (before, after):
        if not path.is_file():
            return f"not in {path.parent}"
    if before.read_bytes() == after.read_bytes():
        return ""
    with Image.open(before) as one, Image.open(after) as other:
        if one.size != other.size:
            return f"{one.width}x{one.height}, then {other.width}x{other.height}"
        return _pixels(one.convert("RGB"), other.convert("RGB"))


def _pixels(one: Image.Image, other: Image.Image) -> str:
    """How many pixels of two pictures of one size differ, and where; nothing when none does."""
    difference = ImageChops.difference(one, other)
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    count = one.width * one.height - most.histogram()[0]
    return f"{count} pixels in {difference.getbbox()}" if count else ""


def main(folders: list[str]) -> int:
    """Name them; 1 when there are any."""
    before, after = map(Path, folders)
    told = differences(before, after)
    for name, words in told.items():
        print(f"{name}: {words}")
    print(f"{len(told)} pictures differ")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
