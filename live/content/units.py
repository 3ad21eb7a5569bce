"""Units as people write them: m², m^2 and M2 are one; so are € and EUR, km/h and "km / h", kg and "kg."."""

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans(dict.fromkeys("−–‐‑", "-") | {"º": "°", "٪": "%"})  # NFKC would make a letter of º
_DROPPED = re.compile(r"[\s^·⋅×*.]+")
_WORDS = re.compile(r"[^\W\d_]+\$?")
_NAMES = dict.fromkeys(("euro", "euros", "eur"), "€") | {"usd": "$", "us$": "$", "gbp": "£", "jpy": "¥"}


def same_unit(one: str, other: str) -> bool:
    """Tell whether two texts are one unit: case, spaces, signs of products and powers, and points are forgiven."""
    return _folded(one) == _folded(other)


@lru_cache(maxsize=512)
def _folded(unit: str) -> str:
    text = unicodedata.normalize("NFKC", unit[:80].translate(_SIGNS)).casefold().translate(_SIGNS)
    named = _WORDS.sub(lambda word: _NAMES.get(word[0], word[0]), text)
    return _DROPPED.sub("", named)
