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


def backup() -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("moodle_backup.xml"))
    return gzip.compress(kept.getvalue())


OLD = "This file is of an old Office, or has a password. Save it as .xlsx or .docx without one."
BACKUP = "This is a backup of a Moodle course. Export the question bank as Moodle XML, and bring that."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in it."),
        (b"\xef\xbb\xbf \r\n", "There is nothing in it."),
        (b"\xd0\xcf\x11\xe0" * 99, OLD),
        (b"%PDF-1.7", "A PDF cannot be read. Copy its text, and paste it here."),
        (b"{\\rtf1 x}", "This is a file of an old Word. Save it as .docx, or copy its text and paste it here."),
        (b"\x89PNG\r\n", "This is a picture. Pictures are added to a question in its editor."),
        (b"\0\0\0\x18ftypheic", "This is a picture. Pictures are added to a question in its editor."),
        (b"Rar!\x1a\x07", "This archive cannot be unpacked here. Unpack it, and bring the files in it."),
        (backup(), BACKUP),
        (zipped("moodle_backup.xml"), BACKUP),
        (zipped("mimetype", "content.xml"), "This is a file of LibreOffice. Save it as .xlsx or .docx, and try again."),
        (zipped("ppt/presentation.xml"), "Slides cannot be read. Copy their text, and paste it here."),
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
