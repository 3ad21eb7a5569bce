r"""A text with gaps, as teachers write it: [Seine|La Seine] is typed, of [Paris ~ Lyon ~ Nice] one is chosen.

The first of those to be chosen is the right one. \[ is a bracket; in a gap \| and \~ are no signs.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from live.content.folding import folded
from live.content.lines import line

_ESCAPED = r"\\[\[\]|~]"
_GAP = rf"\[(?:{_ESCAPED}|\\(?![\[\]|~])|[^\[\]\\])*\]"
_PIECES = re.compile(rf"{_ESCAPED}|(?P<gap>{_GAP})|(?P<open>\[)")
_OR, _OTHER = re.compile(r"(?<!\\)\|"), re.compile(r"(?<!\\)~")


class Gap(NamedTuple):
    """One gap, which is typed, or chosen from `options`."""

    at: int
    "Where its bracket stands in the source."
    answers: tuple[str, ...]
    "Those that are accepted, or the right one of the options."
    options: tuple[str, ...] = ()
    "In the order of the alphabet, so that it tells nothing; () where the gap is typed."
    right: int = 0
    "The number of the right option, from 1."


class Text(NamedTuple):
    """The words around the gaps, one piece more than there are gaps."""

    parts: tuple[str, ...]
    gaps: tuple[Gap, ...]
    unclosed: tuple[int, ...]
    "Where brackets stand that nothing closes; they are words to the reader."


def clean(raw: str, most: int) -> str:
    """Clean a typed source, line by line, and cut it."""
    return "\n".join(line(each, "NFC") for each in raw[:most].splitlines()).strip()


@lru_cache(maxsize=256)
def read(source: str) -> Text:
    """Read a source, also a half-written one; a thousand answers are judged by it."""
    parts, gaps, unclosed, at = [""], [], [], 0
    for found in _PIECES.finditer(source):
        parts[-1] += source[at : found.start()]
        at = found.end()
        if found["gap"]:
            gaps.append(_gap(found.start(), found["gap"][1:-1]))
            parts.append("")
        elif found["open"]:
            unclosed.append(found.start())
            parts[-1] += "["
        else:
            parts[-1] += _words(found[0])
    parts[-1] += source[at:]
    return Text(tuple(parts), tuple(gaps), tuple(unclosed))


def _gap(at: int, inside: str) -> Gap:
    if not _OTHER.search(inside):
        return Gap(at, tuple(_once(_OR.split(inside))))
    options = [line(_words(each), "NFC") for each in _OTHER.split(inside)]
    shown = tuple(sorted(options, key=lambda each: (each.casefold(), each)))
    return Gap(at, (options[0],), shown, shown.index(options[0]) + 1)


def _once(raws: list[str]) -> Iterator[str]:
    """Yield the answers that say something; those that are the same once."""
    kept: dict[str, str] = {}
    for raw in raws:
        answer = line(_words(raw), "NFC")
        kept.setdefault(folded(answer), answer)
    return (answer for same, answer in kept.items() if same)


def _words(raw: str) -> str:
    r"""Return what was written without the backslashes of \[ and its like."""
    return re.sub(r"\\([\[\]|~])", r"\1", raw)


def place(source: str, at: int) -> tuple[int, int]:
    """Return the line and the column of a place in a source, both from 1."""
    before = source[:at]
    return before.count("\n") + 1, at - before.rfind("\n")
