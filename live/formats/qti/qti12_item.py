"""One item of QTI 1.2: what it shows, what may be answered, and which answers score."""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from live.formats import kind_fields, weighed
from live.formats.markup import html_markdown
from live.formats.xml_tree import child_text, inner

RESPONSES = {"response_lid", "response_str", "response_num", "response_xy", "response_grp"}
_TEXTS = {"mattext", "mat_formattedtext"}


class Label(NamedTuple):
    """A choice: its name, and its text as HTML."""

    ident: str
    html: str


class Scored(NamedTuple):
    """What scores when it equals, or lies between: `sign` is varequal, vargte, varlte, vargt or varlt."""

    response: str
    sign: str
    text: str
    given: dict[str, str]


class Condition(NamedTuple):
    """Answers that score together, and how much."""

    score: float
    parts: list[Scored]


def metadata(item: Element) -> dict[str, str]:
    """Return the fields of an item's metadata; of one that stands twice the first counts."""
    found: dict[str, str] = {}
    for each in item.iter("qtimetadatafield"):
        found.setdefault(child_text(each, "fieldlabel"), child_text(each, "fieldentry"))
    return found


def responses(item: Element) -> list[Element]:
    """Return the places for answers, in order."""
    presentation = item.find("presentation")
    return [] if presentation is None else [each for each in presentation.iter() if each.tag in RESPONSES]


def shown(element: Element | None, holes: dict[int, str] | None = None) -> str:
    """Return the material of an element as HTML, without that of its answers; `holes` says what stands for those."""
    if element is None:
        return ""
    return "".join(_material(element, holes or {}))


def _material(top: Element, holes: dict[int, str]) -> Iterator[str]:
    """Walk down without recursion, as files may be nested deeply."""
    waiting = list(reversed(list(top)))
    while waiting:
        each = waiting.pop()
        if each.tag in RESPONSES or each.tag.startswith("render_"):
            yield holes.get(id(each), "")
        elif each.tag in _TEXTS:
            yield _html(each)
        elif each.tag == "matimage":
            yield f'<img src="{escape(each.get("uri", ""))}" alt="{escape(each.get("label", ""))}">'
        elif each.tag == "matbreak":
            yield "<br>"
        else:
            waiting += reversed(list(each))


def _html(element: Element) -> str:
    raw, kind = inner(element), element.get("texttype", element.get("type", "")).lower()
    if "html" in kind or len(element) or (kind != "text/plain" and html_markdown.looks_like(raw)):
        return f"<div>{raw}</div>"
    return "<div>" + escape(raw.strip()).replace("\n", "<br>") + "</div>"


def labels(response: Element) -> list[Label]:
    """Return the choices of a place for answers."""
    return [Label(each.get("ident", ""), shown(each)) for each in response.iter("response_label")]


def feedback(item: Element) -> dict[str, str]:
    """Return the HTML of each feedback that says something."""
    found = {each.get("ident", ""): shown(each) for each in item.iter("itemfeedback")}
    return {ident: html for ident, html in found.items() if html_markdown.words(html)}


def conditions(item: Element) -> list[Condition]:
    """Return what scores. A condition without a score only shows a feedback."""
    found = []
    for each in item.iter("respcondition"):
        score = max((_score(setvar) for setvar in each.iter("setvar")), default=0)
        variables = each.find("conditionvar")
        if score > 0 and variables is not None:
            found.append(Condition(score, list(_scored(variables))))
    return found


def _score(setvar: Element) -> float:
    text = "".join(setvar.itertext()).strip()
    if text.upper() == "SCORE.MAX":
        return 100
    try:
        return float(text) if setvar.get("action", "Set") in {"Set", "Add"} else 0
    except ValueError:
        return 0


def _scored(variables: Element) -> Iterator[Scored]:
    waiting = list(reversed(list(variables)))
    while waiting:
        each = waiting.pop()
        if each.tag == "varsubset":
            for part in "".join(each.itertext()).split(","):
                yield Scored(each.get("respident", ""), "varequal", part.strip(), {})
        elif re.fullmatch(r"var(?:equal|gte|lte|gt|lt)", each.tag):
            yield Scored(each.get("respident", ""), each.tag, "".join(each.itertext()).strip(), dict(each.attrib))
        elif each.tag != "not":
            waiting += reversed(list(each))


def weights(scoring: list[Condition], response: str) -> dict[str, float]:
    """Return how much each answer of a place scores, the best 100."""
    found: dict[str, float] = {}
    for condition in scoring:
        for part in condition.parts:
            if part.sign == "varequal" and part.response in {response, ""}:
                found[part.text] = max(found.get(part.text, 0), condition.score)
    best = max(found.values(), default=1)
    return {text: 100 * score / best for text, score in found.items()}


def index(part: Scored) -> int:
    """Return the place that a part names, 0 without one."""
    index = part.given.get("index", "")
    return int(index) if index.isdecimal() and len(index) < 6 else 0


def number(condition: Condition) -> weighed.Value:
    """Return the number of a condition: a value with a margin, or with the ends of its range, or these alone."""
    equal = next((part for part in condition.parts if part.sign == "varequal"), None)
    ends = {part.sign[:5]: part.text for part in condition.parts if part.sign != "varequal"}
    low, high = ends.get("vargt", ""), ends.get("varlt", "")
    value = kind_fields.numeral(equal.text) if equal else ""
    if not value:
        return weighed.Value(weighed.interval(low, high), "0", 100)
    margin = kind_fields.numeral(equal.given.get("margin", "")) if equal else ""
    if margin and equal:
        share = equal.given.get("margintype", "") == "percent" and margin != "0"
        return weighed.Value(value, f"{margin}%" if share else margin, 100)
    reach = weighed.distance(value, kind_fields.numeral(low), kind_fields.numeral(high))
    return weighed.Value(value, reach, 100) if reach else weighed.Value(weighed.interval(low, high), "0", 100)
