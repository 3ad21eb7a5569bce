"""Nicknames that wait for the host's word: rude words of each language, from the lists in rude_words/.

A list has a word a line, in small letters: as it is it is found as a whole word, with a star behind it also within one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from live.content.lines import forgiving
from live.content.nicknames import nickname_key

LISTS = Path(__file__).parent / "rude_words"
MOST_WORDS, LONGEST_WORD = 100, 40
"Of the words that a host adds."
_STAND_FOR = str.maketrans("013457@$!|+", "oleastasllt")  # as they look: to nickname_key an i is an l
_BETWEEN = re.compile(r"[\W\d_]+")
_TWICE, _OFTEN = re.compile(r"(.)\1+"), re.compile(r"(.)\1{2,}")


def waits(nickname: str, added: Iterable[str] = ()) -> bool:
    """Tell whether a nickname has a rude word in it, however it is spelt; `added`: the host's own words."""
    whole, within = _words(tuple(added))
    return any(_is_rude(form, whole, within) for form in _forms(nickname))


def _is_rude(words: list[str], whole: frozenset[str], within: tuple[str, ...]) -> bool:
    joined = "".join(words)
    return any(_once(word) in whole for word in (joined, *words)) or any(part in joined for part in within)


def _forms(nickname: str) -> list[list[str]]:
    """The words of a nickname as they are read: with signs as the letters that they stand for, and with none."""
    key = nickname_key(nickname).replace("vv", "w")
    return [_BETWEEN.split(_plain(key.translate(_STAND_FOR))), _BETWEEN.split(_plain(_BETWEEN.sub(" ", key)))]


def _plain(text: str) -> str:
    """Without accents and case; a letter that is repeated often counts once."""
    return _OFTEN.sub(r"\1", forgiving(text))


def _once(word: str) -> str:
    """The same with each doubled letter once: whole words are compared so, parts of words would be found anywhere."""
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=256)
def _words(added: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that are found whole, and those that are found within others."""
    words = [*_LISTED, *(word.casefold() for word in added)]
    whole = frozenset(_once(_plain(nickname_key(word.rstrip("*")))) for word in words)
    within = {_plain(nickname_key(word.rstrip("*"))) for word in words if word.endswith("*")}
    return whole - {""}, tuple(within - {""})


def _listed() -> list[str]:
    lines = [each for path in sorted(LISTS.glob("*.txt")) for each in path.read_text(encoding="utf-8").splitlines()]
    return [each.strip() for each in lines if each.strip() and not each.startswith("#")]


_LISTED = _listed()
