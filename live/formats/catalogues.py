"""The program's words in all of its languages, for the child process that reads and writes files.

That child knows no language (live/workshop/child.py), so the compiled catalogues are read as Python's gettext does.
"""

import gettext
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[1] / "locale"
ENGLISH = "en"


@lru_cache
def languages() -> list[str]:
    """Return the languages of the program; English is that of the code."""
    return [ENGLISH, *sorted(each.name for each in CATALOGUES.iterdir() if each.is_dir())]


@lru_cache
def words(language: str) -> Callable[[str], str]:
    """Return what translates a msgid; English for a language that there is not."""
    return gettext.translation("django", CATALOGUES, [language], fallback=True).gettext


@lru_cache(maxsize=512)
def everywhere(msgid: str) -> frozenset[str]:
    """Return a text in all languages."""
    return frozenset(words(language)(msgid) for language in languages())
