"""What Moodle cannot say of a question, as GIFT or as XML.

A question that Moodle takes with a warning ends its import (question/format.php), so what makes it warn is refused: a
poll, and fewer than three lines to match.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_noop as _

from live.content.highlighting import INLINE
from live.formats import numbers_out
from live.formats.found import CHANGED, LOST, REFUSED, Remark
from live.formats.given import AS_DECIMAL, BECOMES_NUMBER, ODD_MARKS, QUOTATION, Given
from live.formats.markup.formula_marks import parted
from live.kinds.match_pairs import as_written

NUMBERS = {"number", "estimate"}
CHOICES = {"single", "several"}
POLLS = {*CHOICES, *NUMBERS, "truefalse", "short", "order"}
"Kinds that Moodle knows with a right answer alone."
FEWEST_LINES = 3
_MARKED = re.compile(r"[`$\\]")


def told(*said: tuple[str, str, object]) -> list[Remark]:
    """Return the remarks (level, words, is it so) that are so; those of a question that is refused are all it has."""
    found = [Remark(level, words) for level, words, is_so in said if is_so]
    return [each for each in found if each.level == REFUSED] or found


def is_poll(given: Given) -> bool:
    """Tell whether nothing is right, though the kind may have a right answer."""
    key = given.content.get({"truefalse": "truth", "short": "accepted", "order": "order"}.get(given.kind, "right"))
    return given.kind in POLLS and (key is None or key == [])


def remarks(given: Given, kinds: Iterable[str]) -> list[tuple[str, str, object]]:
    """Return what is the same in both formats: `kinds` are those that the format knows."""
    content = given.content
    if given.kind not in kinds or is_poll(given):
        poll = given.kind in kinds
        return [
            (REFUSED, _("Moodle has no questions of this kind."), not poll),
            (REFUSED, _("Moodle has no polls: something must be right."), poll),
        ]
    return [
        (REFUSED, _("Moodle wants three lines to match, or a further right side."), _has_few_lines(given)),
        (CHANGED, _("Formulas and marks in right sides are plain text there."), _has_marked_sides(given)),
        (CHANGED, QUOTATION, given.has_quotation),
        (CHANGED, ODD_MARKS, given.has_odd_marks),
        (CHANGED, _("What is between two dollars may be read as a formula."), any(map(_has_dollars, texts(given)))),
        (LOST, _("One of its settings stays behind."), any(map(content.get, ("last", "letters", "ack")))
         or _groups_idly(given)),
        *_of_numbers(given),
    ]  # fmt: skip


def texts(given: Given) -> Iterator[str]:
    """Yield the texts in which formulas are drawn."""
    yield from (given.text, given.explanation, given.content.get("source", ""))
    for name in ("choices", "left", "items"):
        yield from given.content.get(name, [])


def _has_dollars(text: str) -> bool:
    """Tell whether there are dollar signs that begin and end no formula."""
    words = INLINE.sub("", text)
    free = sum(part.count("$") for look, part in parted(words) if not look)
    return free > 1 or (r"\$" in words and words.count("$") > 1)


def _has_few_lines(given: Given) -> bool:
    return given.kind == "match" and len(as_written(given.content)) < FEWEST_LINES


def _has_marked_sides(given: Given) -> bool:
    return given.kind == "match" and any(map(_MARKED.search, given.content["right"]))


def _groups_idly(given: Given) -> bool:
    """Tell whether several may have the same right side, but none do."""
    pairs = given.content.get("pairs", [])
    return bool(given.content.get("groups")) and len(set(pairs)) == len(pairs)


def _of_numbers(given: Given) -> Iterator[tuple[str, str, object]]:
    if given.kind not in NUMBERS:
        return
    yield CHANGED, BECOMES_NUMBER, given.kind == "estimate"
    yield CHANGED, AS_DECIMAL, numbers_out.is_rounded(given.content)
    yield (
        CHANGED,
        _("A number is written otherwise, with the same meaning."),
        numbers_out.is_said_otherwise(given.content),
    )
