"""XML of foreign files as a tree, without entities, and with names that have no namespace."""

import re
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_noop as _

from live.formats.encodings import MARKS, decoded
from live.formats.found import Unreadable

_DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]);|0*(?:[0-8]|1[124-9]|2\d|3[01]);)", re.I
)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
BROKEN = "broken"
_XML = {"amp", "lt", "gt", "quot", "apos"}
_BEFORE = r"<\?[^>]*+>\s*+|(?><!--.*?-->)\s*+|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+"
_ROOT = re.compile(rf"\s*+(?:{_BEFORE})*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)


def text_of(content: bytes | str) -> str:
    """Return the text of an XML file: UTF-8 when the bytes are, else as its declaration says."""
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    text, encoding = decoded(content)
    named = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", content)
    if encoding.startswith("utf") or named is None or content.startswith(tuple(mark for mark, _name in MARKS)):
        return text
    try:
        return content.decode(named[1].decode("ascii"), "replace")
    except (LookupError, UnicodeError):
        return text


def root_name(content: bytes | str) -> str:
    """Return the name of the first element, without its namespace; "" for what is no XML."""
    begins = text_of(content[:20_000])
    found = _ROOT.match(begins) if begins.lstrip()[:1] == "<" else None
    return found[1] if found else ""


def parsed(content: bytes | str, part: str = "") -> Element:
    """Return the root of an XML file. Raises Unreadable, also for entities of its own.

    Of a broken file the elements named `part` are read one by one; those that cannot be have the attribute BROKEN.
    """
    text = _DECLARED.sub("", text_of(content), count=1)
    text = _CONTROL.sub("", text)
    try:
        root = _tree(text)
    except ParseError:
        root = _mended(text, part)
    for each in root.iter():
        each.tag = str(each.tag).rpartition("}")[2]
    return root


def _mended(text: str, part: str) -> Element:
    """Read XML that uses the entities of HTML, which no declaration names; or else what is whole in it."""
    text = _ENTITY.sub(_named, text)
    try:
        return _tree(text)
    except ParseError as error:
        root = _rescued(text, part) if part else Element(BROKEN)
        if all(child.get(BROKEN) for child in root):
            raise Unreadable(_("This XML file is broken at line %(line)d."), line=error.position[0]) from None
        return root


def _rescued(text: str, part: str) -> Element:
    """Return a root with the parts of a broken file."""
    found, closing = _ROOT.match(text), f"</{part}>"
    root = Element(found[1] if found else "")
    starts = [each.start() for each in re.finditer(rf"<{part}[\s>]", text)]
    for start, following in zip(starts, [*starts, len(text)][1:], strict=True):
        end = text.find(closing, start, following)
        try:
            root.append(_tree(text[start : end + len(closing)] if end >= 0 else ""))
        except (ParseError, Unreadable):
            root.append(Element(part, {BROKEN: "1"}))
    return root


def _named(found: re.Match[str]) -> str:
    return found[0] if found[1] in _XML else html5.get(f"{found[1]};", found[0])


def _tree(text: str) -> Element:
    try:
        return fromstring(text, forbid_entities=True)
    except DefusedXmlException:
        raise Unreadable(_("This XML file defines entities, which are not read.")) from None
    except (ValueError, RecursionError):
        raise Unreadable(_("This XML file cannot be read.")) from None


def inner(element: Element | None) -> str:
    """Return what is in an element: its text, and the markup of children that should have been escaped."""
    if element is None:
        return ""
    try:
        return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)
    except RecursionError:
        raise Unreadable(_("This XML file cannot be read.")) from None


def child_text(element: Element | None, path: str, default: str = "") -> str:
    """Return the text at a path below an element."""
    found = element.find(path) if element is not None else None
    return "".join(found.itertext()).strip() if found is not None else default
