"""A key at the end of a list, "1. B 2. C", by the numbers of its questions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, NO_CHOICE, NO_KEY, Found, Reading, Remark
from live.kinds.choice_letters import LETTERS

LONGEST = 2000
"Of a line."
_ANSWER = r"(\d{1,3})\s*[.):-]?\s*([A-Ja-j])\b[\s,;]*"
_ANSWERS, _LINE = re.compile(_ANSWER), re.compile(f"(?:{_ANSWER})+")
_NO_KEY = Remark(CHANGED, NO_KEY)


@dataclass(frozen=True)
class Key:
    """What is right by the number of a question, and how many lines that takes."""

    letters: dict[int, str] = field(default_factory=dict)
    lines: int = 0

    def use(self, reading: Reading, numbers: Sequence[int | None]) -> bool:
        """Mark what it says, and tell whether it is the key of this list.

        It is when it names every question by its number, each once, and all of them have choices.
        """
        named = [(number, found) for number, found in zip(numbers, reading.found, strict=True) if number]
        if sorted(number for number, _found in named) != sorted(self.letters):
            return False
        if not self.letters or not all("choice" in found.fields for _number, found in named):
            return False
        for number, found in named:
            _mark(found, self.letters[number])
        return True


def _mark(found: Found, letter: str) -> None:
    """Mark the choice with a letter, unless the question itself says what is right."""
    place = str(LETTERS.index(letter) + 1)
    if _NO_KEY not in found.remarks:
        if found.fields["right"] != [place]:
            found.remark(CHANGED, _("The key at the end says something else: please look at it."))
        return
    found.remarks.remove(_NO_KEY)
    if int(place) <= len(found.fields["choice"]):
        found.fields["right"] = [place]
    else:
        found.remark(CHANGED, NO_CHOICE, right=letter)


def key_at_the_end(lines: Sequence[str]) -> Key:
    """Read the key of a list; none names a question twice."""
    pairs: list[tuple[int, str]] = []
    read = 0
    for line in reversed(lines):
        if len(line) > LONGEST or (line and not _LINE.fullmatch(line)):
            break
        pairs += _pairs(_ANSWERS.findall(line))
        read += 1
    letters = dict(pairs)
    return Key(letters, read) if letters and len(letters) == len(pairs) else Key()


def _pairs(found: Iterable[tuple[str, str]]) -> list[tuple[int, str]]:
    return [(int(number), letter.upper()) for number, letter in found]
