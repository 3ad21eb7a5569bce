"""One question as an item of QTI 2.1 (IMS Question & Test Interoperability: Information Model, XML Binding)."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from live.content.drawn_forms import is_simple
from live.formats import spots
from live.formats.given import Given
from live.formats.markup import xhtml
from live.formats.markup.xhtml import element
from live.formats.qti import qti21_numbers
from live.formats.qti.qti2_gaps import CLOZE
from live.formats.spots import Size
from live.kinds import cloze_text
from live.kinds.choice_letters import letter
from live.kinds.match_pairs import as_written

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_SCHEMA = f"{NAMESPACE} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
FEEDBACK, RESPONSE = "FEEDBACK", "RESPONSE"
TITLE_LENGTH = 60
Parts = tuple[list[Element], list[Element], Element | None]
"What a kind adds to an item: declarations of responses, blocks of the body, and the rules by which it scores."
Pictures = Mapping[str, bytes]


def root(name: str, children: Iterable[Element], **given: str) -> Element:
    """Return the root of a file of QTI 2.1."""
    named = {"xmlns": NAMESPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    made = element(name, children, **given)
    made.attrib = {**named, "xsi:schemaLocation": _SCHEMA, **made.attrib}
    return made


def item(given: Given, identifier: str, number: int, pictures: Pictures) -> Element:
    """Return a question as the root of an item."""
    declared, asked, rules = KINDS[given.kind](given, pictures)
    body = [*xhtml.blocks(given.text), *_picture(given, pictures), *asked]
    if given.notes:
        body.append(element("rubricBlock", xhtml.blocks(given.notes), view="tutor"))
    outcomes = [_outcome("SCORE", "float", "0")]
    feedback = []
    if given.explanation:
        outcomes.append(_outcome(FEEDBACK, "identifier", "explanation"))
        told = {"identifier": "explanation", "outcomeIdentifier": FEEDBACK, "showHide": "show"}
        feedback = [element("modalFeedback", xhtml.blocks(given.explanation), **told)]
    whole = [*declared, *outcomes, element("itemBody", body), *([] if rules is None else [rules]), *feedback]
    settings = {"identifier": identifier, "title": title(given, number), "adaptive": "false", "timeDependent": "false"}
    return root("assessmentItem", whole, **settings)


def title(given: Given, number: int) -> str:
    """Return the first words of a question, if these are words alone."""
    words = " ".join(given.text.split())
    if not words or not is_simple("markdown", given.text):
        return f"Question {number}"
    return words if len(words) <= TITLE_LENGTH else f"{words[: TITLE_LENGTH - 1].rsplit(' ', 1)[0]}…"


def _outcome(name: str, base: str, value: str) -> Element:
    default = element("defaultValue", [element("value", text=value)])
    return element("outcomeDeclaration", [default], identifier=name, cardinality="single", baseType=base)


def response(cardinality: str, base: str, right: Iterable[str] = (), name: str = RESPONSE) -> Element:
    """Return the declaration of a place for answers, with the right one."""
    values = [element("value", text=each) for each in right]
    key = [element("correctResponse", values)] if values else []
    return element("responseDeclaration", key, identifier=name, cardinality=cardinality, baseType=base)


def mapped(declared: Element, accepted: Iterable[str], **given: str) -> Element:
    """Add a mapping in which each of these answers is worth a point."""
    entries = [element("mapEntry", mapKey=each, mappedValue="1", **given) for each in accepted]
    declared.append(element("mapping", entries, defaultValue="0"))
    return declared


def template(name: str, is_graded: object) -> Element | None:
    """Return the rules of a template of QTI; none for a poll."""
    return element("responseProcessing", template=f"{TEMPLATES}{name}") if is_graded else None


def path(name: str) -> str:
    """Return where the file of a picture is in the package."""
    return f"pictures/{name}.webp"


def image(name: str, alt: str) -> Element:
    """Return a picture, seen from an item."""
    return element("img", src=f"../{path(name)}", alt=alt)


def _picture(given: Given, pictures: Pictures) -> list[Element]:
    """Return the question's own picture, unless the answer is a spot on it."""
    shown = given.picture in pictures and given.kind != PIN
    return [element("p", [image(given.picture, given.alt)])] if shown else []


