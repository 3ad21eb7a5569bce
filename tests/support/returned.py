"""What comes back of a question that went out: it is the same, but for the fields that a remark named."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from live.formats.found import Remark
from live.formats.given import Given
from live.kinds import cloze_text
from live.kinds.number_key import spans
from tests.support.random_questions import drawn_lines, drawn_text

Changes = dict[str, set[str]]
"By the words of a remark, the fields that may be others."
_BLOCKS = re.compile(r" *(</?(?:ul|ol|li|table|thead|tbody|tr|td|th|div|pre|br)\b[^>]*>) *")
QUOTED = {f"quotations in the {name}" for name in ("text", "explanation", "notes")}
OF_MOODLE: Changes = {
    "A quotation becomes a paragraph.": QUOTED,
    "Empty items, emphasis beside a formula or code, and indented listings may come back otherwise.": set(),  # they may
    "Formulas and marks in right sides are plain text there.": {"right"},
    "What is between two dollars may be read as a formula.": set(),  # by Moodle, and not by us
    "One of its settings stays behind.": {"last", "letters", "ack", "groups"},
    "It becomes a number: near answers do not count there.": {"kind", "rule", "reach", "from", "to"},
    "A fraction goes out as a decimal.": {"right", "tolerance"},
    "A number is written otherwise, with the same meaning.": {"right", "tolerance"},
}
"Of what is said of GIFT and of XML; what a number accepts stays the same to nine digits."


def assert_same(sent: Given, back: Mapping[str, Any], said: Iterable[Remark], changes: Changes) -> None:
    """Compare what came back, as an import would keep it, with what went out. A remark without fields is a KeyError."""
    free = set[str]().union(*(changes[each.words] for each in said))
    out = _fields(sent.kind, sent.content) | _texts(sent.text, sent.explanation, sent.notes)
    out |= {"seconds": sent.seconds, "weight": sent.weight}
    home = _fields(back["kind_slug"], back["content"]) | _texts(back["text"], back["explanation"], back["notes"])
    home |= {"seconds": back["seconds"], "weight": back["weight"]}
    names = sorted((out.keys() | home.keys()) - free)
    assert {name: home.get(name) for name in names} == {name: out.get(name) for name in names}


def _texts(*texts: str) -> dict[str, Any]:
    """Text, explanation and notes as they are seen, and apart from these how much of them is quoted."""
    found: dict[str, Any] = {}
    for name, text in zip(("text", "explanation", "notes"), map(drawn_text, texts), strict=True):
        found[f"quotations in the {name}"] = sum(part.count("<blockquote>") for part in text) or None
        found[name] = [_BLOCKS.sub(r"\1", re.sub("(?: *</?blockquote> *)+", " ", part)).strip() for part in text]
    return found


def _fields(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Content as it is seen, by field, but for the order that the class is shown."""
    return {"kind": kind} | {name: drawn_lines(value) for name, value in _content(kind, content).items() if value}


def _content(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    match kind:
        case "order":
            return {"items": [content["items"][number - 1] for number in content["order"]]}
        case "cloze":
            source = cloze_text.read(content["source"])
            return {"parts": source.parts, "gaps": [gap._replace(at=0) for gap in source.gaps]}
        case "match":
            right = content["right"]
            pairs = [(left, right[at - 1]) for left, at in zip(content["left"], content["pairs"], strict=True)]
            rest = sorted(text for at, text in enumerate(right, 1) if at not in content["pairs"])
            return {"left": content["left"], "right": [text for _left, text in pairs] + rest} | _rest(content)
        case "number":
            accepted = content["right"] and sorted(spans(content["right"], content["tolerance"]))
            return {**content, "spans": [[f"{float(end):.9g}" for end in ends] for ends in accepted or []]}
        case "slide":
            return {"ack": content["ack"]}
    return dict(content)


def _rest(content: Mapping[str, Any]) -> dict[str, Any]:
    return {"groups": content["groups"]}
