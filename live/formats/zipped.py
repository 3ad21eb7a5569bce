"""A zip that holds questions and the files they refer to, whose paths are names and nothing more."""

import io
import zipfile
from functools import cached_property

from live.formats.found import Unreadable
from live.formats.tables.cells import DAMAGED, MOST_PART, ZIP_FAULTS

_MOST_STEPS, _LONGEST = 8, 300
"Folders of a name, counted from its end, and characters of a name, by which it is found."


class Package:
    """The parts of a zip by their names. Raises Unreadable for what is none."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except ZIP_FAULTS as error:
            raise Unreadable(DAMAGED) from error
        self.names = self._zip.namelist()

    @cached_property
    def _by_end(self) -> dict[str, str]:
        """The first name for each of the ends by which texts may refer to a part: b/c.png and c.png for a/b/c.png."""
        found: dict[str, str] = {}
        for name in (each for each in self.names if len(each) <= _LONGEST):
            steps = name.split("/")[-_MOST_STEPS:]
            for at in range(len(steps)):
                found.setdefault("/".join(steps[at:]), name)
        return found

    def part(self, name: str) -> bytes:
        """Return what a part holds; b"" for one that is damaged or not there."""
        try:
            with self._zip.open(name) as part:
                return part.read(MOST_PART)
        except (KeyError, *ZIP_FAULTS):
            return b""

    def fetch(self, path: str) -> bytes | None:
        """Return the part at a path, wherever its folder is; None when it is not there."""
        name = self.find(path)
        return self.part(name) if name else None

    def find(self, path: str) -> str | None:
        """Return the name of the part at a path, or at the end of which that path is; None when it is not there."""
        return path if path in self._all else self._by_end.get(path)

    @cached_property
    def xml_names(self) -> list[str]:
        """The names of the parts that may be XML of QTI."""
        return [name for name in self.names if name.lower().endswith((".xml", ".qti"))]

    @cached_property
    def _all(self) -> set[str]:
        return set(self.names)
