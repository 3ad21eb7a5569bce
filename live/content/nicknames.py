"""Nicknames: how one is cleaned before it is stored, and which two look the same."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from live.content.lines import IGNORABLE, SIGNS, limit_marks, line
from live.refusal import Refused

NICKNAME_LENGTH = 24
KEY_LENGTH = 100


def clean_nickname(raw: str) -> str:
    """Clean a nickname: NFKC, nothing invisible, 1 to 24 characters. Raises Refused with status 422."""
    nickname = line(limit_marks(line(raw)))
    if not nickname:
        raise Refused(_("Please type a nickname."), 422)
    if len(nickname) > NICKNAME_LENGTH:
        raise Refused(_("That nickname is too long: %d characters at most.") % NICKNAME_LENGTH, 422)
    return nickname


def _looks() -> Iterator[tuple[int, str]]:
    """Yield each character that looks like others, and the key of them all; tools/confusables.py makes the list."""
    for row in Path(__file__).with_name("confusables.txt").read_text("utf-8").splitlines()[1:]:
        key, _, chars = row.partition(" ")
        yield from ((ord(char), key) for char in chars)


_LOOKS = dict(_looks())
_LOOKS |= {ord(sign): _LOOKS.get(ord(plain), plain) for sign, plain in SIGNS.items()}


def nickname_key(nickname: str) -> str:
    """Return the key that is unique in a room: nicknames that look the same have the same key.

    Looks are compared before case is folded, because a capital Ν is an N, and its small ν a v.
    """
    shown = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", IGNORABLE.sub("", nickname)))
    text = unicodedata.normalize("NFKC", shown.translate(_LOOKS).casefold())
    return " ".join(text.split())[:KEY_LENGTH]
