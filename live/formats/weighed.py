"""Choices with weights, as quizzes of learning platforms have them: which are right, and what is lost."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from live.content.number_text import TooMuch, write
from live.formats import kind_fields, texts
from live.formats.found import CHANGED, LOST, Found
from live.kinds.choice_letters import letter

MOST, LONGEST = 10, 200
NO_NUMBER = _("It has no right number that can be read.")


class Choice(NamedTuple):
    """A choice in our writing, its weight (right is 100), and what is said to those who take it."""

    text: str
    weight: float
    feedback: str = ""
    picture: int | None = None
    "Which of the reading's pictures it has; one that is nothing else gets its letter as text."
    alt: str = ""


def choose(found: Found, choices: Sequence[Choice], several: bool) -> Found:
    """Make it a question of choices: single takes the greatest weight, several all that are positive."""
    kept = _different(found, choices)
    if len(kept) < 2:
        return found.refuse(_("It has fewer than two choices."))
    if len(kept) > MOST:
        return found.refuse(_("It has more than ten choices."))
    kept = [each._replace(text=each.text or letter(at)) for at, each in enumerate(kept, 1)]
    best = max(choice.weight for choice in kept)
    right = [at for at, each in enumerate(kept, 1) if each.weight > 0 and (several or each.weight == best)]
    if not several and len(right) > 1:
        found.remark(CHANGED, _("More than one choice is right. Please look at it."))
    if not several and any(0 < each.weight < best for each in kept):
        found.remark(LOST, _("Part of the points for other choices is lost."))
    if any(len(each.text) > LONGEST for each in kept):
        found.remark(CHANGED, _("A choice is too long. Please shorten it."))
    feedback(found, [(each.text, each.feedback, at in right) for at, each in enumerate(kept, 1)])
    if any(each.picture is not None for each in kept):
        found.choice_pictures, found.choice_alts = [each.picture for each in kept], [each.alt for each in kept]
    return kind_fields.choice(found, [each.text for each in kept], right, several)


def _different(found: Found, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices that say or show something, each once."""
    kept: dict[str | int | None, Choice] = {}
    for each in choices:
        name = each.text or each.picture
        if name in {"", None}:
            found.remark(CHANGED, _("Empty choices were left out."))
            continue
        if name in kept:
            found.remark(CHANGED, _("A choice that was there twice comes once."))
        if name not in kept or kept[name].weight < each.weight:
            kept[name] = each
    return list(kept.values())


def lose_pictures(found: Found, choices: Iterable[Choice]) -> None:
    """Tell that pictures of choices cannot come along, where the kind has none."""
    if any(each.picture is not None for each in choices):
        found.remark(LOST, _("A picture could not come along."))


def feedback(found: Found, said_of: Sequence[tuple[str, str, bool]]) -> None:
    """Keep what is said of answers, (answer, feedback, is right): of a right one as explanation, else in the notes."""
    for answer, words, right in said_of:
        if words and right and not found.explanation:
            found.explanation = words
        elif words and words != found.explanation:
            found.remark(LOST, _("Feedback for single answers went into the notes."))
            texts.note(found, f"{answer}: {' '.join(words.split())}" if answer else " ".join(words.split()))


def accept(found: Found, answers: Sequence[Choice], exact: bool = False) -> Found:
    """Make it a short text: what has the full weight is accepted."""
    kept = [each for each in answers if each.text and each.weight >= 100]
    if any(0 < each.weight < 100 for each in answers):
        found.remark(LOST, _("Answers that give part of the points are lost."))
    if any("*" in each.text.replace("\\*", "") for each in kept):
        found.remark(CHANGED, _("A * in an answer stood for any text; here it is a star."))
    feedback(found, [(each.text, each.feedback, each in kept) for each in answers])
    return kind_fields.short(found, (each.text.replace("\\*", "*") for each in kept), exact)


def pair(found: Found, pairs: Sequence[tuple[str, str]], rest: Iterable[str]) -> Found:
    """Make it pairs of (left, right), each once; `rest` are right sides that belong to nothing."""
    if len(set(pairs)) < len(pairs):
        found.remark(CHANGED, _("A pair that was there twice comes once."))
    if not any(right for _left, right in pairs):
        return found.refuse(_("It has no pairs."))
    return kind_fields.match(found, dict.fromkeys([*pairs, *(("", text) for text in rest if text)]))


class Value(NamedTuple):
    """A numeric answer: (value, tolerance) or a range "lo..hi" as `right`; its weight and feedback."""

    right: str
    tolerance: str
    weight: float
    feedback: str = ""


def number(found: Found, values: Sequence[Value], unit: str = "") -> Found:
    """Make it a number: what has the full weight and one tolerance is right."""
    kept = [each for each in values if each.weight >= 100 and each.right]
    if any(0 < each.weight < 100 for each in values):
        found.remark(LOST, _("Answers that give part of the points are lost."))
    feedback(found, [(each.right, each.feedback, each in kept) for each in values])
    if not kept:
        return found.refuse(NO_NUMBER)
    tolerance = kept[0].tolerance
    if any(each.tolerance != tolerance for each in kept):
        try:
            kept, tolerance = [each._replace(right=_widened(each)) for each in kept], "0"
        except TooMuch:
            return found.refuse(NO_NUMBER)
    return kind_fields.number(found, list(dict.fromkeys(each.right for each in kept)), tolerance, unit)


def _widened(value: Value) -> str:
    """Return the range that a tolerance makes of a number, as several numbers share one tolerance. Raises TooMuch."""
    low, _dots, high = value.right.partition("..")
    reach = Fraction(value.tolerance.rstrip("%"))
    reach *= abs(Fraction(low)) / 100 if value.tolerance.endswith("%") else 1
    return interval(write(Fraction(low) - reach), write(Fraction(high or low) + reach))


def interval(low: str, high: str) -> str:
    """Return a range of two numerals, in order; one number if they are the same, "" if one is none."""
    ends = sorted(filter(None, map(kind_fields.numeral, (low, high))), key=Fraction)
    return "" if len(ends) < 2 else ends[0] if ends[0] == ends[1] else "..".join(ends)


def distance(value: str, low: str, high: str) -> str:
    """Return the tolerance by which a range lies around a value, "0" without a range, "" where none does."""
    if not low or not high:
        return "0"
    middle, below, above = map(Fraction, (value, low, high))
    try:
        return write(above - middle) if above - middle == middle - below >= 0 else ""
    except TooMuch:
        return ""
