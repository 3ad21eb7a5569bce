"""Quizlet's export: a term, a tab and its definition on each line."""

import re

from django.utils.translation import gettext_noop as _

from live.formats import kind_fields, texts
from live.formats.found import CHANGED, RAW_LENGTH, Found, Reading
from live.formats.lists import listed
from live.formats.markup import html_markdown

ASKED = {
    "en": "What belongs together?",
    "de": "Was gehört zusammen?",
    "fr": "Qu’est-ce qui va ensemble ?",
    "es": "¿Qué va junto?",
    "ar": "ما الذي يتطابق؟",
}
"What one question asks, by the language of the page: it becomes the teacher's own text, so it is in no catalogue."
MOST_PAIRS, LONGEST = 8, 120
"Of a question that matches: its pairs, and the characters of a side."
Pair = tuple[str, str]


def looks_like(text: str) -> bool:
    """Tell whether each line has one tab, with something on both sides that is no number or letter of a list."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or any(line.count("\t") != 1 for line in lines) or listed.looks_like(text):
        return False
    pairs = [_pair(line) for line in lines]
    return all(map(all, pairs)) and not all(re.fullmatch(r"\d{1,3}[.)]?", term) for term, _definition in pairs)


def _pair(line: str) -> Pair:
    term, _tab, definition = line.partition("\t")
    return " ".join(term.split())[:RAW_LENGTH], " ".join(definition.split())[:RAW_LENGTH]


def read(text: str, language: str = "") -> Reading:
    """Read a few short pairs as one question to match, others as a short text each."""
    reading = Reading("Quizlet")
    numbered = [(number, _pair(line)) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    pairs = [pair for _number, pair in numbered]
    if len(pairs) <= MOST_PAIRS and all(len(side) <= LONGEST for pair in pairs for side in pair):
        reading.found = [_matched(pairs, ASKED.get(language[:2], ASKED["en"]))]
        return reading
    term_is_short = sum(len(term) for term, _definition in pairs) <= sum(len(definition) for _term, definition in pairs)
    for number, (term, definition) in numbered:
        if not reading.has_room():
            break
        answer, asked = (term, definition) if term_is_short else (definition, term)
        found = Found("line", number, text=texts.markdown(asked, texts.PLAIN).text)
        reading.found.append(kind_fields.short(found, [answer]))
    reading.remark(CHANGED, _("Each pair comes as a question with a short answer."))
    return reading


def _line(side: str) -> str:
    return html_markdown.escaped_line(side)


def _matched(pairs: list[Pair], asked: str) -> Found:
    found = kind_fields.match(Found("line", 1, text=asked), [(_line(term), _line(told)) for term, told in pairs])
    if len({definition for _term, definition in pairs}) < len(pairs):
        found.fields["groups"] = ["1"]
    found.remark(CHANGED, _("These %(pairs)d pairs come as one question."), pairs=len(pairs))
    return found
