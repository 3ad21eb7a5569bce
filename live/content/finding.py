"""Finding by words: how texts and what is typed into a search are folded, so that accents and signs do not matter."""

import unicodedata
from collections.abc import Iterable

from live.content.lines import forgiving

MOST_WORDS = 20
"Words of a search that count; a database reads no condition of any length."


def words(text: str) -> list[str]:
    """Return the words of a text, each once: letters, digits and symbols without case, accents and punctuation."""
    parted = "".join(char if unicodedata.category(char)[0] in "LMNS" else " " for char in forgiving(text))
    return list(dict.fromkeys(parted.split()))


def tag_mark(tag: str) -> str:
    """Return how a tag stands among the words: "#8 b#". No word holds the sign; "" for a tag without words."""
    folded = " ".join(words(tag))
    return folded and f"#{folded}#"


def found_by(texts: Iterable[str], tags: Iterable[str]) -> str:
    """Return the one text that a search looks into: all words, each once, then the tags."""
    texts, tags = [*texts, *tags], list(tags)
    known = dict.fromkeys(word for text in texts for word in words(text))
    return " ".join([*known, *map(tag_mark, tags)])


def sought(typed: str) -> list[str]:
    """Return the pieces that all have to be in that text, wherever in a word they are."""
    return words(typed)[:MOST_WORDS]
