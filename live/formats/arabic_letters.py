"""The letters before Arabic and Persian choices, أ ب ج د, as A B C D: by abjad order, or by that of the alphabet."""

import re
from collections.abc import Iterable

from live.kinds.choice_letters import LETTERS

_ABJAD, _ALPHABET = "ابجدهوزحطي", "ابتثجحخدذر"
LETTER = "(?:الف|[أإآابتثجحخدذرهوزطيی])ـ?(?!\\w)"
"A pattern of one that stands alone; الف is how Persian writes the first, ـ what draws out the fifth."
_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ی": "ي", "ـ": ""})


def place(letter: str, by_alphabet: bool = False) -> int:
    """Return the place of a letter from 1; 0 for one that stands before no choice."""
    plain = letter.translate(_FORMS).replace("الف", "ا")
    return (_ALPHABET if by_alphabet else _ABJAD).find(plain) + 1


def is_by_alphabet(letters: Iterable[str]) -> bool:
    """Tell whether choices go by the alphabet: ت and ث stand before them then, which are late in abjad order."""
    return any(letter in {"ت", "ث"} for letter in letters)


def latin(letter: str, by_alphabet: bool = False) -> str:
    """Return the Latin letter at the same place; "" for none."""
    number = place(letter, by_alphabet)
    return LETTERS[number - 1] if number else ""


def places(parts: list[str]) -> list[int] | None:
    """Return the places that letters name, None unless all parts are such letters."""
    if not all(re.fullmatch(LETTER, part) for part in parts):
        return None
    found = [place(part, is_by_alphabet(parts)) for part in parts]
    return found if all(found) else None