def interaction(name: str, children: Iterable[Element] = (), **given: str) -> Element:
    """Return an interaction for the response."""
    return element(f"{name}Interaction", children, responseIdentifier=given.pop("response", RESPONSE), **given)


def _named(name: str, texts: Iterable[str], prefix: str, **given: str) -> list[Element]:
    named = enumerate(texts, 1)
    return [xhtml.line(text, name, identifier=f"{prefix}-{number}", **given) for number, text in named]


# The kinds


def _choices(given: Given, pictures: Pictures) -> Parts:
    content = given.content
    choices = _named("simpleChoice", content["choices"], "choice")
    for number, (choice, shown) in enumerate(zip(choices, content.get("pictures", []), strict=False), 1):
        if shown and shown["name"] in pictures:
            choice.text = None if content["choices"][number - 1] == letter(number) else choice.text
            choice.append(image(shown["name"], shown["alt"]))
    if content.get("last"):
        choices[-1].set("fixed", "true")
    single = given.kind == SINGLE
    right = [f"choice-{number}" for number in content["right"]]
    declared = response("single" if single else "multiple", "identifier", right)
    asked = interaction("choice", choices, shuffle="false", maxChoices="1" if single else "0")
    return [declared], [asked], template("match_correct", right)


def _truth(given: Given, _pictures: Pictures) -> Parts:
    truth = given.content["truth"]
    choices = [element("simpleChoice", text=name.capitalize(), identifier=name) for name in ("true", "false")]
    right = [] if truth is None else [str(truth).lower()]
    asked = interaction("choice", choices, shuffle="false", maxChoices="1")
    return [response("single", "identifier", right)], [asked], template("match_correct", right)


def _order(given: Given, _pictures: Pictures) -> Parts:
    items = _named("simpleChoice", given.content["items"], "item")
    right = [f"item-{number}" for number in given.content["order"]]
    asked = interaction("order", items, shuffle="false")
    return [response("ordered", "identifier", right)], [asked], template("match_correct", right)


def _ranking(given: Given, _pictures: Pictures) -> Parts:
    choices, top = _named("simpleChoice", given.content["choices"], "choice"), str(given.content["top"])
    asked = interaction("order", choices, shuffle="false", minChoices="1", maxChoices=top)
    return [response("ordered", "identifier")], [asked], None


def _match(given: Given, _pictures: Pictures) -> Parts:
    content = given.content
    pairs = [pair for pair in as_written(content) if pair[0]]
    left = _named("simpleAssociableChoice", content["left"], "left", matchMax="1")
    uses = "0" if content["groups"] else "1"
    right = _named("simpleAssociableChoice", content["right"], "right", matchMax=uses)
    numbers = {text: number for number, text in enumerate(content["right"], 1)}
    key = [f"left-{at} right-{numbers[text]}" for at, (_left, text) in enumerate(pairs, 1)]
    sets = [element("simpleMatchSet", side) for side in (left, right)]
    asked = interaction("match", sets, shuffle="false", maxAssociations=str(len(left)))
    return [response("multiple", "directedPair", key)], [asked], template("match_correct", key)


def _short(given: Given, _pictures: Pictures) -> Parts:
    accepted = given.content["accepted"]
    declared = response("single", "string", accepted[:1])
    if accepted:
        mapped(declared, accepted, caseSensitive="true" if given.content.get("exact") else "false")
    return [declared], [element("p", [interaction("textEntry")])], template("map_response", accepted)


