"""Cuts what was read of a file to what a page of questions has place for, as all of it is in memory for a while."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from live.formats.found import LOST, NOTES_LENGTH, QUESTION_LENGTH, Found, Reading, Remark

FIELDS_LENGTH, MOST_VALUES = 20_000, 200
"Of the editor's fields of one question: more is no question for a class."
MOST_TEXT = 2_000_000
"Characters of all questions together."
SHOWN = 300
"Of names, and of what a remark quotes."
MOST_REMARKS = 20


def fitted(reading: Reading) -> Reading:
    """Cut what is too long, and say so; for a whole file the questions from some place on."""
    reading.title = reading.title[:SHOWN]
    left = MOST_TEXT
    for number, found in enumerate(reading.found):
        _fit(found)
        left -= _size(found)
        if left < 0:
            del reading.found[number:]
            words = _("This is more text than can be read at a time: it ends with question %(number)d.")
            reading.remarks.append(Remark(LOST, words, {"number": number}))
            break
    _fit_remarks(reading.remarks)
    return reading


def _fit(found: Found) -> None:
    found.alt, found.category = found.alt[:SHOWN], found.category[:SHOWN]
    found.text = found.text[: QUESTION_LENGTH + 1]  # enough to be refused as too long where questions are judged
    found.explanation = _shortened(found, found.explanation, _("The explanation was too long; its end is lost."))
    found.notes = _shortened(found, found.notes, _("The notes were too long; their end is lost."))
    if sum(map(len, found.fields.values())) > MOST_VALUES or _length(found.fields.values()) > FIELDS_LENGTH:
        found.refuse(_("Its answers are too long."))
    if not found.kind:
        found.fields = {}
    _fit_remarks(found.remarks)


def _shortened(found: Found, text: str, words: str) -> str:
    if len(text) > NOTES_LENGTH:
        found.remark(LOST, words)
    return text[:NOTES_LENGTH]


def _fit_remarks(remarks: list[Remark]) -> None:
    del remarks[:-MOST_REMARKS]
    for each in remarks:
        values = each.values.items()
        each.values = {name: value[:SHOWN] if isinstance(value, str) else value for name, value in values}


def _length(values: Iterable[list[str]]) -> int:
    return sum(len(each) for texts in values for each in texts)


def _size(found: Found) -> int:
    return len(found.text) + len(found.explanation) + len(found.notes) + _length(found.fields.values())
