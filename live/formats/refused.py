"""What cannot be read, by its first bytes or by what is in a zip, and what to do about it."""

import gzip
import io
import zlib
from collections.abc import Collection

from django.utils.translation import gettext_noop as _

from live.formats.found import Unreadable

MOODLE_BACKUP = _("This is a backup of a Moodle course. Export the question bank as Moodle XML, and bring that.")
PASSWORD = _("This file has a password. Open it in its program, take the password off, save it, and bring it again.")
EMPTY = _("This file is empty. Save it once more in its program, and bring it again.")
_PICTURE = _("This is a picture. Pictures are added to a question in its editor.")
_SOUND = _("This is a sound or a video, which questions cannot have. Bring the file with the questions.")
_SLIDES = _("Slides cannot be read. Copy their text, and paste it here.")
_ARCHIVE = _("This archive cannot be unpacked here. Unpack it, and bring the files in it.")
_OLD = b"\xd0\xcf\x11\xe0"
"The compound file of Office before 2007, in which newer files with a password lie, too ([MS-CFB], 2.2)."
_OLD_PARTS = (
    ("EncryptedPackage", PASSWORD),
    ("Workbook", _("This is a file of an old Excel (.xls). Open it, save it as .xlsx, and bring that.")),
    ("Book", _("This is a file of an old Excel (.xls). Open it, save it as .xlsx, and bring that.")),
    ("WordDocument", _("This is a file of an old Word (.doc). Open it, save it as .docx, and bring that.")),
    ("PowerPoint Document", _SLIDES),
)
"The names in its directory, which are UTF-16."
_BEGINS = (
    (b"%PDF", _("A PDF cannot be read. Copy its text, and paste it here.")),
    (b"{\\rtf", _("This is a file of an old Word. Save it as .docx, or copy its text and paste it here.")),
    *((begins, _ARCHIVE) for begins in (b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ\0")),
    *((begins, _PICTURE) for begins in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"<svg")),
    *((begins, _SOUND) for begins in (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3")),
)
_OF_PICTURES = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
"The brands of ISO base media files (ISO 14496-12) that are pictures; all others are sounds and videos."
_PARTS = (
    ({"moodle_backup.xml"}, MOODLE_BACKUP),
    ({"mimetype", "content.xml"}, _("This is a file of LibreOffice. Save it as .xlsx or .docx, and try again.")),
    ({"ppt/presentation.xml"}, _SLIDES),
    ({"xl/workbook.bin"}, _("This is a binary workbook of Excel. Save it as .xlsx, and try again.")),
    *(
        ({part}, _("This is a file of Pages, Numbers or Keynote. Export it as .docx or .xlsx."))
        for part in ("Index/Document.iwa", "Index.zip", "index.apxl")
    ),
)
SAMPLE = 4000
"Characters from which text is told from other bytes."
_UNWRITTEN = {*map(chr, range(32)), "\x7f", "\ufffd"} - set("\t\n\v\f\r")
_FILES = (".xlsx", ".docx", ".csv", ".txt", ".gift", ".xml", ".h5p", ".zip")
"What can be brought, when it lies in a zip that is no package of a known kind."


def check_begins(content: bytes) -> None:
    """Raise Unreadable for a kind of file that is known and not read."""
    if content.startswith(_OLD):
        raise Unreadable(_of_old_office(content))
    for begins, words in _BEGINS:
        if content.startswith(begins) and not (begins == b"BM" and b"\0" not in content[:30]):
            raise Unreadable(words)
    if content.startswith(b"RIFF"):
        raise Unreadable(_PICTURE if content[8:12] == b"WEBP" else _SOUND)
    if content[4:8] == b"ftyp":
        raise Unreadable(_PICTURE if content[8:12] in _OF_PICTURES else _SOUND)


def _of_old_office(content: bytes) -> str:
    for name, words in _OLD_PARTS:
        if name.encode("utf-16-le") in content:
            return words
    return _("This is a file of an old Office. Open it, save it as .xlsx or .docx, and bring that.")


def check_password(content: bytes) -> None:
    """Raise Unreadable for a zip whose first file has a password (APPNOTE.TXT, 4.4.4)."""
    if len(content) > 6 and content[6] & 1:
        raise Unreadable(PASSWORD)


def check_text(text: str) -> None:
    """Raise Unreadable for what is no text: a tenth of its beginning are signs that nobody writes."""
    sample = text[:SAMPLE]
    if not sample.strip():
        raise Unreadable(EMPTY)
    if sum(each in _UNWRITTEN for each in sample) > len(sample) / 10:
        raise Unreadable(_("This file is of no known kind. Save it as .xlsx, .docx or .csv, or paste its text."))


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
