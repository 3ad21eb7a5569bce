"""Rewrites the line numbers in docs/tour.md after the code has moved: `python tools/tour.py`.

A stop of the tour is a link to a line and what stands in it:

    [live/urls.py:48](../live/urls.py#L48) `name="play-answer"`
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/tour.md"
LINK = re.compile(
    r"\[(?P<file>[\w/.-]+):(?P<line>\d+)\]\(\.\./(?P<target>[\w/.-]+)#L(?P<place>\d+)\) `(?P<snippet>[^`]+)`"
)


class Stop(NamedTuple):
    """A link of the tour: the file and line that it shows, those that it leads to, and the quoted snippet."""

    file: str
    line: int
    target: str
    place: int
    snippet: str

    @classmethod
    def of(cls, match: re.Match[str]) -> Stop:
        """Read a link."""
        return cls(match["file"], int(match["line"]), match["target"], int(match["place"]), match["snippet"])

    @property
    def found(self) -> list[int]:
        """The lines of the file, from 1, in which the snippet stands."""
        path = ROOT / self.file
        lines = path.read_text().splitlines() if path.is_file() else []
        return [number for number, line in enumerate(lines, start=1) if self.snippet in line]

    @property
    def written(self) -> str:
        """The link with the line in which the snippet stands; as it was when that is not one line."""
        line = self.found[0] if len(self.found) == 1 else self.line
        return f"[{self.file}:{line}](../{self.file}#L{line}) `{self.snippet}`"


def stops(page: str) -> Iterator[Stop]:
    """The stops of a tour."""
    return map(Stop.of, LINK.finditer(page))


def renumbered(page: str) -> str:
    """The page with the numbers of today."""
    return LINK.sub(lambda match: Stop.of(match).written, page)


def lost(page: str) -> list[str]:
    """A sentence for each stop whose snippet does not stand in exactly one line of its file."""
    return [
        f"{each.file}: `{each.snippet}` stands in lines {each.found}" for each in stops(page) if len(each.found) != 1
    ]


def main() -> int:
    """Rewrite the page; 1 when a stop has to be looked for by hand."""
    page = PAGE.read_text()
    PAGE.write_text(renumbered(page))
    for sentence in lost(page):
        print(sentence, file=sys.stderr)
    return 1 if lost(page) else 0


if __name__ == "__main__":
    sys.exit(main())
