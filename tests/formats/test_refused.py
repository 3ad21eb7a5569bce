"""What is not read says what to do, and what only looks like it is read."""

import gzip
import io
import tarfile
import zipfile

import pytest

from live.formats.found import Unreadable
from live.formats.readers import Asked, read


def zipped(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return kept.getvalue()


def old(part: str) -> bytes:
    """A compound file with a part of this name."""
    return b"\xd0\xcf\x11\xe0" + b"\0" * 99 + part.encode("utf-16-le")


def backup() -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("moodle_backup.xml"))
    return gzip.compress(kept.getvalue())


OLD = "This is a file of an old Office. Open it, save it as .xlsx or .docx, and bring that."
EXCEL = "This is a file of an old Excel (.xls). Open it, save it as .xlsx, and bring that."
WORD = "This is a file of an old Word (.doc). Open it, save it as .docx, and bring that."
PASSWORD = "This file has a password. Open it in its program, take the password off, save it, and bring it again."
EMPTY = "This file is empty. Save it once more in its program, and bring it again."
PICTURE = "This is a picture. Pictures are added to a question in its editor."
SOUND = "This is a sound or a video, which questions cannot have. Bring the file with the questions."
SLIDES = "Slides cannot be read. Copy their text, and paste it here."
APPLE = "This is a file of Pages, Numbers or Keynote. Export it as .docx or .xlsx."
UNKNOWN = "This file is of no known kind. Save it as .xlsx, .docx or .csv, or paste its text."
BACKUP = "This is a backup of a Moodle course. Export the question bank as Moodle XML, and bring that."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", EMPTY),
        (b"\xef\xbb\xbf \r\n", EMPTY),
        (b"\xd0\xcf\x11\xe0" * 99, OLD),
        (old("Workbook"), EXCEL),
        (old("Book"), EXCEL),
        (old("WordDocument"), WORD),
        (old("PowerPoint Document"), SLIDES),
        (old("EncryptedPackage"), PASSWORD),
        (b"PK\x03\x04\x14\0\x01\0", PASSWORD),
        (b"%PDF-1.7", "A PDF cannot be read. Copy its text, and paste it here."),
        (b"{\\rtf1 x}", "This is a file of an old Word. Save it as .docx, or copy its text and paste it here."),
        (b"\x89PNG\r\n", PICTURE),
        (b"\0\0\0\x18ftypheic", PICTURE),
        (b"RIFF\x10\0\0\0WEBPVP8 ", PICTURE),
        (b"BM\x36\0\x0c\0", PICTURE),
        (b"RIFF\x10\0\0\0WAVEfmt ", SOUND),
        (b"\0\0\0\x18ftypM4A ", SOUND),
        (b"ID3\x03\0", SOUND),
        (bytes(range(256)) * 9, UNKNOWN),
        (b"SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0\x05\0\0\0\x06", UNKNOWN),
        (b"Rar!\x1a\x07", "This archive cannot be unpacked here. Unpack it, and bring the files in it."),
        (backup(), BACKUP),
        (zipped("moodle_backup.xml"), BACKUP),
        (zipped("mimetype", "content.xml"), "This is a file of LibreOffice. Save it as .xlsx or .docx, and try again."),
        (zipped("ppt/presentation.xml"), SLIDES),
        *((zipped(part), APPLE) for part in ("Index/Document.iwa", "Index.zip")),
        (zipped("xl/workbook.bin"), "This is a binary workbook of Excel. Save it as .xlsx, and try again."),
        (zipped("quiz/a.xlsx", "quiz/b.csv"), "This zip holds files. Unpack it, and choose these: several at once."),
        (zipped("a.exe"), "In this zip there is nothing that can be read here."),
        (b"\x1f\x8b" + b"x" * 99, "This file is damaged: it cannot be unpacked. Export it again, and try once more."),
        (b"PK\x03\x04junk", "This file is damaged: it cannot be unpacked. Export it again, and try once more."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(content, sentence):
    with pytest.raises(Unreadable) as unreadable:
        read(Asked(content, "file"))
    assert unreadable.value.words == sentence


ROWS = [["Question", "Answer 1", "Answer 2", "Correct"], ["Capital?", "Paris", "Lyon", "1"]]
PAGE = "<html><head><style>td {}</style></head><body><p>My quiz<table><tr><td>x</table>" + "".join(
    ["<table>", *(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS), "</table>"]
)


@pytest.mark.parametrize(
    "content",
    [
        "\n".join("\t".join(row) for row in ROWS).encode("utf-16"),
        PAGE.encode(),
        ("<!DOCTYPE html>\n<!-- x -->" + PAGE).encode("utf-16"),
        PAGE.removeprefix("<html>").replace("<head>", "<HEAD>").encode("cp1252"),
    ],
)
def test_an_xls_that_is_text_or_a_page_is_read(content):
    [found] = read(Asked(content, "old.xls")).found
    assert (found.text, found.fields) == ("Capital?", {"choice": ["Paris", "Lyon"], "right": ["1"]})


def test_a_page_without_a_table_of_questions_is_a_list_and_its_scripts_are_gone():
    page = "<html><script>alert('1. No?')</script><body><p>1. Capital?</p><p>a) Paris *</p><p>b) Lyon</p></body></html>"
    [found] = read(Asked(page.encode())).found
    assert (found.text, found.fields["choice"], found.kind) == ("Capital?", ["Paris", "Lyon"], "single")


def test_a_question_that_begins_like_a_picture_is_read():
    assert [each.text for each in read(Asked(b"BM stands for?\na) Black\nb) Bitmap *\n")).found] == ["BM stands for?"]
