"""A page as a browser holds it: regions by id, and pushes that replace them."""

import re
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

SPACE = re.compile(r"\s+")
BLOCKS = {"p", "div", "section", "form", "ol", "ul", "li", "h1", "h2", "h3", "details", "summary", "button", "label"}
BY_ID = etree.XPath("descendant-or-self::*[@id=$name]")
CONTROLS = re.compile(r"#(?P<place>answer-\d+) #controls(:not\(\[data-answer='(?P<answer>[\w-]+)'\]\))?")


class Page:
    """A small DOM that knows <hx-partial>."""

    def __init__(self, text: str) -> None:
        self.root: HtmlElement = html.document_fromstring(text or "<p></p>")

    def find(self, name: str) -> HtmlElement | None:
        """The element of that id."""
        return next(iter(BY_ID(self.root, name=name)), None)

    def apply(self, text: str) -> None:
        """Do what htmx does with a frame or an answer: each partial replaces its target, if the page has it.

        All targets are looked for before the first is replaced.
        """
        for target, partial in [(self._target(each.get("hx-target", "")), each) for each in partials_in(text)]:
            if target is not None and target.getparent() is None:  # a morph would have kept it
                target = self.find(partial.get("hx-target", "").removeprefix("#"))
            if target is not None and partial.get("hx-swap") == "outerMorph":
                _replace(target, _morphed(target, deepcopy(partial)))
            elif target is not None and partial.get("hx-swap") == "outerHTML":
                _replace(target, deepcopy(partial))

    def _target(self, selector: str) -> HtmlElement | None:
        """The element of a selector: `#id`, or the controls of a round, or those that show another answer than one."""
        if not (of_round := CONTROLS.fullmatch(selector)):
            return self.find(selector.removeprefix("#"))
        within, answer = self.find(of_round["place"]), of_round["answer"]
        found = [] if within is None else BY_ID(within, name="controls")
        return next((each for each in found if answer is None or each.get("data-answer") != answer), None)

    def region(self, name: str) -> str:
        """A region as it can be compared: without what a push alone has (the focus), or a browser (ticks, typed words).

        Which answer controls show is compared by its name: in the form that sent it, they are as somebody made them.
        """
        element = self.find(name)
        if element is None:
            return f"no #{name}"
        copy = deepcopy(element)
        copy.tail = None
        for each in copy.iter():
            each.attrib.pop("autofocus", None)
        for field in copy.xpath(".//*[@id='controls'][@data-answer!='']//input"):
            field.attrib.pop("checked" if field.get("type") == "checkbox" else "value", None)
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


def _morphed(target: HtmlElement, partial: HtmlElement) -> HtmlElement:
    """The partial as a morph lays it over its target; the inside of controls stays."""
    for new in partial:
        if "hx-morph-skip-children" in new.attrib:
            new[:], new.text = list(target), target.text
    return partial


def _replace(target: HtmlElement, partial: HtmlElement) -> None:
    parent, tail = target.getparent(), target.tail
    assert parent is not None
    at = parent.index(target)
    parent.remove(target)
    new = list(partial)
    parent[at:at] = new
    if new:
        new[-1].tail = tail
