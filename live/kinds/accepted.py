"""Which typed answers are right: the accepted ones, however they are written."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from live.content.folding import ends, folded

UMLAUTS = {"ä": "e", "ö": "e", "ü": "e", "ø": "e", "å": "a"}
"What is written behind the plain letter where a keyboard has none with dots: ae, oe, ue; in the north oe, aa."
_UMLAUT = re.compile(f"([{''.join(UMLAUTS)}])", re.IGNORECASE)
Ends = tuple[str, str]
"The punctuation before and behind an answer."


class Accepted:
    """Accepted answers. Punctuation at the ends is forgiven, but that which an accepted answer has (.NET) counts."""

    def __init__(self, answers: Iterable[str], exact: bool) -> None:
        self._plain: defaultdict[str, list[Ends]] = defaultdict(list)
        self._spelt: list[tuple[re.Pattern[str], Ends]] = []
        for answer in answers:
            before, words, behind = ends(folded(answer, exact))
            self._plain[words].append((before, behind))
            if not exact and (pattern := _with_umlauts(answer)):
                self._spelt.append((pattern, (before, behind)))

    def takes(self, value: str) -> bool:
        """Tell whether a folded answer is right."""
        before, words, behind = ends(value)
        wanted = [*self._plain.get(words, ()), *(each for pattern, each in self._spelt if pattern.fullmatch(words))]
        return any(before.endswith(front) and behind.startswith(end) for front, end in wanted)


def _with_umlauts(answer: str) -> re.Pattern[str] | None:
    """Return the pattern of an answer whose umlauts may each be written as two letters; None without any."""
    parts = _UMLAUT.split(ends(folded(answer, exact=True))[1])
    return re.compile("".join(map(_part, parts))) if len(parts) > 1 else None


def _part(text: str) -> str:
    """Return the pattern of one umlaut, or of what is between two."""
    if more := UMLAUTS.get(text.lower()):
        return f"{re.escape(folded(text))}{more}?"
    return " ".join(re.escape(folded(word)) for word in text.split(" "))


@lru_cache(maxsize=256)
def accepted(answers: tuple[str, ...], exact: bool = False) -> Accepted:
    """Return the accepted answers, ready to be compared with; a thousand values are judged with them."""
    return Accepted(answers, exact)
