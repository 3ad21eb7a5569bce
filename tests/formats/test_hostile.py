"""Files that were made to hurt: a reading or a sentence comes of each, in little time and memory."""

import io
import json
import subprocess
import sys
import time
import zipfile
from functools import cache
from pathlib import Path

import pytest

from live.formats.fitted import fitted
from live.formats.found import NOTES_LENGTH, QUESTION_LENGTH, Found, Reading, Unreadable
from live.formats.given import Given, GivenQuiz
from live.formats.readers import Asked, read
from live.formats.tables.cells import DAMAGED, TOO_LARGE
from live.formats.writers import WRITERS
from live.models import question
from live.workshop.place import ROOT
from tests.formats.test_docx import document, p
from tests.formats.test_particify import HEADINGS, report, sheet
from tests.formats.test_tables import patched, spreadsheet
from tests.support.examples import EXAMPLES
from tests.support.picture_files import picture

MANY, NAME = 15_000, "a" * 32
HEAD = ["Question", "Answer 1", "Answer 2", "Correct"]
TABLE = spreadsheet(HEAD, ["Capital?", "Paris", "Lyon", 1])
DOCUMENT = document(p("1. Capital?"), p("a) Paris"), p("b) Lyon"), p("ANSWER: A"))
LAUGHTER = [f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdef", "bcdefg", strict=True)]
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{"".join(LAUGHTER)}]>'
PASSWORDS = '<!DOCTYPE x [<!ENTITY g SYSTEM "file:///etc/passwd">]>'
MOODLE = "<quiz><question type='essay'><questiontext format='html'><text>{}</text></questiontext></question></quiz>"
MATERIAL = "<material><mattext>{}</mattext></material>"
QTI = f"<questestinterop><item title='x'><presentation>{MATERIAL}</presentation></item></questestinterop>"


