"""What cannot be read, by its first bytes or by what is in a zip, and what to do about it."""

import gzip
import io
import zlib
from collections.abc import Collection

from django.utils.translation import gettext_noop as _

from live.formats.found import Unreadable

MOODLE_BACKUP = _("This is a backup of a Moodle course. Export the question bank as Moodle XML, and bring that.")
_PICTURE = _("This is a picture. Pictures are added to a question in its editor.")
_BEGINS = (
    (
        b"\xd0\xcf\x11\xe0",
        _("This file is of an old Office, or has a password. Save it as .xlsx or .docx without one."),
    ),
    (b"%PDF", _("A PDF cannot be read. Copy its text, and paste it here.")),
    (b"{\\rtf", _("This is a file of an old Word. Save it as .docx, or copy its text and paste it here.")),
    (b"7z\xbc\xaf", _("This archive cannot be unpacked here. Unpack it, and bring the files in it.")),
    (b"Rar!", _("This archive cannot be unpacked here. Unpack it, and bring the files in it.")),
    *((begins, _PICTURE) for begins in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")),
)
_PARTS = (
    ({"moodle_backup.xml"}, MOODLE_BACKUP),
    ({"mimetype", "content.xml"}, _("This is a file of LibreOffice. Save it as .xlsx or .docx, and try again.")),
    ({"ppt/presentation.xml"}, _("Slides cannot be read. Copy their text, and paste it here.")),
    ({"xl/workbook.bin"}, _("This is a binary workbook of Excel. Save it as .xlsx, and try again.")),
    ({"Index/Document.iwa"}, _("This is a file of Pages, Numbers or Keynote. Export it as .docx or .xlsx.")),
)
_FILES = (".xlsx", ".docx", ".csv", ".txt", ".gift", ".xml", ".h5p", ".zip")
"What can be brought, when it lies in a zip that is no package of a known kind."


def check_begins(content: bytes) -> None:
    """Raise Unreadable for a kind of file that is known and not read."""
    for begins, words in _BEGINS:
        if content.startswith(begins):
            raise Unreadable(words)
    if content[4:8] == b"ftyp":
        raise Unreadable(_PICTURE)


def check_gzip(content: bytes) -> None:
    """Raise Unreadable for Moodle's backup, a tar in gzip."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            begins = packed.read(512)
    except (OSError, EOFError, zlib.error):
        return
    if begins[257:262] == b"ustar":
        raise Unreadable(MOODLE_BACKUP)


def check_parts(names: Collection[str]) -> None:
    """Raise Unreadable for a zip of a kind that is known and not read, by the names in it."""
    for parts, words in _PARTS:
        if parts <= set(names):
            raise Unreadable(words)


def check_files(names: Collection[str]) -> None:
    """Raise Unreadable for a zip of files that could be brought one by one."""
    if any(name.lower().endswith(_FILES) for name in names):
        raise Unreadable(_("This zip holds files. Unpack it, and choose these: several at once."))