def _number(given: Given, _pictures: Pictures) -> Parts:
    content = given.content
    line = element("p", [interaction("textEntry")])
    if content["unit"]:
        line[0].tail = " "
        line.append(element("span", text=content["unit"], class_="unit"))
    declared = response("single", "float", qti21_numbers.first(content["right"]))
    return [declared], [line], qti21_numbers.rules(content["right"], content["tolerance"], RESPONSE)


def _text(_given: Given, _pictures: Pictures) -> Parts:
    return [response("single", "string")], [interaction("extendedText")], None


def _slide(_given: Given, _pictures: Pictures) -> Parts:
    return [], [], None


def _cloze(given: Given, _pictures: Pictures) -> Parts:
    text = cloze_text.read(given.content["source"])
    paragraph = xhtml.lines(text.parts[0])
    paragraph.set("class", CLOZE)
    declared = []
    for number, (gap, behind) in enumerate(zip(text.gaps, text.parts[1:], strict=True), 1):
        place, options = f"{RESPONSE}_{number}", list(gap.options)
        if options:
            choices = [element("inlineChoice", text=each, identifier=f"w-{at}") for at, each in enumerate(options, 1)]
            declared.append(response("single", "identifier", [f"w-{gap.right}"], place))
            paragraph.append(interaction("inlineChoice", choices, response=place, shuffle="false"))
        else:
            declared.append(mapped(response("single", "string", gap.answers[:1], place), gap.answers,
                                   caseSensitive="false"))  # fmt: skip
            paragraph.append(interaction("textEntry", response=place))
        xhtml.append(paragraph, xhtml.lines(behind))
    return declared, [paragraph], _sum([bool(gap.options) for gap in text.gaps])


def _sum(chosen: list[bool]) -> Element:
    """Return the rules that add up the gaps: all of them together are worth a point."""
    names = [f"{RESPONSE}_{number}" for number in range(1, len(chosen) + 1)]
    matched = [
        _if(element("match", [element("variable", identifier=name), element("correct", identifier=name)]))
        if is_chosen
        else _add(element("mapResponse", identifier=name))
        for name, is_chosen in zip(names, chosen, strict=True)
    ]
    count = element("baseValue", text=str(len(chosen)), baseType="float")
    share = element("divide", [element("variable", identifier="SCORE"), count])
    return element("responseProcessing", [*matched, element("setOutcomeValue", [share], identifier="SCORE")])


def _add(value: Element) -> Element:
    added = element("sum", [element("variable", identifier="SCORE"), value])
    return element("setOutcomeValue", [added], identifier="SCORE")


def _if(condition: Element) -> Element:
    point = _add(element("baseValue", text="1", baseType="float"))
    return element("responseCondition", [element("responseIf", [condition, point])])


def _pin(given: Given, pictures: Pictures) -> Parts:
    content = given.content
    size = spots.size_of(pictures.get(given.picture, b"")) or Size(1200, 100 * content["rows"])
    areas = [area for area in content["areas"] if area["right"]]
    declared = response("single", "point")
    boxes = [box for area in areas for box in spots.boxes(area["cells"], size, content["rows"])]
    entries = [element("areaMapEntry", shape="rect", coords=box, mappedValue="1") for box in boxes]
    if entries:
        declared.append(element("areaMapping", entries, defaultValue="0"))
    kept = {"width": str(round(size.width)), "height": str(round(size.height)), "type": "image/webp"}
    shown = element("object", text=given.alt, data=f"../{path(given.picture)}", **kept)
    asked = interaction("selectPoint", [shown], maxChoices="1")
    return [declared], [asked], template("map_response_point", entries)


SINGLE, PIN = "single", "pin"
KINDS: dict[str, Callable[[Given, Pictures], Parts]] = {
    **{SINGLE: _choices, "several": _choices, "truefalse": _truth, "order": _order, "ranking": _ranking},
    **{"match": _match, "short": _short, "number": _number, "estimate": _number, "text": _text, "slide": _slide},
    **{"cloze": _cloze, PIN: _pin},
}
"By the kinds' slugs; QTI has no interaction for the others."
