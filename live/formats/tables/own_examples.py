"""An example of each kind of question, as the notes of our own spreadsheet and its template show it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop as _

from live.formats.catalogues import languages, words
from live.formats.given import Given
from live.formats.kind_fields import GAPS
from live.formats.tables import own_rows
from live.formats.tables.sheet_kinds import KINDS

SUBJECTS = [_("Art"), _("Music"), _("Sport")]
EFFORT_AND_FUN = [_("little effort"), _("much effort"), _("no fun"), _("great fun")]
EXAMPLES: dict[str, tuple[str, dict[str, Any]]] = {
    "single": (_("Which formula is water?"), {"choices": ["H₂O", "CO₂", "O₂"], "right": [1]}),
    "several": (_("Which of these numbers are prime?"), {"choices": ["2", "9", "11"], "right": [1, 3]}),
    "truefalse": (_("A square has four sides."), {"truth": True}),
    "match": (
        _("Which atomic number belongs to which element?"),
        {"left": ["O", "Fe"], "right": ["8", "26", "7"], "pairs": [1, 2], "groups": False},
    ),
    "order": (_("Put in order, the smallest first."), {"items": ["1/8", "1/4", "1/2"], "order": [1, 2, 3]}),
    "ranking": (_("What do you like best?"), {"choices": SUBJECTS, "top": 2}),
    "number": (_("How many degrees has a right angle?"), {"right": "90", "tolerance": "0", "unit": "°"}),
    "estimate": (
        _("How high is the Eiffel Tower?"),
        {
            **{"right": "330", "tolerance": "10", "unit": "m"},
            **{"rule": "near", "reach": "100", "from": "0", "to": "1000"},
        },
    ),
    "short": (_("What is the symbol of gold?"), {"accepted": ["Au", "Aurum"]}),
    "text": (_("Why do so many old cities lie on rivers?"), {"wall": True}),
    "cloze": (GAPS, {"source": "3 · 4 = [12|XII]\n3 + 4 = [7 ~ 6 ~ 8]"}),
    "cloud": (_("What comes to your mind when you hear *mathematics*?"), {"words": 3}),
    "scale": (
        _("How sure are you with fractions?"),
        {
            **{"statements": ["1/2 + 1/3", "1/2 · 1/3"], "points": 5, "words": "agreement"},
            **{"ends": ["", ""], "zero": False, "skip": True},
        },
    ),
    "pin": (
        _("Where is the nucleus of this plant cell?"),
        {"columns": 12, "rows": 9, "areas": [{"name": "", "cells": [62, 63, 74, 75], "right": True}], "offered": False},
    ),
    "points": (_("Our class has a free afternoon. What is it worth to you?"), {"choices": SUBJECTS}),
    "slide": (_("Next comes a **number**."), {"ack": True}),
    "plane": (_("How much effort is it, for how much fun?"), {"items": SUBJECTS, "axes": EFFORT_AND_FUN}),
}


def rows(language: str) -> list[list[str]]:
    """Return a row for each kind, in the language of the teacher."""
    return [own_rows.row(_example(slug, language), language) for slug in KINDS]


def is_one(row: Sequence[str]) -> bool:
    """Tell whether a row of a table is one of ours as it was, in any language: nobody wants to import it."""
    return _filled(row) in _all()


@lru_cache
def _all() -> frozenset[tuple[str, ...]]:
    return frozenset(_filled(row) for language in languages() for row in rows(language))


def _filled(row: Sequence[str]) -> tuple[str, ...]:
    """Return the cells that say something, as a spreadsheet keeps them."""
    return tuple(" ".join(cell.split()) for cell in row if cell.strip())


def _example(slug: str, language: str) -> Given:
    text, content = EXAMPLES[slug]
    said = {name: [*map(words(language), value)] if value in (SUBJECTS, EFFORT_AND_FUN) else value
            for name, value in content.items()}  # fmt: skip
    return Given(slug, words(language)(text), said, seconds=30 if slug == "single" else None)
