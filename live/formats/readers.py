"""One box for all formats: the bytes tell which reader a file or a pasted text is for.

It runs in a child process (live/workshop), as a spreadsheet of a megabyte may cost twenty seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from live.formats import blackboard, h5p, json_quizzes, package, refused
from live.formats.encodings import decoded
from live.formats.found import LOST, Reading, Unreadable, drop_twins
from live.formats.lists import docx, html_page, listed, quizlet
from live.formats.moodle import gift, moodle_xml
from live.formats.qti import cartridge, qti2, qti2_package, qti12
from live.formats.tables import cells, columns, kahoot_report, own_sheet, particify, tables, wooclap
from live.formats.tables.cells import Cell
from live.formats.zipped import Package

ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Asked:
    """What is to be read, and what the one who brought it has said about it."""

    content: bytes
    name: str = ""
    language: str = ""
    "Of the teacher's page: it decides between code pages."
    encoding: str = ""
    "Chosen by hand, where letters were wrong."
    form: str = ""
    "One of by_hand.FORMS, chosen by hand, where a text was taken for another format."


def read(asked: Asked) -> Reading:
    """Read a file or a text of any format. Raises Unreadable."""
    reading = _read(asked)
    for found in reading.found:
        drop_twins(found)
    return reading


def _read(asked: Asked) -> Reading:
    content = asked.content
    refused.check_begins(content)
    for begins, reader in _BY_FIRST_BYTES:
        if content.startswith(begins):
            return reader(asked)
    for is_root, read_xml in _XML:
        if content.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0").startswith(b"<") and is_root(content):
            return read_xml(content)
    text = decoded(content, asked.language, asked.encoding).text
    refused.check_text(text)
    if asked.form in _FORMS:
        return _FORMS[asked.form](text)
    if tables.is_ours(text):
        return _table(text)
    if html_page.looks_like(text):
        return html_page.read(text, _of_rows)
    for looks_like, read_text in _TEXTS:
        if looks_like(text):
            return read_text(text)
    if quizlet.looks_like(text):
        return quizlet.read(text, asked.language)
    if columns.are_headings_alone(text):
        return Reading(_("a table"))
    return _of_rows(cells.rows_of_text(text)) or listed.read(text)


def _table(text: str) -> Reading:
    """Read a text as a table, whatever its headings."""
    return _of_rows(cells.rows_of_text(text)) or Reading(_("a table"))


def _of_rows(rows: list[list[Cell]]) -> Reading | None:
    for known in (wooclap, particify):
        if known.looks_like(rows):
            return known.read(rows)
    return tables.read(rows) if tables.found_columns(rows) else None


def _zip(asked: Asked) -> Reading:
    refused.check_password(asked.content)
    names = cells.check_zip(asked.content)
    refused.check_parts(names)
    if "xl/workbook.xml" in names:
        return _spreadsheet(asked)
    if package.looks_like(names):
        return package.read(asked.content)
    if docx.DOCUMENT in names:
        return docx.read(asked.content, _of_rows)
    parts = Package(asked.content)
    if h5p.MARK in names:
        return h5p.read(parts)
    try:
        return qti2_package.read(parts) if qti2_package.looks_like(parts) else cartridge.read(parts)
    except Unreadable:
        refused.check_files(names)
        raise


def _spreadsheet(asked: Asked) -> Reading:
    """Read all sheets that hold questions; each is a quiz where there are several."""
    sheets = cells.sheets(asked.content)
    if kahoot_report.looks_like(sheets):
        return kahoot_report.read(sheets)
    filled = [sheet for sheet in sheets if sheet.rows and not own_sheet.are_notes(sheet.rows)]
    read = [(sheet.name, _of_rows(sheet.rows)) for sheet in filled]
    found = [(name, reading) for name, reading in read if reading]
    if not found:
        raise Unreadable(_("No sheet has a column of questions. Its headings may be Question, Answer 1, Correct."))
    whole = Reading(found[0][1].format)
    for name, reading in found:
        whole.join(reading, name if len(found) > 1 else "")
    if cells.has_formulas_without_values(asked.content):
        whole.remark(LOST, _("Some formulas have no value yet: open the spreadsheet, save it, and bring it again."))
    for name in [name for name, reading in read if not reading]:
        whole.remark(LOST, _("The sheet “%(name)s” has no column of questions; it was not read."), name=name)
    return whole


def _gzip(asked: Asked) -> Reading:
    refused.check_gzip(asked.content)
    return json_quizzes.read_cqa(asked.content)


_BY_FIRST_BYTES: list[tuple[bytes, Callable[[Asked], Reading]]] = [
    (ZIP, _zip),
    (json_quizzes.GZIP, _gzip),
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
_FORMS: dict[str, Callable[[str], Reading]] = {
    "list": listed.read,
    "table": _table,
    "gift": gift.read,
    "blackboard": blackboard.read,
    "quizlet": quizlet.read,
}
"By the names of by_hand.FORMS."
