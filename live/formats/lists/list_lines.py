"""What a line of a list may be: a choice, an answer, an explanation, a number; and a text that is none of them."""

import re
import unicodedata

from live.content.lines import IGNORABLE
from live.formats import heading_words

ENDS_OF_LINES = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
ANSWER = re.compile(rf"(?:{heading_words.pattern(heading_words.ANSWER)})\s?[:：]\s*(.*)", re.IGNORECASE)
EXPLANATION = re.compile(
    rf"(?:(?:{heading_words.pattern(heading_words.EXPLANATION)})\s?[:：]|\.{{3}}\s)\s*(.*)", re.IGNORECASE
)
LETTERED = re.compile(r"(?:[-•]\s+)?([*✓])?\s?\(?([A-Za-zＡ-Ｚａ-ｚ])\s?[).:）．、：]\s*(.*)")
BOXED = re.compile(r"(?:[-*•]\s+)?[\[(](\s?|[xX*✓✔])[\])]\s*(.+)")
BULLET = re.compile(r"([-*•✓✔])\s+(.+)")
NUMBERED = re.compile(r"(?:Q(?:uestion)?\s*)?(\d{1,3})\s*[.):]\s+(.*)|#{2,}\s*(.*)", re.IGNORECASE)
NUMBER = re.compile(r"=\s*(?:\[\s*(\S+)\s*,\s*(\S+)\s*\]|(\S+)(?:\s*(?:\+-|±)\s*(\S+))?)\s*")
OPEN = re.compile(r"_{3,}\s*")
_LOOKS = "\ufe00-\ufe0f"
"What says how the sign before it is drawn, as the colour of a heart: it ends a line as that sign does."
_UNSEEN = "".join(
    sign
    for sign in map(chr, range(0x10000))
    if sign.isspace() or (IGNORABLE.match(sign) and not re.match(f"[{_LOOKS}]", sign))
)
_SHOWN = set("*_`$-+>#\\")
"Signs that Markdown shows without a backslash before them."
FENCE = re.compile(r"\s*(```|~~~)")


def capital(mark: str) -> str:
    """Return the letter of a choice as a capital of ASCII, however wide it was typed."""
    return unicodedata.normalize("NFKC", mark).upper()


def clean(raw: str) -> str:
    """Return a line without what nobody sees at its ends."""
    return raw.replace("\0", "").strip(_UNSEEN)


def as_question(text: str) -> str:
    """Return a question of one line that is taken for no choice, answer or bullet, as it has a backslash."""
    return re.sub(r"([^\w\s])", r"\\\1", text, count=1) if _is_taken(text) else text


def _is_taken(text: str) -> bool:
    marks = (ANSWER, EXPLANATION, LETTERED, BOXED, BULLET, NUMBERED, NUMBER, OPEN)
    return any(pattern.fullmatch(text) for pattern in marks) or bool(FENCE.match(text))


def without_guard(text: str) -> str:
    """Return a question without the backslash at its front that guards it, and that Markdown would show."""
    return text[1:] if text[:1] == "\\" and text[1:2] not in _SHOWN and _is_taken(text[1:]) else text
