"""Our texts as XHTML for other programs, of elements that QTI 2.1 allows; formulas as LaTeX between \\( and \\)."""

import re
from collections.abc import Iterable
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from live.formats.found import Unreadable
from live.formats.markup import markdown_html
from live.formats.markup.html_blocks import TYPED
from live.formats.xml_tree import parsed

_DOLLAR = re.compile(rf'<code\b.*?</code>|<span class="{TYPED}">[^<]*</span>|<[^>]*>|&#36;', re.DOTALL)
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"What no XML may hold."
_KEPT = {"a": {"href"}, "pre": {"class"}, "span": {"class"}}
"The attributes that stay, by element."


def blocks(text: str) -> list[Element]:
    """Return Markdown as paragraphs, lists, tables and listings. In the child alone: the server reads no Markdown."""
    found = _tree(markdown_html.blocks(text), text)
    for each in list(found.iter()):
        _tidy(each)
    if found.text and found.text.strip():
        return [found]
    return list(found)


def line(text: str, name: str = "div", **given: str) -> Element:
    """Return a line of a choice as an element of that name. In the child alone."""
    found = _tree(markdown_html.line(text), text)
    found.tag, found.attrib = name, given
    return found


def lines(text: str) -> Element:
    """Return lines of which formulas and code are the only marks as a paragraph with breaks."""
    paragraph = Element("p")
    for number, each in enumerate(text.split("\n")):
        if number:
            SubElement(paragraph, "br")
        append(paragraph, line(each))
    return paragraph


def append(element: Element, content: Element) -> None:
    """Add what is in an element at the end of another one."""
    add_text(element, content.text or "")
    element.extend(list(content))


def add_text(element: Element, text: str) -> None:
    """Add words at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def written(root: Element) -> bytes:
    """Return a tree as an XML file."""
    return b"<?xml version='1.0' encoding='UTF-8'?>\n" + ILLEGAL.sub("", tostring(root, "unicode")).encode()


def element(name: str, children: Iterable[Element] = (), /, text: str = "", **given: str) -> Element:
    """Return an element with its children; `class_` is the attribute `class`."""
    made = Element(name, {key.rstrip("_"): value for key, value in given.items()})
    made.text = text or None
    made.extend(children)
    return made


def _tree(html: str, text: str) -> Element:
    """Return our HTML as a tree; what is not well-formed comes as plain words."""
    html = _with_dollars(html)
    try:
        return parsed(f"<div>{ILLEGAL.sub('', html)}</div>")
    except Unreadable:
        return parsed(f"<div><p>{escape(ILLEGAL.sub('', text))}</p></div>")


def _with_dollars(html: str) -> str:
    """Return our HTML with its dollars, of which several might be read as the marks of formulas."""
    if html.count("&#36;") < 2:
        return html
    return _DOLLAR.sub(lambda found: f'<span class="{TYPED}">$</span>' if found[0] == "&#36;" else found[0], html)


def _tidy(each: Element) -> None:
    """Leave what QTI allows; lists that do not count from 1 become lines with their numbers."""
    if each.tag == "ol" and (each.get("start", "1") != "1" or any(item.get("value") for item in each)):
        _write_numbers(each)
    if each.tag == "pre" and len(each) and (language := each[0].get("class")):
        each.set("class", language)  # QTI has no class of code
    each.tag = {"s": "span"}.get(each.tag, each.tag)
    each.attrib = {name: value for name, value in each.attrib.items() if name in _KEPT.get(each.tag, ())}


def _write_numbers(items: Element) -> None:
    number = int(items.get("start", "1"))
    items.tag = "div"
    for item in items:
        number = int(item.get("value", number))
        inner = item[0] if len(item) and not (item.text or "").strip() else item
        inner.text = f"{number}. {(inner.text or '').lstrip()}"
        item.tag = "div"
        number += 1
