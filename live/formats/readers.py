"""One box for all formats: the bytes tell which reader a file or a pasted text is for.

It runs in a child process (live/workshop), as a spreadsheet of a megabyte may cost twenty seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from live.formats import (
    blackboard,
    cartridge,
    cells,
    gift,
    h5p,
    json_quizzes,
    listed,
    moodle_xml,
    qti2,
    qti2_package,
    qti12,
    tables,
    wooclap,
)
from live.formats.cells import Cell
from live.formats.encodings import decoded
from live.formats.found import Reading, Unreadable
from live.formats.zipped import Package

ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True)
class Asked:
    """What is to be read, and what the one who brought it has said about it."""

    content: bytes
    name: str = ""
    language: str = ""
    "Of the teacher's page: it decides between code pages."
    encoding: str = ""
    "Chosen by hand, where letters were wrong."


def read(asked: Asked) -> Reading:
    """Read a file or a text of any format. Raises Unreadable."""
    content = asked.content
    for begins, reader in _BY_FIRST_BYTES:
        if content.startswith(begins):
            return reader(asked)
    for is_root, read_xml in _XML:
        if content.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0").startswith(b"<") and is_root(content):
            return read_xml(content)
    text = decoded(content, asked.language, asked.encoding).text
    if not text.strip():
        raise Unreadable(_("There is nothing in it."))
    for looks_like, read_text in _TEXTS:
        if looks_like(text):
            return read_text(text)
    rows = cells.rows_of_text(text)
    return _of_rows(rows) or listed.read(text)


def _of_rows(rows: list[list[Cell]], name: str = "") -> Reading | None:
    if wooclap.looks_like(rows):
        return wooclap.read(rows)
    return tables.read(rows, name) if tables.found_columns(rows) else None


def _zip(asked: Asked) -> Reading:
    names = cells.check_zip(asked.content)
    if "xl/workbook.xml" in names:
        return _spreadsheet(asked)
    package = Package(asked.content)
    if h5p.MARK in names:
        return h5p.read(package)
    return qti2_package.read(package) if qti2_package.looks_like(package) else cartridge.read(package)


def _spreadsheet(asked: Asked) -> Reading:
    """The first sheet that holds questions."""
    for sheet in cells.sheets(asked.content):
        if reading := _of_rows(sheet.rows):
            return reading
    raise Unreadable(_("No sheet has a column of questions. Its headings may be Question, Answer 1, Correct."))


def _old_office(_asked: Asked) -> Reading:
    raise Unreadable(_("This is a file of an old Office. Open it, save it as .xlsx or .docx, and try again."))


def _pdf(_asked: Asked) -> Reading:
    raise Unreadable(_("A PDF cannot be read. Copy its text, and paste it here."))


def _picture(_asked: Asked) -> Reading:
    raise Unreadable(_("This is a picture. Pictures are added to a question in its editor."))


_BY_FIRST_BYTES: list[tuple[bytes, Callable[[Asked], Reading]]] = [
    (ZIP, _zip),
    (json_quizzes.GZIP, lambda asked: json_quizzes.read_cqa(asked.content)),
    (OLD_OFFICE, _old_office),
    (PDF, _pdf),
    *((begins, _picture) for begins in PICTURES),
]
_XML: list[tuple[Callable[[bytes], bool], Callable[[bytes], Reading]]] = [
    (moodle_xml.looks_like, moodle_xml.read),
    (qti12.looks_like, qti12.read),
    (qti2.looks_like, qti2.read),
]
_TEXTS: list[tuple[Callable[[str], bool], Callable[[str], Reading]]] = [
    (json_quizzes.looks_like, json_quizzes.read),
    (blackboard.looks_like, blackboard.read),
    (gift.looks_like, gift.read),
]
