r"""Moodle's XML out: the questions with their pictures, in a category of the quiz's name.

All texts are HTML, which is what Moodle's own editor writes, Moodle's MathJax finds \(…\) in it, and it comes back the
same by html_markdown.py. Moodle's Markdown eats the backslashes of formulas, joins lines, and reads 2*3*4 as emphasis.
"""

from hashlib import blake2s
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, LOST, Remark, is_refused
from live.formats.given import Given, GivenQuiz
from live.formats.markup import markdown_html
from live.formats.markup.xhtml import ILLEGAL
from live.formats.moodle import moodle_remarks
from live.formats.moodle.moodle_types_out import (
    TYPES,
    Files,
    add,
    add_file,
    add_text,
    cloze_html,
    pictured,
    without_gaps,
)


def remarks(given: Given) -> list[Remark]:
    """Tell what Moodle's XML cannot say of a question."""
    is_range = given.kind in moodle_remarks.NUMBERS and ".." in (given.content["right"] or "")
    return moodle_remarks.told(
        *moodle_remarks.remarks(given, TYPES),
        (CHANGED, _("A range goes out as its middle with a tolerance."), is_range),
        (LOST, _("Time limit and notes stay behind."), given.seconds or given.notes),
    )


def dump(quiz: GivenQuiz) -> bytes:
    """Return a quiz as Moodle XML; what Moodle cannot say is left out, and so is a picture whose file is gone."""
    root = Element("quiz")
    category = SubElement(add(root, "question", type="category"), "category")
    add(category, "text", f"$course$/top/{' '.join(quiz.title.split()).replace('/', '//')}")
    for given in quiz.questions:
        if not is_refused(remarks(given)):
            _add(root, given, quiz)
    for element in root.iter():
        element.text = element.text and ILLEGAL.sub("", element.text)
        element.attrib = {name: ILLEGAL.sub("", value) for name, value in element.attrib.items()}
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _add(root: Element, given: Given, quiz: GivenQuiz) -> None:
    slug, add_particulars = TYPES[given.kind]
    question = add(root, "question", type=slug)
    add(SubElement(question, "name"), "text", markdown_html.name(given.text) or "?")
    _add_asked(question, given, quiz.pictures)
    add_text(question, "generalfeedback", markdown_html.html(given.explanation) if given.explanation else "")
    add(question, "defaultgrade", str(given.weight if slug not in {"description"} else 0))
    add(question, "penalty", "0")
    add(question, "idnumber", _id(given))
    add_particulars(question, given, quiz.pictures)
    tags = SubElement(question, "tags") if quiz.tags else question
    for tag in quiz.tags:
        add(SubElement(tags, "tag"), "text", tag)


def _add_asked(question: Element, given: Given, files: Files) -> None:
    """Add the text with its picture, and with the gaps that are in it."""
    html = markdown_html.html(given.text)
    if given.kind == "cloze":
        html = f"{without_gaps(markdown_html.blocks(given.text))}{cloze_html(given.content['source'])}"
    has_picture = given.picture in files
    asked = add_text(question, "questiontext", pictured(html, given.picture, given.alt) if has_picture else html)
    if has_picture:
        add_file(asked, given.picture, files)


def _id(given: Given) -> str:
    """Return what is the same for the same question, by which Moodle knows it within a category."""
    said = repr((given.kind, given.text, given.content))
    return blake2s(said.encode("utf-8", "replace"), digest_size=8).hexdigest()
