"""Zips of QTI 1.2: Canvas' exports and Common Cartridges, with pictures beside the questions."""

import io
import re
import zipfile
from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from live.formats import qti12
from live.formats.cells import ZIP_FAULTS
from live.formats.found import MOST_QUESTIONS, Reading, Unreadable

MOST_PART = 10 << 20
_WHOLE = re.compile(r"(?:.*/)?non_cc_assessments/[^/]+\.xml\.qti")
"A cartridge has each quiz twice; this part has all of its questions."
_XML = re.compile(r".+\.(?:xml|qti)", re.IGNORECASE)


def read(content: bytes) -> Reading:
    """Read all quizzes of a zip, each once. Raises Unreadable when there is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        whole = [name for name in names if _WHOLE.fullmatch(name)]
        fetch = _fetching(packed, set(names))
        readings = [_read(packed, name, fetch) for name in whole or filter(_XML.fullmatch, names)]
    found = [reading for reading in readings if reading]
    if not found:
        raise Unreadable(_("In this zip there is nothing that can be read here."))
    return _together(found)


def _fetching(packed: zipfile.ZipFile, names: set[str]) -> Callable[[str], bytes | None]:
    def fetch(path: str) -> bytes | None:
        found = next((name for name in names if name == path or name.endswith(f"/{path}")), None)
        return _part(packed, found) if found else None

    return fetch


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        return part.read(MOST_PART)


def _read(packed: zipfile.ZipFile, name: str, fetch: Callable[[str], bytes | None]) -> Reading | None:
    """Return what one part holds; None for one that holds no question."""
    try:
        content = _part(packed, name)
        return qti12.read(content, fetch) if qti12.looks_like(content) else None
    except (Unreadable, *ZIP_FAULTS):
        return None


def _together(readings: list[Reading]) -> Reading:
    """Return one reading of all, numbered on."""
    whole = readings[0]
    for reading in readings[1:]:
        for found in reading.found[: MOST_QUESTIONS - len(whole.found)]:
            found.number = len(whole.found) + 1
            found.category = found.category or reading.title
            found.shift_pictures(len(whole.pictures))
            whole.found.append(found)
        whole.pictures += reading.pictures
        whole.remarks += reading.remarks
    return whole
