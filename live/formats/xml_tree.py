"""XML of foreign files as a tree, without entities, and with names that have no namespace."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from html.entities import html5
from types import MappingProxyType
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_noop as _

from live.formats.encodings import MARKS, decoded
from live.formats.found import Unreadable

_DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ue000\ue001\ufffe\uffff]"
    r"|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|e00[01]|fff[ef]);|0*(?:[0-8]|1[124-9]|2\d|3[01]|5734[45]|6553[45]);)",
    re.IGNORECASE,
)
"What XML forbids, and the letters of nobody by which readers mark gaps."
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
BROKEN = "broken"
_VOID = {"br", "hr", "img", "col", "mspace", "area", "wbr", "source"}
"Elements of HTML and MathML in which nothing is."
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
    return "" if element is None else (element.text or "") + "".join(_markup(element, {}))


def markup(element: Element | None, instead: Mapping[int, str] = MappingProxyType({})) -> str:
    """Return what is in an element as HTML; `instead` has what stands for an element that is in it, by its id()."""
    return "" if element is None else escape(element.text or "") + "".join(_markup(element, instead))


def _markup(element: Element, instead: Mapping[int, str]) -> Iterator[str]:
    """Walk down without recursion, as files may be nested deeply."""
    waiting: list[Element | str] = _children(element)
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif id(each) in instead:
            yield instead[id(each)]
        else:
            yield _tag(each)
            waiting += [f"</{each.tag}>"] if each.tag not in _VOID else []
            waiting += [*_children(each), escape(each.text or "")]


def _children(element: Element) -> list[Element | str]:
    """Return the children and what stands behind each, the last one first."""
    return [part for child in reversed(element) for part in (escape(child.tail or ""), child)]


def _tag(element: Element) -> str:
    given = "".join(f' {name.rpartition("}")[2]}="{escape(text)}"' for name, text in element.attrib.items())
    return f"<{element.tag}{given}>"


def outermost(top: Element | None, is_wanted: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield the elements below one that are wanted, without those that are in another one: each is read once."""
    waiting = [] if top is None else list(reversed(top))
    while waiting:
        each = waiting.pop()
        if is_wanted(each):
            yield each
        else:
            waiting += reversed(each)


def named(top: Element | None, *names: str) -> list[Element]:
    """Return the outermost elements of these names."""
    return list(outermost(top, lambda each: each.tag in names))


def child_text(element: Element | None, path: str, default: str = "") -> str:
    """Return the text at a path below an element."""
    found = element.find(path) if element is not None else None
    return "".join(found.itertext()).strip() if found is not None else default