def zipped(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return kept.getvalue()


def declared(content: bytes, size: int) -> bytes:
    """A zip whose largest part says that it has another size."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        true = max(part.file_size for part in packed.infolist())
    return content.replace(true.to_bytes(4, "little"), size.to_bytes(4, "little"))


def with_entities(given: str) -> dict[str, bytes]:
    """Entities in each kind of file that has XML in it."""
    sheet_xml = b'<?xml version="1.0"?>' + given.encode()
    old = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return {
        "moodle": (given + MOODLE.format("&g;")).encode(),
        "qti": (given + QTI.format("&g;")).encode(),
        "word": patched(DOCUMENT, b"<w:document", sheet_xml + b"<w:document", "word/document.xml"),
        "excel": patched(TABLE, old, sheet_xml + old),
    }


@pytest.mark.parametrize("given", [LAUGHS, PASSWORDS])
@pytest.mark.parametrize("format", ["moodle", "qti", "word", "excel"])
def test_entities_are_not_read(format, given):
    with pytest.raises(Unreadable) as unreadable:
        read(Asked(with_entities(given)[format]))
    assert unreadable.value.words in {
        "This XML file defines entities, which are not read.",
        "This spreadsheet is damaged. Open it, save it anew as .xlsx, and try again.",
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (zipped(**{"word/document.xml": bytes(11 << 20)}), TOO_LARGE),
        (zipped(**{str(number): bytes(9 << 20) for number in range(6)}), TOO_LARGE),
        (zipped(**{str(number): b"" for number in range(2001)}), TOO_LARGE),
        (declared(TABLE, 300 << 20), TOO_LARGE),
        (declared(DOCUMENT, 7), DAMAGED),
    ],
    ids=["a large part", "large together", "many parts", "a large cell", "a lie"],
)
def test_zips_are_looked_at_before_they_are_unpacked(content, sentence):
    with pytest.raises(Unreadable) as unreadable:
        read(Asked(content))
    assert unreadable.value.words == sentence


def test_a_cell_at_the_end_of_the_sheet_costs_no_more_than_another_one():
    end = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    reading = read(Asked(patched(TABLE, b"</sheetData>", end)))
    assert [each.text for each in reading.found] == ["Capital?"]


def test_paths_of_a_zip_are_names_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parts = {"../../x.xml": MOODLE.encode(), "/etc/y.xml": QTI.format("Tell").encode(), "C:\\z.xml": b"<a/>"}
    assert [each.text for each in read(Asked(zipped(**parts))).found] == ["Tell"]
    assert list(tmp_path.iterdir()) == []


def test_scripts_of_a_text_are_not_in_the_question():
    html = "<p onclick='x()'>Tell<script>alert(1)</script> <a href='javascript:x()'>me</a><img src=x onerror=x()>"
    [found] = read(Asked(MOODLE.format(f"<![CDATA[{html}]]>").encode())).found
    assert found.text == "Tell me"


@cache
def hostile(many: int) -> dict[str, bytes]:
    """Files of which a reader might never see the end, or be too deep in."""
    files = {name: text.encode() for name, text in (hostile_texts(many) | hostile_markup(many)).items()}
    deep = "<w:ins>" * many + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * many
    return files | {
        "Word": document(f"<w:p>{deep}</w:p>"),
        "Word's lines": document(p("x", number="1") * (many // 10)),
        "Word's tables": document("<w:tbl><w:tr><w:tc>" * (many // 10) + "</w:tc></w:tr></w:tbl>" * (many // 10)),
    }


def hostile_texts(many: int) -> dict[str, str]:
    rahoot = '{"questions": [{"question": "?", "answers": ["x", "y"], "solutions": %s}]}'
    return {
        "rows": ",".join(HEAD) + "\n" + "?,x,y,1\n" * many,
        "rows without an end": '"Question";A;B\n' + '"x;y\n' * many,
        "a quote without an end": ",".join(HEAD) + '\n"' + "x" * many * 8,
        "separators": ",".join(HEAD) + "\n" + "," * many,
        "separators of all kinds": ",;\t|" * many,
        "tabs": "a\tb\tc\n" + "a\n" * many,
        "pairs": "a\tb\n" * many,
        "choices": "Which?\n" + "a) x\n" * many,
        "answers": "ANSWER: A\n" * many,
        "numbers": "1. " * many,
        "a key": "1. What?\na) x\nb) y\n" + "1. A 2. B " * many,
        "Arabic letters": "1. ما؟\n" + "أ) x\n" * many + "الإجابة: " + "أ و " * many,
        "Arabic keys": "أ) x\n" + ("1" + " " * 1990 + "\n") * (many // 100) + "1 أ " * many,
        "boxes": "[ ] [x] " * many,
        "lines": "\n\v\f\u2028" * many,
        "braces": "::x:: {" + "{" * many,
        "gaps": "::x:: " + "{1:SA:=a} " * (many // 10),
        "parts of a gap": "::x:: {1:MC:" + "~a" * many + "}",
        "backslashes": "::x::{" + "\\=" * many,
        "formulas": "::x::" + "$a" * many + "{}",
        "brackets": "[" * many,
        "objects": '{"a":' * many,
        "comments": "//\n" * many + "{}",
        "a long number": rahoot % ("9" * many),
        "many places": rahoot % json.dumps([1] * many),
        "an endless number": rahoot % "1e999",
        "a deep place": rahoot % ("[" * 900 + "]" * 900),
        "Particify": HEADINGS + '\nCHOICE,?,,"' + "x\n" * many + '",x,,,\n' + "NUMERIC,?,," + "−" * many + ",1\n",
        "Blackboard": "MA\t?" + "\tx\tcorrect" * many,
    }


def hostile_markup(many: int) -> dict[str, str]:
    return {
        "tags": MOODLE.format("<![CDATA[" + "<b>" * many + "]]>"),
        "spans": MOODLE.format("<![CDATA[" + "<span class='typed'>$a$" * many + "]]>"),
        "lists": MOODLE.format("<![CDATA[" + "<ul><li>" * many + "]]>"),
        "cells": MOODLE.format("<![CDATA[<table>" + "<tr><td>" * many + "]]>"),
        "elements": MOODLE.format("<b>" * many + "</b>" * many),
        "elements of QTI": QTI.format("<b>" * many + "</b>" * many),
        "presentations": QTI.replace("<material>", "<flow>" * many, 1).replace("</material>", "</flow>" * many),
        "open tags": MOODLE.format("<![CDATA[" + "<a href='" * many + "]]>"),
        "open comments": MOODLE.format("<![CDATA[" + "<!--" * many + "]]>"),
        "a page": "<html>" + "<div>" * many,
        "a page of tables": "<html>" + "<table><tr><td>x" * many,
        "doctypes": "<!DOCTYPE x [" + "<!-- " * many,
    }


@pytest.mark.parametrize("name", hostile(1))
def test_time_is_linear_in_what_is_read(name):
    content, begins = hostile(MANY)[name], time.process_time()
    try:
        head, _body = fitted(read(Asked(content))).message()
    except Unreadable:
        head = {}
    assert (time.process_time() - begins < 5, len(json.dumps(head)) < 4_000_000) == (True, True)


def test_what_is_read_is_cut_to_a_page_of_questions():
    long = Found("line", 1, "text", "x" * 2002), Found("line", 2, "text", "?", {"a": ["x" * 20_001]}, "x" * 4001)
    cut = fitted(Reading("list", found=list(long))).found
    assert [(each.kind, each.text, len(each.explanation), [r.words for r in each.remarks]) for each in cut] == [
        ("text", "x" * 2001, 0, []),
        ("", "?", 4000, ["The explanation was too long; its end is lost.", "Its answers are too long."]),
    ]
    whole = fitted(Reading("list", found=[Found("line", n, "text", "x" * 2000) for n in range(1, 1900)]))
    assert (len(whole.found), [each.values for each in whole.remarks]) == (1000, [{"number": 1000}])
    assert (QUESTION_LENGTH, NOTES_LENGTH) == (question.TEXT_LENGTH, question.NOTES_LENGTH)


SMALL = {
    "table.xlsx": TABLE,
    "word.docx": DOCUMENT,
    "report.xlsx": report(**{"1_Quiz": sheet("?", ["▲", "x", "◆", "y"], ["✘", 1, "✔︎", 5])}),
    "table.csv": b'Question;Answer 1;Answer 2;Correct\n"Say ""x""\nor y?";x;y;1,2\n?;x;y;B\n',
    "particify.csv": f'{HEADINGS}\nCHOICE,?,,"x\ny",x,,,\nNUMERIC,?,,0−10,3±1\n'.encode(),
    "wooclap.csv": b"Type,Title,Correct,Choice,Choice\nMCQ,?,1,x,y\nMatching,?,,a --- b,c --- d\n",
    "quizlet.tsv": b"dog\tHund\ncat\tKatze\n",
    "list.txt": "1. Où ?\na) x\n*b) y\nExplanation: z\n\nWhat?\n= 3 +- 1\n".encode("cp1252"),
    "gift.txt": b"::n::[html]<p>2<sup>3</sup> $x$?{=a#b ~%50%c ####d}\n\n{1:SA:=x~y}\n\n?{#3:1}\n",
    "moodle.xml": MOODLE.format("<![CDATA[<p>Tell</p>]]>").encode(),
    "qti.zip": zipped(**{"a.xml": QTI.format("Tell").encode()}),
    "rahoot.json": b'{"questions": [{"question": "?", "answers": ["x", "y"], "solutions": [0], "time": 5}]}',
    "kahoot.json": b'{"questions": [{"question": "?", "choices": [{"answer": "x", "correct": true}], "time": 5e3}]}',
    "page.xls": b"<html><table><tr><td>Question<td>Answer 1<td>Correct<tr><td>?<td>x<td>1</table>",
    "blackboard.txt": b"MC\t?\tx\tcorrect\ty\tincorrect\nNUM\t?\t3.0\t1\n",
}
"""A small file of each format, whose bytes are bent."""


def ours() -> dict[str, bytes]:
    """A question of each kind in each format that we write."""
    shown = {NAME: picture(format="WEBP")}
    asked = [
        Given(
            slug, "What is $x^2$, **now**?", each.content, 20, 2, "As `a` < b", "Notes", NAME if slug == "pin" else ""
        )
        for slug, each in EXAMPLES.items()
    ]
    quiz = GivenQuiz("My quiz", asked, ["rivers"], shown)
    return {f"ours-{slug}.{writer.ending}": writer.dump(quiz) for slug, writer in WRITERS.items()}


@pytest.mark.parametrize("made", [lambda: SMALL, ours], ids=["small files", "ours"])
def test_bent_files_are_read_or_refused_in_little_time_and_memory(made, tmp_path: Path, request):
    """The long run bends each file 2,000 times."""
    of, count = made(), 2000 if request.config.getoption("--long") else 5
    for name, content in of.items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-m", "tests.support.torture", "13", str(count), *(str(tmp_path / name) for name in of)]
    told = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [(line["file"], line["faults"]) for line in lines] == [(name, []) for name in of]
    assert all(line.get("read", 0) + line.get("refused", 0) == count for line in lines)
    assert sum(line.get("read", 0) for line in lines) > count * len(of) / 4
