"""Moodle's XML of question banks, with the pictures in it."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats import found_pictures, texts
from live.formats.found import CHANGED, LOST, RAW_LENGTH, Found, Reading, Unreadable
from live.formats.markup.runs import Image
from live.formats.moodle.gift_blocks import category
from live.formats.moodle.moodle_types import CHOICES, TYPES, formatted
from live.formats.xml_tree import BROKEN, child_text, parsed, root_name


def looks_like(content: bytes | str) -> bool:
    """Tell whether a file is Moodle's XML: its root is <quiz>, with questions of a type."""
    begins = content[:200_000] if isinstance(content, str) else content[:200_000].decode("utf-8", "replace")
    return root_name(content) == "quiz" and bool(re.search(r"<question\s+type\s*=", begins.replace("\0", "")))


def read(content: bytes | str) -> Reading:
    """Read Moodle XML. Raises Unreadable when it is broken, or holds no question."""
    root, reading, within = parsed(content, "question"), Reading("Moodle XML"), ""
    if root.tag != "quiz":
        raise Unreadable(_("This is no Moodle XML: export the questions as Moodle XML."))
    for number, question in enumerate(root.iter("question"), 1):
        if question.get("type") == "category":
            within = category(child_text(question, "category/text"))
            continue
        if not reading.has_room():
            break
        reading.found.append(_question(reading, question, Found("item", number, category=within)))
    if not reading.found:
        raise Unreadable(_("No question was found in this file."))
    if any(_has_more(question) for question in root.iter("question")):
        reading.remark(LOST, _("Hints, penalties and shuffling of Moodle are lost."))
    return reading


def _has_more(question: Element) -> bool:
    return question.find("hint") is not None or child_text(question, "penalty").strip("0.") != ""


def _question(reading: Reading, question: Element, found: Found) -> Found:
    """Read one question of any type."""
    if question.get(BROKEN):
        return found.refuse(_("Its XML is broken."))
    raw, form = formatted(question.find("questiontext"))
    fetch = _files(question)
    found.text, images = texts.markdown(raw[:RAW_LENGTH], form)
    found_pictures.take(reading, found, [*images, *_old_picture(question)], fetch)
    texts.explain(found, *formatted(question.find("generalfeedback")))
    if child_text(question, "hidden") == "1":
        found.ticked = False
        found.remark(CHANGED, _("It is hidden in Moodle."))
    slug = question.get("type", "")
    if len(raw) > RAW_LENGTH:
        found.refuse(_("Its text is too long."))
    elif slug in CHOICES:
        CHOICES[slug](found, question, partial(found_pictures.choice, reading, found, fetch=fetch))
    elif slug in TYPES:
        TYPES[slug](found, question)
    else:
        found.refuse_type(slug)
    if found.fields:
        texts.points(found, child_text(question, "defaultgrade"))
    texts.name(found, child_text(question, "name"))
    texts.note(found, " ".join(f"#{'_'.join(tag.split())}" for tag in map(_tag, question.iterfind("tags/tag")) if tag))
    return found


def _tag(element: Element) -> str:
    return "".join(element.itertext()).strip()


# Pictures


def _files(question: Element) -> Callable[[str], bytes | None]:
    """Return what finds the bytes of a picture's source among the files of a question."""
    files = {each.get("name", ""): each for each in question.iter("file")}
    old = child_text(question, "image")

    def fetch(source: str) -> bytes | None:
        name = PurePosixPath(unquote(source).split("?")[0]).name
        if source.startswith("@@PLUGINFILE@@") and name in files:
            return found_pictures.unpacked("".join(files[name].itertext()))
        if old and source == old:
            return found_pictures.unpacked(child_text(question, "image_base64"))
        return None

    return fetch


def _old_picture(question: Element) -> list[Image]:
    """Return the picture of a question of Moodle 1.9."""
    source = child_text(question, "image")
    return [Image(source, "")] if source else []
