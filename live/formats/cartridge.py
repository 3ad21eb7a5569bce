"""Zips of QTI 1.2: Canvas' exports and Common Cartridges, with pictures beside the questions."""

import re

from django.utils.translation import gettext_noop as _

from live.formats import qti12
from live.formats.found import Reading, Unreadable
from live.formats.zipped import Package

_WHOLE = re.compile(r"(?:.*/)?non_cc_assessments/[^/]+\.xml\.qti")
"A cartridge has each quiz twice; this part has all of its questions."
_XML = re.compile(r".+\.(?:xml|qti)", re.IGNORECASE)


def read(package: Package) -> Reading:
    """Read all quizzes of a zip, each once. Raises Unreadable when there is none."""
    whole = [name for name in package.names if _WHOLE.fullmatch(name)]
    readings = [_read(package, name) for name in whole or filter(_XML.fullmatch, package.names)]
    found = [reading for reading in readings if reading]
    if not found:
        raise Unreadable(_("In this zip there is nothing that can be read here."))
    return _together(found)


def _read(package: Package, name: str) -> Reading | None:
    """Return what one part holds; None for one that holds no question."""
    try:
        content = package.part(name)
        return qti12.read(content, package.fetch) if qti12.looks_like(content) else None
    except Unreadable:
        return None


def _together(readings: list[Reading]) -> Reading:
    """Return one reading of all, numbered on."""
    whole = readings[0]
    for reading in readings[1:]:
        whole.join(reading, reading.title)
    return whole.number_on()
