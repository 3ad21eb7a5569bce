"""Pairs as teachers type them, "Oxygen = O" on each line, and as they are kept; "= Zn" belongs to nothing."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from live.content.lines import line
from live.kinds.values import Content

FEWEST, MOST, MOST_RIGHT = 2, 8, 10
LENGTH = 120
MOST_LINES = 100
"Lines that are read at all; more than the kind takes."
SIGNS = tuple(map(re.compile, (r"\t", "->|→|=>", r"(?:^|\s)=(?:\s|$)", "=")))
"What stands between the two sides: the first of these that a line has, as a side may have the others in it."
Pair = tuple[str, str]
"The left and the right side, either of which may be empty."


def read_pairs(raw: str) -> list[Pair]:
    """Return the pair of each line that says something; a line without a sign is a left side alone."""
    pairs = (_read(each) for each in raw.splitlines()[:MOST_LINES])
    return [pair for pair in pairs if any(pair)]


def write_pairs(pairs: Iterable[Pair]) -> str:
    """Return the lines that `read_pairs` reads as these pairs."""
    return "\n".join(map(_write, pairs))


def _read(raw: str) -> Pair:
    sign = next((each for each in SIGNS if each.search(raw)), None)
    left, right = sign.split(raw, maxsplit=1) if sign else (raw, "")
    return line(left, "NFC"), line(right, "NFC")


def _write(pair: Pair) -> str:
    """Choose the sign that the sides do not have."""
    left, right = pair
    if not right:
        return left
    ways = [f"{left} {sign} {right}".strip() for sign in ("=", "->")]
    return next((way for way in ways if _read(way) == pair), f"{left}\t{right}")


def as_kept(pairs: Iterable[Pair], groups: bool) -> Content:
    """Return the pairs as they are kept: the right sides in an order of their own, each once."""
    pairs = list(pairs)
    right = sorted({text for _left, text in pairs if text}, key=_at)
    numbers = {text: number for number, text in enumerate(right, 1)} | {"": 0}
    named = [pair for pair in pairs if pair[0]]
    return {
        "left": [text for text, _right in named],
        "right": right,
        "pairs": [numbers[text] for _left, text in named],
        "groups": groups,
    }


def _at(text: str) -> bytes:
    """Return what a right side is sorted by: by chance, but always alike, and whatever it belongs to.

    An order that is never the right one would tell which one it is: with two pairs, all of it.
    """
    return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def as_written(content: Content) -> list[Pair]:
    """Return the pairs as they are typed: those of the left sides, then the right sides that belong to nothing."""
    right = ["", *content["right"]]
    numbers = content["pairs"] or [0] * len(content["left"])
    alone = [("", text) for number, text in enumerate(content["right"], 1) if number not in numbers]
    return [(left, right[number]) for left, number in zip(content["left"], numbers, strict=True)] + alone


def faults(content: Content) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the pairs."""
    left, right = content["left"], content["right"]
    if len(left) < FEWEST:
        yield _("Please give at least two pairs.")
    if len(left) > MOST:
        yield _("%d pairs are the most there can be.") % MOST
    if len(right) > MOST_RIGHT:
        yield _("There can be %d right sides at most.") % MOST_RIGHT
    if any(len(text) > LENGTH for text in [*left, *right]):
        yield _("Each side has %d characters at most.") % LENGTH
    yield from _pair_faults(as_written(content)[:MOST], content["groups"])


def _pair_faults(pairs: list[Pair], groups: bool) -> Iterator[str]:
    """Yield what is wrong with single pairs: no right side, or a side that another pair has, too."""
    for at, (left, right) in enumerate(pairs):
        before = pairs[:at]
        if not right:
            yield _("“%s” has no right side: please write “=” and what belongs to it.") % left
        elif left and left in dict(before):
            yield _("“%s” stands there twice on the left.") % left
        elif left and not groups and right in {other for _one, other in before}:
            yield _("“%s” stands there twice on the right: is the tick for groups missing?") % right
