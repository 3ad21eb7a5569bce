"""Zips of QTI 1.2: Canvas' exports and Common Cartridges, with pictures beside the questions."""

import re

from django.utils.translation import gettext_noop as _

from live.formats.found import LOST, NO_QUESTION_IN, Reading, Unreadable
from live.formats.qti import qti12
from live.formats.zipped import Package

_WHOLE = re.compile(r"(?:.*/)?non_cc_assessments/[^/]+\.xml\.qti")
"A cartridge has each quiz twice; this part has all of its questions."


def read(package: Package) -> Reading:
    """Read all quizzes of a zip, each once. Raises Unreadable when there is none."""
    whole = [name for name in package.names if _WHOLE.fullmatch(name)]
    reading = Reading(qti12.FORMAT)
    for name in whole or package.xml_names:
        _add(reading, package, name)
    if not reading.found:
        raise Unreadable(_("In this zip there is nothing that can be read here."))
    return reading.number_on()


def _add(reading: Reading, package: Package, name: str) -> None:
    """Add what one part holds; one that is damaged, or a quiz that cannot be read, is named."""
    content = package.part(name)
    if content and not qti12.looks_like(content):
        return
    try:
        part = qti12.read(content, package.fetch)
    except Unreadable:
        reading.remark(LOST, NO_QUESTION_IN, name=name)
        return
    reading.title = reading.title or part.title
    reading.join(part, part.title if reading.found else "")
