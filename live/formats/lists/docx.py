"""Word's .docx: its text as a list of questions, and its tables as tables. Source: ECMA-376, part 1, 17 and 22.

Word's own numbers and letters are not in the text: a numbered paragraph names a list (numId) and a level in it (ilvl).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, LOST, RAW_LENGTH, Found, Reading, Unreadable
from live.formats.lists import docx_lists, plain_list
from live.formats.lists.docx_lists import FORMULA, PICTURE, Paragraph
from live.formats.markup.runs import Run
from live.formats.markup.scripts import script
from live.formats.tables.cells import DAMAGED, MOST_COLUMNS, Cell
from live.formats.xml_tree import parsed
from live.formats.zipped import Package

DOCUMENT = "word/document.xml"
_SILENT = {"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText"}
"Elements whose text is not shown."
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TOLD = {
    PICTURE: (LOST, _("A picture could not come along.")),
    FORMULA: (CHANGED, _("A formula came as plain text: please look at it.")),
}
_NO_MARKS = dict.fromkeys(map(ord, _TOLD))
Rows = list[list[Cell]]


def read(content: bytes, of_rows: Callable[[Rows], Reading | None]) -> Reading:
    """Read a document. `of_rows` reads a table if it is one of questions. Raises Unreadable."""
    document = Package(content).part(DOCUMENT)
    body = parsed(document).find("body") if document else None
    if body is None:
        raise Unreadable(DAMAGED)
    reading = Reading("Word")
    paragraphs: list[Paragraph] = []
    for each in _parts(body):
        if each.tag == "p":
            paragraphs.append(_paragraph(each))
        elif table := of_rows(rows := _rows(each)):
            reading.join(table)
        else:
            paragraphs += [Paragraph(cell) for row in rows for cell in row if cell]
    if any(each.text for each in paragraphs):
        listed = plain_list.read(docx_lists.as_list(paragraphs))
        for found in listed.found:
            _tell(found)
        reading.join(listed)
    if not reading.found:
        raise Unreadable(_("There is nothing in it."))
    return reading.number_on()


def _parts(body: Element) -> Iterator[Element]:
    """Yield the paragraphs and the tables in turn, also those within controls and changes."""
    waiting = list(reversed(body))
    while waiting:
        each = waiting.pop()
        if each.tag in {"p", "tbl"}:
            yield each
        elif each.tag not in _SILENT:
            waiting += reversed(each)


def _rows(table: Element) -> Rows:
    """Return the texts of a table; what is in tables within it is text of its cells."""
    rows = (_held(row, "tc") for row in _held(table, "tr"))
    return [[_cell(cell) for cell in row[:MOST_COLUMNS]] for row in rows]


def _held(element: Element, tag: str) -> list[Element]:
    """Return the children of a name, and those that a control holds, but nothing that is deeper."""
    return element.findall(tag) + element.findall(f"sdt/sdtContent/{tag}")


def _cell(cell: Element) -> Cell:
    texts = [_paragraph(each).text.translate(_NO_MARKS) for each in cell.iter("p")]
    return Cell("\n".join(filter(None, texts))[:RAW_LENGTH])


# One paragraph


@dataclass
class _Marked:
    """How much of a paragraph is bold or highlighted."""

    all: bool = True
    any: bool = False

    def add(self, is_marked: bool) -> None:
        self.all &= is_marked
        self.any |= is_marked


def _paragraph(element: Element) -> Paragraph:
    marked = _Marked()
    text = "".join(_texts(element, marked)).strip()
    number = element.find("pPr/numPr/numId")
    level = element.find("pPr/numPr/ilvl")
    written = _value(number) if number is not None else ""
    return Paragraph(text[:RAW_LENGTH], marked.all and marked.any, written if written != "0" else "",
                     int(_value(level)) if level is not None and _value(level) in set("12345678") else 0)  # fmt: skip


def _texts(paragraph: Element, marked: _Marked) -> Iterator[str]:
    """Yield the pieces of a paragraph's text; what is no text leaves a mark."""
    waiting = list(reversed(paragraph))
    while waiting:
        each = waiting.pop()
        if each.tag == "r" and each.find("rPr") is not None:
            yield from _styled(each, marked)
        elif each.tag == "t":
            marked.add(False)
            yield docx_lists.plain(each.text or "")
        elif each.tag in _SIGNS:
            yield _SIGNS[each.tag]
        elif each.tag in {"drawing", "pict", "object"}:
            yield PICTURE
        elif each.tag not in _SILENT:
            if each.tag == "oMath":
                yield FORMULA
            waiting += reversed(each)


def _styled(run: Element, marked: _Marked) -> Iterator[str]:
    """Yield the pieces of a run that has a look of its own."""
    if _is_on(run.find("rPr/vanish")):
        return
    is_marked = _is_on(run.find("rPr/b")) or _is_on(run.find("rPr/highlight"))
    raised = _value(run.find("rPr/vertAlign"))
    for each in run:
        if each.tag == "t" and each.text:
            if each.text.strip():
                marked.add(is_marked)
            yield _script(docx_lists.plain(each.text), raised)
        elif each.tag in _SIGNS:
            yield _SIGNS[each.tag]
        elif each.tag in {"drawing", "pict", "object", "AlternateContent"}:
            yield PICTURE


def _script(text: str, raised: str) -> str:
    """Return x² for a raised 2, so that 2¹⁰ does not become 210."""
    name = {"superscript": "sup", "subscript": "sub"}.get(raised)
    if name is None or not text.strip():
        return text
    run = script(Run(text, script=name))
    return f"${run.text}$" if run.latex else run.text


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element) not in {"0", "false", "off", "none"}


def _value(element: Element | None) -> str:
    """Return the attribute w:val, whatever its namespace is."""
    given = element.attrib.items() if element is not None else ()
    return next((value for name, value in given if name.rpartition("}")[2] == "val"), "")


# The questions


def _tell(found: Found) -> None:
    """Say what is not in the text."""
    for mark, (level, words) in _TOLD.items():
        if any(mark in text for text in (found.text, found.explanation, *chain(*found.fields.values()))):
            found.remark(level, words)
    found.text, found.explanation = found.text.translate(_NO_MARKS), found.explanation.translate(_NO_MARKS)
    for name, values in found.fields.items():
        found.fields[name] = [value.translate(_NO_MARKS) for value in values]
