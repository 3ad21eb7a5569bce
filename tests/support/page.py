"""A page as a browser holds it: regions by id, and pushes that replace them."""

import re
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

SPACE = re.compile(r"\s+")
BLOCKS = {"p", "div", "section", "form", "ol", "ul", "li", "h1", "h2", "h3", "details", "summary", "button", "label"}
BY_ID = etree.XPath("//*[@id=$name]")


class Page:
    """A small DOM that knows <hx-partial>."""

    def __init__(self, text: str) -> None:
        self.root: HtmlElement = html.document_fromstring(text or "<p></p>")

    def find(self, name: str) -> HtmlElement | None:
        """The element of that id."""
        return next(iter(BY_ID(self.root, name=name)), None)

    def apply(self, text: str) -> None:
        """Do what htmx does with a frame or an answer: each partial replaces its target, if the page has it."""
        for partial in partials_in(text):
            target = self.find(partial.get("hx-target", "").removeprefix("#"))
            if target is not None and partial.get("hx-swap") in {"outerHTML", "outerMorph"}:
                _replace(target, deepcopy(partial))

    def region(self, name: str) -> str:
        """A region as it can be compared: without what a push alone has (the focus)."""
        element = self.find(name)
        if element is None:
            return f"no #{name}"
        copy = deepcopy(element)
        copy.tail = None
        for each in copy.iter():
            each.attrib.pop("autofocus", None)
        return SPACE.sub(" ", html.tostring(copy, encoding="unicode"))

    def words(self, name: str = "main") -> str:
        """The text of a region as it is read out: spaces folded, a block apart from the next."""
        element = self.find(name)
        return SPACE.sub(" ", _read_out(element)).strip() if element is not None else ""


def partials_in(text: str) -> list[HtmlElement]:
    """The <hx-partial> elements of a frame or an answer."""
    return [each for each in html.fragments_fromstring(text or "<p></p>") if getattr(each, "tag", "") == "hx-partial"]


def targets(text: str) -> list[str]:
    """What a frame or an answer would change, by id."""
    return [each.get("hx-target", "").removeprefix("#") for each in partials_in(text)]


def _read_out(element: HtmlElement) -> str:
    words = (element.text or "") + "".join(_read_out(child) + (child.tail or "") for child in element)
    return f" {words} " if element.tag in BLOCKS else words


def _replace(target: HtmlElement, partial: HtmlElement) -> None:
    parent, tail = target.getparent(), target.tail
    assert parent is not None
    at = parent.index(target)
    parent.remove(target)
    new = list(partial)
    parent[at:at] = new
    if new:
        new[-1].tail = tail
