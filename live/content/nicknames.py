"""Nicknames: how one is cleaned before it is stored, and which two look the same."""

import unicodedata

from django.utils.translation import gettext as _

from live.content.lines import IGNORABLE, JOINERS, SIGNS, line
from live.refusal import Refused

NICKNAME_LENGTH = 24


def _limit_marks(text: str) -> str:
    """Keep at most two combining marks in a row and none at the front, so that a name stays inside its own line."""
    kept: list[str] = []
    run = 2
    for char in text:
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            run += 1
        elif category != "Mc" and char not in JOINERS:
            run = 2 if char == " " else 0  # only a letter or a sign carries marks
        if run <= 2 or category not in ("Mn", "Me"):
            kept.append(char)
    return "".join(kept)


def clean_nickname(raw: str) -> str:
    """Clean a nickname: NFKC, nothing invisible, 1 to 24 characters. Raises Refused with status 422."""
    nickname = line(_limit_marks(line(raw)))
    if not nickname:
        raise Refused(_("Please type a nickname."), 422)
    if len(nickname) > NICKNAME_LENGTH:
        raise Refused(_("That nickname is too long: %d characters at most.") % NICKNAME_LENGTH, 422)
    return nickname


# Lower-case letters that look, small or capital, like a Latin one: Cyrillic, then Greek, then Latin's own l.
_LETTERS = zip("аеорсухіјѕԁһкмтвнԛԝүαβεικμνορτυχζl", "aeopcyxijsdhkmtbhqwyabeikmnoptyxzi", strict=True)
_LOOKS_LIKE = str.maketrans(dict(_LETTERS) | SIGNS)


def nickname_key(nickname: str) -> str:
    """Return the key that is unique in a room: nicknames that look the same have the same key."""
    shown = IGNORABLE.sub("", nickname)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())
    return unicodedata.normalize("NFKC", " ".join(text.translate(_LOOKS_LIKE).split()))
