"""One item of QTI 2.x or 3: what it declares, what scores, and what its body shows.

IMS Question and Test Interoperability 2.1 (Assessment Test, Section and Item Information Model) and 1EdTech QTI 3.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from live.formats.xml_tree import child_text, markup, named, outermost

_HYPHEN = re.compile(r"-([a-z0-9])")
_IMAGE = re.compile(r".+\.(?:png|jpe?g|gif|webp|svg|bmp)(?:\?.*)?", re.IGNORECASE | re.DOTALL)
_UNSEEN = {"feedbackInline", "feedbackBlock", "templateInline", "templateBlock", "printedVariable"}
"Elements of a body that are shown later, or to some."
FILMS = {"audio", "video", "mediaInteraction"}


class Response(NamedTuple):
    """What may be answered in one place: the right values, and what each value scores."""

    ident: str
    cardinality: str
    base: str
    right: list[str]
    mapped: dict[str, float]
    exact: bool
    "Whether capitals count."


def in_names_of_2(root: Element) -> Element:
    """Give the elements and attributes of QTI 3 (qti-item-body, response-identifier) their names of QTI 2."""
    for each in root.iter():
        if each.tag.startswith("qti-"):
            each.tag = _camel(each.tag.removeprefix("qti-"))
        for name in [name for name in each.attrib if "-" in name and not name.startswith("data-")]:
            each.attrib.setdefault(_camel(name), each.attrib.pop(name))
    return root


def _camel(name: str) -> str:
    return _HYPHEN.sub(lambda found: found[1].upper(), name)


# What is declared


def responses(item: Element) -> dict[str, Response]:
    """Return the declared places for answers by their names; of one that is there twice the first counts."""
    found: dict[str, Response] = {}
    for each in item.iterfind("responseDeclaration"):
        response = _response(each, item.find("responseProcessing"))
        found.setdefault(response.ident, response)
    return found


def _response(declared: Element, processing: Element | None) -> Response:
    ident = declared.get("identifier", "")
    entries = [each for each in declared.iterfind("mapping/mapEntry") if each.get("mapKey") is not None]
    right = [text for each in declared.iterfind("correctResponse/value") if (text := "".join(each.itertext()).strip())]
    mapped = {each.get("mapKey", "").strip(): _number(each.get("mappedValue", "")) for each in entries}
    if not right and not any(score > 0 for score in mapped.values()):
        right = constants(processing, ident)
    exact = bool(entries) and all(each.get("caseSensitive") == "true" for each in entries)
    return Response(ident, declared.get("cardinality", ""), declared.get("baseType", ""), right, mapped, exact)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0
    return value if abs(value) < 1e300 else 0


def constants(processing: Element | None, ident: str) -> list[str]:
    """Return the constants of the first `match` with a place for answers in the rules of an item."""
    for each in operators(processing, {"match", "stringMatch", "equal"}):
        constants = [*each.iterfind("baseValue"), *each.iterfind("*/baseValue")]
        if constants and compares(each, ident):
            return ["".join(value.itertext()).strip() for value in constants]
    return []


def compares(operator: Element, ident: str) -> bool:
    """Tell whether an operator compares what was answered in a place."""
    return any(each.get("identifier") == ident for each in operator.iterfind("variable"))


def operators(processing: Element | None, names: set[str]) -> Iterator[Element]:
    """Yield the operators of these names, but not those under a `not`."""
    waiting = [processing] if processing is not None else []
    while waiting:
        each = waiting.pop()
        if each.tag in names:
            yield each
        if each.tag != "not":
            waiting += reversed(list(each))


def weights(response: Response) -> dict[str, float]:
    """Return how much each value scores, the best 100: by the right response, else by the mapping."""
    if response.right:
        return dict.fromkeys(response.right, 100.0)
    best = max(response.mapped.values(), default=0)
    return {value: 100 * score / best for value, score in response.mapped.items()} if best > 0 else {}


def accepted(response: Response) -> dict[str, float]:
    """Return how much each typed answer scores: beside the right one there may be others in the mapping."""
    best = max(response.mapped.values(), default=0)
    others = {value: 100 * score / best for value, score in response.mapped.items() if score > 0}
    return others | dict.fromkeys(response.right, 100.0)


def points(item: Element) -> str:
    """Return what the item is worth: its MAXSCORE, else the greatest SCORE; "" when it does not say so."""
    declared = {each.get("identifier", ""): each for each in item.iterfind("outcomeDeclaration")}
    most = child_text(declared.get("MAXSCORE"), "defaultValue/value")
    score = declared.get("SCORE")
    return most or (score.get("normalMaximum", "") if score is not None else "")


# What is shown


def interactions(body: Element | None) -> list[Element]:
    """Return the places for answers of a body, in order."""
    return list(outermost(body, lambda each: each.tag.endswith("Interaction")))


def replaced(body: Element) -> dict[int, str]:
    """Return what stands for the elements that HTML has not: nothing for what is shown later, pictures for objects."""
    instead = dict.fromkeys((id(each) for each in outermost(body, _is_unseen)), "")
    for each in named(body, "object"):
        instead[id(each)] = picture(each) if is_picture(each) else ""
    return instead


def _is_unseen(element: Element) -> bool:
    return element.tag in _UNSEEN | FILMS or is_note(element)


def is_note(element: Element) -> bool:
    """Tell whether something is said to teachers only."""
    return element.tag == "rubricBlock" and "candidate" not in element.get("view", "").split()


def is_picture(element: Element) -> bool:
    """Tell whether an <object> is a picture."""
    return element.get("type", "").startswith("image/") or bool(_IMAGE.fullmatch(element.get("data", "")))


def picture(element: Element) -> str:
    """Return an <object> or an <img> as HTML."""
    alt = element.get("alt") or " ".join("".join(element.itertext()).split())
    return f'<img src="{escape(element.get("data", element.get("src", "")))}" alt="{escape(alt)}">'


def prompt(interaction: Element, instead: dict[int, str]) -> str:
    """Return what an interaction asks."""
    return f"<div>{markup(interaction.find('prompt'), instead)}</div>"


def films(body: Element) -> int:
    """Return how many films and sounds are in a body."""
    objects = (each for each in body.iter("object") if not is_picture(each))
    return sum(each.tag in FILMS for each in body.iter()) + sum(1 for _each in objects)
