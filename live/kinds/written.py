"""Rows of typed answers: those that are the same in one row, under the spelling that most have chosen."""

from collections.abc import Iterable


class Row:
    """The answers that are the same, and how often each spelling of them came."""

    __slots__ = ("count", "right", "value", "ways")

    def __init__(self, value: str, right: bool = False) -> None:
        self.value, self.right, self.count = value, right, 0
        self.ways: dict[str, int] = {}

    def add(self, way: str, count: int) -> None:
        """Count answers that were spelt like this."""
        self.count += count
        self.ways[way] = self.ways.get(way, 0) + count

    @property
    def label(self) -> str:
        """The most frequent spelling; of two, the one that is not in capitals alone, then the shorter one."""
        return min(self.ways.items(), key=_rank)[0] if len(self.ways) > 1 else next(iter(self.ways))


def _rank(way: tuple[str, int]) -> tuple[int, bool, int, int, str]:
    """Put a frequent spelling first, and one with accents; the order is the same at each count."""
    text, count = way
    return -count, text.isupper(), len(text), sum(map(str.isascii, text)), text


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with the most frequent one first; of two, the right one."""
    return sorted(rows, key=lambda row: (-row.count, row.value, not row.right))
