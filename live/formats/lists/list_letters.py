"""Lists whose choices have Arabic letters, أ) ب) ج), which become A) B) C), as do those of answers and of keys."""

import re

from live.formats.arabic_letters import LETTER, is_by_alphabet, latin

_UNSEEN = "[\\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_CHOICE = re.compile(rf"({_UNSEEN}(?:[-•]\s+)?[*✓]?\s?\(?)({LETTER})\s?(?:[.:/،–-]|\))\s*(?=\S)(.*)", re.DOTALL)
_AND = r"\s*(?:[,،;؛/&+]|\sو\s)\s*"
_ANSWERS = re.compile(rf"\(?{LETTER}\)?(?:{_AND}\(?{LETTER}\)?)*\.?")
_NAMED = re.compile(rf"\(?({LETTER})\s?[).:-]\s*(\S.*)")
_KEY = re.compile(rf"(\d{{1,3}}\s*(?:[.):-]\s*)?)({LETTER})")
_KEYS = re.compile(rf"(?:\d{{1,3}}\s*(?:[.):-]\s*)?{LETTER}[\s,،;]*)+")
_LONGEST = 2000
"Of a line that may name answers."


def latinised(lines: list[str], answers: re.Pattern[str]) -> list[str]:
    """Return the lines with Latin letters before choices, in answers, and in a key at the end."""
    marks = [found[2] for line in lines if (found := _CHOICE.match(line))]
    if not marks and not any(map(_KEYS.fullmatch, (line.strip()[:_LONGEST] for line in lines))):
        return lines
    by_alphabet, before = is_by_alphabet(marks), ""
    written = []
    for line in lines:
        found = _CHOICE.match(line)
        letter = latin(found[2], by_alphabet) if found else ""
        if found and letter and letter in ("A", _next(before)):
            before, line = letter, f"{found[1]}{letter}) {found[3]}"
        else:
            line = _told(line, answers, by_alphabet)
        written.append(line)
    return written


def _next(letter: str) -> str:
    return chr(ord(letter) + 1) if letter else "A"


def _told(line: str, answers: re.Pattern[str], by_alphabet: bool) -> str:
    """Return a line with Latin letters if it names what is right: "الإجابة: ب", "1. ب 2. ج"."""
    written = line.strip().strip("\u200e\u200f")
    if len(written) > _LONGEST:
        return line
    if _KEYS.fullmatch(written):
        return _KEY.sub(lambda key: f"{key[1]}{latin(key[2], by_alphabet)}", written).replace("،", ",")
    told = answers.fullmatch(written)
    if told is None:
        return line
    answer = told[1].strip()
    if _ANSWERS.fullmatch(answer):
        answer = ", ".join(latin(each, by_alphabet) for each in re.findall(rf"(?<!\w){LETTER}", _without_and(answer)))
    elif named := _NAMED.fullmatch(answer):
        answer = f"{latin(named[1], by_alphabet)}) {named[2]}"
    return f"{written[: told.start(1)]}{answer}"


def _without_and(answer: str) -> str:
    """Return an answer without the word for "and", which is a letter itself."""
    return re.sub(r"(?<=\s)و(?=\s+\S)", ",", answer)
