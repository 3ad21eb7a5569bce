"""Our kinds as the types of questions in Moodle's XML (question/format/xml/format.php)."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement

from live.content.pictures import Picture
from live.formats import numbers_out
from live.formats.given import Given
from live.formats.markup import markdown_html
from live.kinds import cloze_text
from live.kinds.choice_letters import letter
from live.kinds.match_pairs import as_written
from live.kinds.values import pictures

Files = Mapping[str, bytes]
"The WebP files of a quiz by name."
HTML, PLAIN = "html", "plain_text"
_IN_GAP = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\#}~{=%*&<>"})
"What would be signs in a gap, as entities."


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with a text."""
    element = SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def add_text(parent: Element, tag: str, text: str, form: str = HTML, **attributes: str) -> Element:
    """Add an element with a <text> in a format."""
    element = SubElement(parent, tag, {**attributes, "format": form})
    add(element, "text", text)
    return element


def pictured(html: str, name: str, alt: str) -> str:
    """Return HTML with a picture behind it, which lies in a <file> of the same element."""
    return f'{html}<p><img src="@@PLUGINFILE@@/{name}.webp" alt="{escape(alt)}"></p>'


def add_file(parent: Element, name: str, files: Files) -> None:
    """Add a picture."""
    add(parent, "file", b64encode(files[name]).decode(), name=f"{name}.webp", path="/", encoding="base64")


def _choices(question: Element, given: Given, files: Files, wrong: int) -> None:
    """Add the choices; right ones share all points, and each wrong one takes the share `wrong` of a right one's."""
    content = given.content
    share = 100 / len(content["right"])
    add(question, "shuffleanswers", "false" if content.get("last") else "true")
    add(question, "answernumbering", "ABCD")
    shown = zip_longest(content["choices"], pictures(content)[: len(content["choices"])])
    for number, (text, picture) in enumerate(shown, 1):
        points = share if number in content["right"] else -share * wrong
        _add_choice(question, text, number, picture, f"{points:.5f}".rstrip("0").rstrip(".") if points else "0", files)


def _add_choice(
    question: Element, text: str, number: int, picture: Picture | None, fraction: str, files: Files
) -> None:
    if picture is None or picture.name not in files:
        add_text(question, "answer", markdown_html.line(text), fraction=fraction)
        return
    html = "" if text == letter(number) else markdown_html.line(text)
    answer = add_text(question, "answer", pictured(html, picture.name, picture.alt), fraction=fraction)
    add_file(answer, picture.name, files)


def _single(question: Element, given: Given, files: Files) -> None:
    add(question, "single", "true")
    _choices(question, given, files, wrong=0)


def _several(question: Element, given: Given, files: Files) -> None:
    add(question, "single", "false")
    _choices(question, given, files, wrong=1)


def _truefalse(question: Element, given: Given, _files: Files) -> None:
    for is_true in (True, False):
        fraction = "100" if given.content["truth"] is is_true else "0"
        add_text(question, "answer", str(is_true).lower(), PLAIN, fraction=fraction)


def _short(question: Element, given: Given, _files: Files) -> None:
    """Add the accepted answers, in which a star would stand for any text."""
    add(question, "usecase", "1" if given.content.get("exact") else "0")
    for answer in given.content["accepted"]:
        add_text(question, "answer", answer.replace("*", "\\*"), PLAIN, fraction="100")


def _number(question: Element, given: Given, _files: Files) -> None:
    for right in numbers_out.rights(given.content):
        middle, reach = (right.low + right.high) / 2, (right.high - right.low) / 2 + right.tolerance
        answer = add_text(question, "answer", numbers_out.numeral(middle), PLAIN, fraction="100")
        add(answer, "tolerance", numbers_out.numeral(reach))
    unit = given.content["unit"]
    if unit:
        each = SubElement(SubElement(question, "units"), "unit")
        add(each, "multiplier", "1")
        add(each, "unit_name", unit)
    for name, value in (("unitgradingtype", "0"), ("unitpenalty", "0"), ("showunits", "0" if unit else "3")):
        add(question, name, value)


def _match(question: Element, given: Given, _files: Files) -> None:
    add(question, "shuffleanswers", "true")
    for left, right in as_written(given.content):
        pair = add_text(question, "subquestion", markdown_html.line(left))
        add_text(pair, "answer", right, PLAIN)


def _order(question: Element, given: Given, _files: Files) -> None:
    """Add the items, whose fraction is their place; one beside the other they would be hard to read."""
    for name, value in (("layouttype", "0"), ("selecttype", "0"), ("selectcount", "0"), ("gradingtype", "1")):
        add(question, name, value)
    items = given.content["items"]
    for place, number in enumerate(given.content["order"], 1):
        add_text(question, "answer", markdown_html.line(items[number - 1]), fraction=str(place))


def _nothing(_question: Element, _given: Given, _files: Files) -> None:
    pass


def cloze_html(source: str) -> str:
    """Return a text with gaps as one paragraph, in which each gap is a question of Moodle's: {1:SHORTANSWER:=Paris}."""
    text = cloze_text.read(source)
    gaps = [*map(_gap, text.gaps), ""]
    words = (without_gaps("<br>".join(map(markdown_html.line, part.split("\n")))) for part in text.parts)
    return f"<p>{''.join(part + gap for part, gap in zip(words, gaps, strict=True))}</p>"


def without_gaps(html: str) -> str:
    """Return HTML in which nothing begins a gap."""
    return html.replace("{", "&#123;")


def _gap(gap: cloze_text.Gap) -> str:
    typed = "SHORTANSWER" if not gap.options else "MULTICHOICE"
    wrong = [option for option in gap.options if option not in gap.answers]
    answers = [f"={_in_gap(each, not gap.options)}" for each in gap.answers] + [_in_gap(each, False) for each in wrong]
    return f"{{1:{typed}:{'~'.join(answers)}}}"


def _in_gap(text: str, is_typed: bool) -> str:
    """Return an answer; a star in one that is typed would stand for any text."""
    return (text.replace("*", "\\*") if is_typed else text).translate(_IN_GAP)


TYPES: dict[str, tuple[str, Callable[[Element, Given, Files], None]]] = {
    **{"single": ("multichoice", _single), "several": ("multichoice", _several), "match": ("matching", _match)},
    **{"truefalse": ("truefalse", _truefalse), "short": ("shortanswer", _short), "order": ("ordering", _order)},
    **{"number": ("numerical", _number), "estimate": ("numerical", _number), "cloze": ("cloze", _nothing)},
    **{"text": ("essay", _nothing), "slide": ("description", _nothing)},
}
"By kind the type, and what adds its particulars."
