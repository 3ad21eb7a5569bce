"""Moodle's questions in a text, {1:SHORTANSWER:=Paris~%50%Lyon#nearly}, as the gaps of a cloze."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from live.formats import kind_fields, texts, weighed
from live.formats.found import CHANGED, LOST, RAW_LENGTH, REFUSED, Found, is_refused
from live.formats.markup import html_markdown
from live.formats.weighed import Choice
from live.kinds.cloze import MOST_OPTIONS

GAP = re.compile(r"\{(\d{0,4}):([A-Za-z_]{1,24}):((?:[^{}\\]|\\.)*+)\}", re.DOTALL)
_PART = re.compile(r"(?:[^~\\]|\\.)++", re.DOTALL)
_WEIGHT = re.compile(r"\s*(?:=|%(-?[\d.]{1,12})%)")
_ESCAPE = re.compile(r"\\([}#~\\/\"{=])")
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_CHOSEN = re.compile(r"(?:MULTICHOICE|MC)(?:_?[HVS]+)?")
_FEEDBACK = re.compile(r"(?<![\\&])#")
"A sign that begins a feedback, but not that of &#39;."


class Gap(NamedTuple):
    """The answers of a gap; `chosen` from a list with the right one first, or typed, where all are accepted."""

    answers: list[str]
    chosen: bool


def gap(found: Found, kind: str, body: str) -> Gap | None:
    """Read what stands in a gap; a remark says what is lost. None, and a remark, for what cannot come."""
    kind = kind.upper()
    if not (kind in _TYPED | _NUMBERS or _CHOSEN.fullmatch(kind)):
        found.remark(REFUSED, _("A gap of the type %(type)s cannot come."), type=kind[:24])
        return None
    answers = [_answer(part) for part in _PART.findall(body)]
    lose(found, answers)
    right = [each.text for each in answers if each.weight >= 100 and each.text]
    if kind in _NUMBERS:
        right = [_number(found, text) for text in right]
    if not right:
        found.remark(REFUSED, _("A gap has no right answer."))
        return None
    if kind in _TYPED | _NUMBERS:
        return Gap(list(dict.fromkeys(text.replace("\\*", "*") for text in right)), False)
    wrong = [each.text for each in answers if each.text and each.text not in right]
    return Gap(list(dict.fromkeys([right[0], *right[1:], *wrong])), True)


def lose(found: Found, answers: Sequence[Choice]) -> None:
    """Tell what of the answers of a gap has no place here; what is said to single ones goes into the notes."""
    if any(0 < each.weight < 100 for each in answers):
        found.remark(LOST, _("Answers that give part of the points are lost."))
    weighed.feedback(found, [(each.text, each.feedback, False) for each in answers])


def _answer(part: str) -> Choice:
    begins = _WEIGHT.match(part)
    raw, *said = _FEEDBACK.split(part[begins.end() if begins else 0 :], maxsplit=1)
    text, feedback = (texts.words(_ESCAPE.sub(r"\1", each), texts.HTML) for each in (raw, "".join(said)))
    try:
        return Choice(text, float(begins[1] or 100) if begins else 0, feedback)
    except ValueError:
        return Choice(text, 0, feedback)


def _number(found: Found, text: str) -> str:
    value, _colon, tolerance = text.partition(":")
    if kind_fields.numeral(tolerance or "0") not in {"0", ""}:
        found.remark(LOST, _("The tolerance of a number in a gap is lost."))
    return kind_fields.numeral(value) or value.strip()


def cloze(found: Found, raw: str, form: str) -> Found:
    """Make a text with such gaps a cloze."""
    gaps: list[Gap] = []

    def taken(match: re.Match[str]) -> str:
        read = gap(found, match[2], match[3])
        gaps.append(read or Gap(["?"], False))
        return mark(len(gaps) - 1)

    marked = GAP.sub(taken, raw)
    if is_refused(found.remarks):
        found.kind = ""
        found.text = texts.markdown(GAP.sub("_____", raw), form).text
        return found
    return filled(found, marked, gaps, form)


def mark(number: int) -> str:
    """Return what stands for a gap while the text around it is read: private-use characters around its number."""
    return f"{html_markdown.GAP}{number}\ue001"


def without_marks(text: str) -> str:
    """Return a text without the letters of which marks are made."""
    return text.replace("\ue000", "").replace("\ue001", "")


def listed(found: Found, right: str, words: Iterable[str]) -> Gap:
    """Return a gap that is filled from a list of different words; not all of a long list can be offered."""
    others = (word for word in words if word and word != right)
    every = [right, *islice(others, MOST_OPTIONS)] if right else []
    if len(every) > MOST_OPTIONS:
        found.remark(CHANGED, _("Some wrong words were left out: %(most)d are the most in a gap."), most=MOST_OPTIONS)
    return Gap(every[:MOST_OPTIONS], True)


def fill(found: Found, html: str, gaps: list[Gap]) -> Found:
    """Make HTML with marks a cloze, of which formulas and code are the only marks of style."""
    if not all(each.answers for each in gaps):
        return found.refuse(_("A gap has no right answer."))
    if len(html) > RAW_LENGTH:
        return found.refuse(_("Its text is too long."))
    text, images = html_markdown.plain_lines(html)
    texts.lose(found, images)
    return placed(found, text, gaps)


def filled(found: Found, marked: str, gaps: list[Gap], form: str) -> Found:
    """Make a text with marks a cloze with these gaps. Paragraphs before the first of them are the question's text."""
    found.text, text, images = texts.gapped(marked, form)
    texts.lose(found, images)
    return placed(found, text, gaps)


def placed(found: Found, text: str, gaps: list[Gap]) -> Found:
    """Make a text of ours with marks a cloze; marks of gaps that are not there were letters of the file."""
    pieces = re.split("\ue000([0-9]{1,4})\ue001", text)
    used = [gaps[int(each)] for each in pieces[1::2] if int(each) < len(gaps)]
    if not used:
        return found.refuse(_("It has no gap."))
    parts = [
        gaps[int(piece)].answers if at % 2 and int(piece) < len(gaps) else piece * (at % 2 == 0)
        for at, piece in enumerate(pieces)
    ]
    return kind_fields.cloze(found, parts, [gap.chosen for gap in used])
