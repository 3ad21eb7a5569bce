"""Questions in a plain list, as teachers type and paste them; Aiken is one way of writing it (docs/formats.md).

1. What is the capital of France?          Which planets have rings?
a) Lyon                                    [ ] Mars
*b) Paris                                  [x] Saturn
Explanation: Since 987.                    [x] Uranus
"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from live.content.lines import IGNORABLE
from live.formats import heading_words
from live.formats.found import (
    CHANGED,
    MOST_QUESTIONS,
    NO_CHOICE,
    NO_KEY,
    NO_TEXT,
    RAW_LENGTH,
    Found,
    Reading,
    choice_fields,
)
from live.formats.lists import list_digits, list_letters
from live.formats.lists.list_key import key_at_the_end
from live.kinds.choices import LETTERS

ENDS_OF_LINES = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_ANSWER = re.compile(rf"(?:{heading_words.pattern(heading_words.ANSWER)})\s?[:：]\s*(.*)", re.IGNORECASE)
_EXPLANATION = re.compile(
    rf"(?:(?:{heading_words.pattern(heading_words.EXPLANATION)})\s?[:：]|\.{{3}}\s)\s*(.*)", re.IGNORECASE
)
_LETTERED = re.compile(r"(?:[-•]\s+)?([*✓])?\s?\(?([A-Za-zＡ-Ｚａ-ｚ])\s?[).:）．、：]\s*(.*)")
_BOXED = re.compile(r"(?:[-*•]\s+)?[\[(](\s?|[xX*✓✔])[\])]\s*(.+)")
_BULLET = re.compile(r"([-*•✓✔])\s+(.+)")
_NUMBERED = re.compile(r"(?:Q(?:uestion)?\s*)?(\d{1,3})\s*[.):]\s+(.*)|#{2,}\s*(.*)", re.IGNORECASE)
_TOLD = re.compile(
    r"\s*(?:[✓✔]|(?<!\*)\*|\((?:correct|right|richtig|correcta?|correcte?|صحيح|الصحيح|صحیح|درست)\))\s*$", re.IGNORECASE
)
_NUMBER = re.compile(r"=\s*(?:\[\s*(\S+)\s*,\s*(\S+)\s*\]|(\S+)(?:\s*(?:\+-|±)\s*(\S+))?)\s*")
_OPEN = re.compile(r"_{3,}\s*")
_BOLD = re.compile(r"(\*\*|__)(\S(?:.*\S)?)\1")
_LOOKS = "\ufe00-\ufe0f"
"What says how the sign before it is drawn, as the colour of a heart: it ends a line as that sign does."
_UNSEEN = "".join(
    sign
    for sign in map(chr, range(0x10000))
    if sign.isspace() or (IGNORABLE.match(sign) and not re.match(f"[{_LOOKS}]", sign))
)
_SHOWN = set("*_`$-+>#\\")
"Signs that Markdown shows without a backslash before them."
_FENCE = re.compile(r"\s*(```|~~~)")


@dataclass
class _Choice:
    text: str
    right: bool = False
    letter: str = ""


@dataclass
class _Question:
    """What has been read of one question."""

    line: int
    number: int | None = None
    text: list[str] = field(default_factory=list)
    choices: list[_Choice] = field(default_factory=list)
    lettered: bool = False
    answer: str | None = None
    explanation: list[str] = field(default_factory=list)
    fields: tuple[str, dict[str, list[str]]] | None = None
    "The kind and its fields, where a line has said them."
    bullets: str = ""
    "The bullet of each choice, where these had no letter."
    fault: str = ""

    @property
    def is_begun(self) -> bool:
        return bool(self.text or self.choices)

    @property
    def is_told(self) -> bool:
        """Whether what is right has been said."""
        return self.answer is not None or self.fields is not None


def looks_like(text: str) -> bool:
    """Tell whether a text is a list of questions: there is a choice with a letter or a box, or an answer."""
    written = list(map(_clean, list_letters.latinised(ENDS_OF_LINES.split(text[:RAW_LENGTH]), _ANSWER)))
    return any(_ANSWER.fullmatch(each) or _BOXED.fullmatch(each) or _LETTERED.fullmatch(each) for each in written)


def read(text: str) -> Reading:
    """Read a list of questions; nothing that it holds is left out without a remark."""
    raw = list_letters.latinised(ENDS_OF_LINES.split(text.removeprefix("\ufeff")), _ANSWER)
    lines = list_digits.lettered(raw, _ANSWER)
    key = key_at_the_end([*map(_clean, lines)])
    reader = _read(lines[: len(lines) - key.lines])
    if key.lines and not key.use(reader.reading, reader.numbers):
        reader = _read(lines)  # they are choices, or of questions that are not here
    return reader.reading


def _read(lines: list[str]) -> "_Reader":
    """Read the lines, as long as there is room for what is in them."""
    reader = _Reader()
    for number, raw in enumerate(lines, 1):
        if len(reader.reading.found) >= MOST_QUESTIONS:
            break
        reader.read(number, raw)
    reader.finish()
    return reader


class _Reader:
    """Reads line by line; a question ends where the next one begins."""

    def __init__(self) -> None:
        self.reading = Reading(_("a list"))
        self.numbers: list[int | None] = []
        self.now = _Question(1)
        self.fenced = self.parted = False

    def read(self, number: int, raw: str) -> None:
        """Read one line."""
        if _FENCE.match(raw):
            self.fenced = not self.fenced
            self._text(number, raw.rstrip())
        elif self.fenced:
            self.now.text.append(raw.rstrip())
        elif not (written := _clean(raw)):
            self.parted = True
        else:
            self._line(number, written)
            self.parted = False

    def _line(self, number: int, written: str) -> None:
        if match := _ANSWER.fullmatch(written):
            self._answer(number, match[1])
        elif (match := _EXPLANATION.fullmatch(written)) and self.now.is_begun:
            self.now.explanation.append(match[1])
        elif (match := _BOXED.fullmatch(written)) and self.now.text:
            self._choice(number, match[2], bool(match[1].strip()))
        elif (match := _LETTERED.fullmatch(written)) and self._is_next(match[2]):
            self.now.lettered = True
            self._choice(number, match[3], bool(match[1]), _letter(match[2]))
        elif self.now.text and not self.now.choices and self._is_told(written):
            return
        elif (match := _BULLET.fullmatch(written)) and self.now.text and not self.now.lettered:
            self.now.bullets += match[1]
            self._choice(number, match[2], match[1] in "✓✔")
        else:
            self._text(number, written)

    def _is_next(self, mark: str) -> bool:
        """Tell whether a letter begins a choice: before the first one only A does, as in "P. Curie discovered"."""
        letter = _letter(mark)
        if self.now.choices and not self.now.lettered:
            return False
        if not self.now.choices:
            return letter == "A" and bool(self.now.text)
        return len(self.now.choices) >= len(LETTERS) or letter in LETTERS

    def _choice(self, number: int, text: str, right: bool, letter: str = "") -> None:
        if self.now.is_told or (self.parted and self.now.choices and not self.now.lettered):
            self._begin(number)
        self.now.choices.append(_Choice(text, right, letter))

    def _is_told(self, written: str) -> bool:
        """Take a line that says what is right without choices: a number, a text, or a line to write on."""
        if match := _NUMBER.fullmatch(written):
            low, high, value, tolerance = match.groups()
            right = f"{low}..{high}" if low else value
            self.now.fields = "number", {"right": [right], "tolerance": [tolerance or "0"]}
        elif _OPEN.fullmatch(written):
            self.now.fields = "text", {}
        else:
            return False
        return True

    def _answer(self, number: int, told: str) -> None:
        if not self.now.is_begun or self.now.answer is not None:
            self._begin(number)
        self.now.answer = told.strip()

    def _text(self, number: int, written: str) -> None:
        match = _NUMBERED.fullmatch(written)
        ends = self.now.choices or self.now.is_told or self.now.explanation or (self.parted and self.now.text)
        if ends or (match and self.now.text):
            self._begin(number)
        if not self.now.text:
            self.now.line, written = number, _without_guard(written)
            if match:
                self.now.number, written = int(match[1]) if match[1] else None, match[2] or match[3] or ""
        self.now.text.append(written)

    def _begin(self, number: int) -> None:
        self.finish()
        self.now = _Question(number)

    def finish(self) -> None:
        """Keep the question that was being read."""
        if (self.now.is_begun or self.now.answer is not None) and self.reading.has_room():
            self.reading.found.append(_found(self.now))
            self.numbers.append(self.now.number)
        self.now = _Question(self.now.line)


def _found(asked: _Question) -> Found:
    """What a question comes to."""
    found = Found("line", asked.line, text="\n".join(asked.text)[:RAW_LENGTH])
    found.explanation = "\n".join(asked.explanation)
    if not asked.text:
        return found.refuse(NO_TEXT)
    if asked.fields:
        found.kind, found.fields = asked.fields
    elif not asked.choices:
        _without_choices(found, asked.answer or "")
    elif asked.bullets == "*" and asked.answer is None:  # a star alone is an answer to type, as in text2qti's lists
        _without_choices(found, asked.choices[0].text)
    else:
        _with_choices(found, asked)
    return found


def _without_choices(found: Found, answer: str) -> None:
    accepted = [each.strip() for each in re.split(r"[;|]", answer) if each.strip()]
    if accepted:
        found.kind, found.fields = "short", {"accepted": ["\n".join(accepted)]}
    else:
        found.refuse(_("This question has no choices and no answer."))


def _with_choices(found: Found, asked: _Question) -> None:
    if asked.answer is None:
        _use_marks(asked.choices)
    texts = [each.text for each in asked.choices]
    if len(set(asked.bullets)) == 2 and "*" in asked.bullets:  # where every bullet is *, none marks
        for each, bullet in zip(asked.choices, asked.bullets, strict=False):
            each.right = each.right or bullet == "*"
    right = [number for number, each in enumerate(asked.choices, 1) if each.right]
    if asked.answer is not None:
        right = _named(asked.answer, texts)
        if not right:
            found.remark(CHANGED, NO_CHOICE, right=asked.answer)
    elif not right:
        found.remark(CHANGED, NO_KEY)
    letters = "".join(each.letter for each in asked.choices)
    if letters and letters != (LETTERS + "KLMNOPQRSTUVWXYZ")[: len(texts)]:
        found.remark(CHANGED, _("The letters of its choices are not in order: please look at it."))
    found.kind = "several" if len(right) > 1 else "single"
    found.fields = choice_fields(texts, right)


def _use_marks(choices: list[_Choice]) -> None:
    """Take the marks behind right choices away; where a line says what is right, they are text."""
    bold = [_BOLD.fullmatch(each.text) for each in choices]
    for each, match in zip(choices, bold, strict=True):
        if match and not all(bold):
            each.text, each.right = match[2], True
        if told := _TOLD.search(each.text):
            each.text, each.right = each.text[: told.start()], True


def _named(answer: str, texts: list[str]) -> list[int]:
    """Return which choices an answer names: "B", "(B)", "B) Paris", "A, C", "2", or "Paris"."""
    plain = [" ".join(text.casefold().split()) for text in texts]
    if (whole := " ".join(answer.casefold().split())) in plain:
        return [plain.index(whole) + 1]
    marks = LETTERS[: len(texts)]
    if match := re.fullmatch(rf"\(?([{marks}{marks.lower()}])\s?[).:]\s*\S.*", answer):
        return [marks.index(match[1].upper()) + 1]
    parts = [part.strip("() .").upper() for part in re.split(r"\s*[,;/&+]\s*|\s+(?:and|und|y|et)\s+|\s+", answer)]
    named = [part for part in (unicodedata.normalize("NFKC", part) for part in parts) if part]
    if all(len(part) == 1 and part in marks for part in named):
        return sorted({marks.index(part) + 1 for part in named})
    if all(re.fullmatch(r"\d{1,3}", part) and 1 <= int(part) <= len(texts) for part in named):
        return sorted({int(part) for part in named})
    return []


def _letter(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark).upper()


def _clean(raw: str) -> str:
    """Return a line without what nobody sees at its ends."""
    return raw.replace("\0", "").strip(_UNSEEN)


def as_question(text: str) -> str:
    """Return a question of one line that is taken for no choice, answer or bullet, as it has a backslash."""
    return re.sub(r"([^\w\s])", r"\\\1", text, count=1) if _is_taken(text) else text


def _is_taken(text: str) -> bool:
    marks = (_ANSWER, _EXPLANATION, _LETTERED, _BOXED, _BULLET, _NUMBERED, _NUMBER, _OPEN)
    return any(pattern.fullmatch(text) for pattern in marks) or bool(_FENCE.match(text))


def _without_guard(text: str) -> str:
    """Return a question without the backslash at its front that guards it, and that Markdown would show."""
    return text[1:] if text[:1] == "\\" and text[1:2] not in _SHOWN and _is_taken(text[1:]) else text
