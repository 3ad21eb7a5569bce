"""A key at the end of a list, "1. B 2. C", by the numbers of its questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from live.formats.found import CHANGED, Reading
from live.kinds.choices import LETTERS

LONGEST = 2000
"Of a line."
_ANSWER = r"(\d{1,3})\s*[.):-]?\s*([A-Ja-j])\b[\s,;]*"
_ANSWERS, _LINE = re.compile(_ANSWER), re.compile(f"(?:{_ANSWER})+")


@dataclass(frozen=True)
class Key:
    """What is right by the number of a question, and how many lines that takes."""

    letters: dict[int, str] = field(default_factory=dict)
    lines: int = 0

    def use(self, reading: Reading, numbers: Sequence[int | None]) -> None:
        """Mark what it says, when it names every question of a list by its number."""
        if not self.letters or {number for number in numbers if number} != set(self.letters):
            return
        for found, number in zip(reading.found, numbers, strict=True):
            place = LETTERS.index(self.letters[number]) + 1 if number else 0
            if found.kind == "single" and 0 < place <= len(found.fields["choice"]):
                found.fields["right"] = [str(place)]
                found.remarks = [each for each in found.remarks if each.level != CHANGED]


def key_at_the_end(lines: Sequence[str]) -> Key:
    """Read the key of a list."""
    letters: dict[int, str] = {}
    read = 0
    for line in reversed(lines):
        if len(line) > LONGEST or (line and not _LINE.fullmatch(line)):
            break
        letters |= {int(match[1]): match[2].upper() for match in _ANSWERS.finditer(line)}
        read += 1
    return Key(letters, read) if letters else Key()
