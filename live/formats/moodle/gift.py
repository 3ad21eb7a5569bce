"""Moodle's GIFT, questions as text with the answers in braces, as Moodle 5 reads it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from live.formats import embedded, kind_fields, texts, weighed
from live.formats.found import RAW_LENGTH, Found, Reading, Unreadable
from live.formats.moodle.gift_blocks import CATEGORY, HIDE, blocks, category, hidden

_SHOW = str.maketrans({letter: sign for sign, letter in HIDE.items()})
_NOBODYS = re.compile("[\ue000-\ue02f\0]")
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_SIGN = re.compile(r"<[A-Za-z/][^<>=~]*(?:=\s*(?:\"[^\"<>]*\"|'[^'<>]*')[^<>=~]*)*>|[=~]")
_WEIGHT = re.compile(r"\s*%\s*(-?[\d.,]{1,20})\s*%")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_BRACES = re.compile(r"\{([^{}]*)\}")
_LOOKS = re.compile(
    r"^\s*::.*?::|^\s*\$CATEGORY:|^\s*\[(?:html|moodle|plain|markdown)\]|(?<!\\)\{\s*(?:[=~#]|T(?:RUE)?\s*[}#]|F(?:ALSE)?\s*[}#]|\d*:[A-Z_]+:|\})",
    re.MULTILINE,
)


class Part(NamedTuple):
    """An answer: "=" or "~", its weight, its text and its feedback, each with the format that it names."""

    sign: str
    weight: float
    text: str
    form: str
    feedback: str


def looks_like(text: str) -> bool:
    """Tell whether a text is GIFT: named questions, a category, or answers in braces."""
    return bool(_LOOKS.search(text[:RAW_LENGTH]))


def read(text: str) -> Reading:
    """Read GIFT. Raises Unreadable when no question is in it."""
    reading, within = Reading("GIFT"), ""
    for number, block in blocks(_NOBODYS.sub("", text)):
        if named := CATEGORY.match(block):
            within = category(named[1])
            continue
        if not reading.has_room():
            break
        reading.found.append(_question(Found("line", number, category=within), block))
    if not reading.found:
        raise Unreadable(_("No question was found in this GIFT text."))
    return reading


# One text


def _shown(text: str) -> str:
    return text.translate(_SHOW).strip()


def _formatted(text: str, form: str) -> tuple[str, str]:
    """Return a text without the format that it begins with, and the format."""
    found = _FORMAT.match(text)
    return (text[found.end() :], found[1].lower()) if found else (text, form)


# One question


def _question(found: Found, block: str) -> Found:
    """Read one question."""
    raw = hidden(block)
    name, form = "", texts.MOODLE
    if named := _NAME.match(raw):
        name, raw = _shown(named[1]), raw[named.end() :]
    raw, form = _formatted(raw, form)
    if len(raw) > RAW_LENGTH:
        found.text = _shown(raw)[:RAW_LENGTH]
        return found.refuse(_("Its text is too long."))
    _answered(found, raw, form)
    texts.name(found, name)
    return found


def _answered(found: Found, raw: str, form: str) -> None:
    """Read the text and the answers in braces."""
    shown = raw.translate(_SHOW)
    braces = list(_BRACES.finditer(raw))
    outside = _BRACES.sub("", raw)
    if "{" in outside or "}" in outside:
        _ask(found, raw, form)
        found.refuse(_("A brace has no partner."))
    elif not braces:
        _ask(found, raw, form)
        kind_fields.slide(found)
    elif embedded.GAP.search(raw):
        embedded.cloze(found, shown, form)
    elif len(braces) > 1:
        _gaps(found, raw, form)
    else:
        before, after = raw[: braces[0].start()].strip(), raw[braces[0].end() :]
        missing = after.strip(' \n\t";.')
        _ask(found, f"{before} _____{after.rstrip()}" if missing else before, form)
        _answers(found, braces[0][1], form)


def _ask(found: Found, raw: str, form: str) -> None:
    found.text, images = texts.markdown(_shown(raw), form)
    texts.lose(found, images)


def _answers(found: Found, body: str, form: str) -> None:
    """Read what stands in the braces."""
    body, mark, general = body.rpartition("####") if "####" in body else (body, "", "")
    if mark:
        texts.explain(found, *_told(general, form))
    if not body.strip():
        kind_fields.open_text(found)
    elif body.lstrip().startswith("#"):
        _number(found, body.lstrip()[1:], form)
    elif truth := _TRUTH.fullmatch(body):
        _truth(found, truth, form)
    else:
        _listed(found, list(_parts(body, form)), form)


def _told(raw: str, form: str) -> tuple[str, str]:
    text, form = _formatted(raw, form)
    return _shown(text), form


def _listed(found: Found, parts: list[Part], form: str) -> None:
    """Read answers that begin with = or ~."""
    if not parts:
        found.refuse(_("Its answers cannot be read."))
    elif any(part.sign == "~" for part in parts):
        choices = [weighed.Choice(texts.line(found, p.text, p.form), p.weight, p.feedback) for p in parts]
        weighed.choose(found, choices, several=not any(part.sign == "=" for part in parts))
    elif all("->" in part.text for part in parts):
        kind_fields.match(found, [_pair(found, part) for part in parts])
    else:
        weighed.accept(
            found, [weighed.Choice(texts.words(part.text, part.form), part.weight, part.feedback) for part in parts]
        )


def _pair(found: Found, part: Part) -> tuple[str, str]:
    left, _arrow, right = part.text.partition("->")
    return texts.line(found, left.strip(), part.form), texts.line(found, right.strip(), texts.PLAIN)


def _truth(found: Found, truth: re.Match[str], form: str) -> None:
    """Read T, F and the feedback of the wrong and of the right answer."""
    wrong, _mark, right = (truth[2] or "").partition("#")
    told = [texts.markdown(*_told(each, form)).text for each in (right, wrong)]
    weighed.feedback(found, [("✓", told[0], True), ("✗", told[1], False)])
    kind_fields.truth(found, truth[1].upper().startswith("T"))


def _parts(body: str, form: str) -> Iterator[Part]:
    """Yield the answers. They begin at = and ~, but not at those within a tag; ~= is a slip for =."""
    marks = [each for each in _SIGN.finditer(body) if len(each[0]) == 1]
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(body)
        raw = body[mark.end() : end]
        if raw.strip() or not (mark[0] == "~" and end < len(body) and body[end] == "="):
            yield _part(mark[0], raw, form)


def _part(sign: str, raw: str, form: str) -> Part:
    weight = 100.0 if sign == "=" else 0.0
    if share := _WEIGHT.match(raw):
        raw = raw[share.end() :]
        try:
            weight = float(share[1].replace(",", "."))
        except ValueError:
            weight = 0.0
    text, _mark, feedback = raw.partition("#")
    text, own = _formatted(text, form)
    return Part(sign, weight, _shown(text), own, texts.markdown(*_told(feedback, form)).text)


def _number(found: Found, body: str, form: str) -> None:
    """Read numbers: v, v:tolerance and lo..hi, one alone or several behind =."""
    first = next((mark.start() for mark in _SIGN.finditer(body) if len(mark[0]) == 1), len(body))
    parts = list(_parts(body[first:], form))
    if body[:first].strip():
        parts = [_part("=", body[:first], form), *parts]
    weighed.number(found, [_value(part) for part in parts])


def _value(part: Part) -> weighed.Value:
    if ".." in part.text:
        low, _dots, high = part.text.partition("..")
        return weighed.Value(weighed.interval(low, high), "0", part.weight, part.feedback)
    value, _colon, tolerance = part.text.partition(":")
    return weighed.Value(kind_fields.numeral(value), kind_fields.numeral(tolerance) or "0", part.weight, part.feedback)


def _gaps(found: Found, raw: str, form: str) -> None:
    """Read a text with answers in several braces: each is a gap."""
    gaps: list[embedded.Gap] = []

    def taken(braces: re.Match[str]) -> str:
        parts = list(_parts(braces[1], form))
        right = [texts.words(part.text, part.form) for part in parts if part.weight >= 100]
        wrong = [texts.words(part.text, part.form) for part in parts if part.weight < 100]
        chosen = any(part.sign == "~" for part in parts)
        embedded.lose(found, [weighed.Choice(texts.words(p.text, p.form), p.weight, p.feedback) for p in parts])
        gaps.append(embedded.Gap([*filter(None, right), *(filter(None, wrong) if chosen else ())], chosen))
        return embedded.mark(len(gaps) - 1)

    marked = _BRACES.sub(taken, raw)
    if all(gap.answers for gap in gaps):
        embedded.filled(found, _shown(marked), gaps, form)
    else:
        _ask(found, _BRACES.sub("_____", raw), form)
        found.refuse(_("A gap has no right answer."))
