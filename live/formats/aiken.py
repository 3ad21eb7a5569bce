"""Aiken: single-choice questions as plain text, the question, lettered choices, then "ANSWER: B" (docs/formats.md)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from live.content.lines import line
from live.kinds import Content, Invalid, kind
from live.kinds.choices import LETTERS, letter
from live.models.question import TEXT_LENGTH

SINGLE = "single"
"The one kind of question that Aiken has."
MOST_QUESTIONS = 500

_LINES = re.compile(r"\r\n|\r|\n")
_CHOICE = re.compile(r"([A-Za-z])\s?(?:\)|\.(?=\s|$))(.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWERS?\s?[:：](.*)", re.IGNORECASE | re.DOTALL)


class LineError(NamedTuple):
    """A line (from 1) and a sentence that says what is wrong in it."""

    line: int
    message: str


@dataclass
class _Reader:
    """Reads line by line; it leaves out a question with an error and goes on with the next one."""

    questions: list[dict[str, Any]] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    start: int = 0
    broken: bool = False
    parted: bool = False

    def read(self, number: int, raw: str) -> None:
        """Read one line: a blank one, an answer, a choice, or text of a question."""
        written = raw.replace("\x00", "").strip()
        if len(written) < 2:
            self.gap()
        elif match := _ANSWER.fullmatch(written):
            self.answer(number, match[1].strip().rstrip(".)").upper())
        elif (match := _CHOICE.fullmatch(written)) and (self.text or self.broken or match[1] in "Aa"):
            self.choice(number, match[1].upper(), line(match[2], "NFC"))
        else:
            self.ask(number, written)

    def gap(self) -> None:
        """Note a blank line. Word processors put one after each line, so only the next one tells what has ended."""
        self.parted = bool(self.text) and not self.choices

    def ask(self, number: int, text: str) -> None:
        """Take a line of a question's text; after choices or a blank line it begins the next question."""
        if self.choices or self.parted:
            self.finish()
        if not self.text:
            self.forget()
            self.start = number
        self.text.append(text)

    def choice(self, number: int, marker: str, text: str) -> None:
        """Take the next choice of the question, in alphabetical order."""
        expected = letter(len(self.choices) + 1)
        if not self.text and not self.broken:
            self.fail(number, _("This choice has no question before it."))
        elif marker != expected and not self.broken:
            self.fail(number, _("Choice %(one)s comes where %(other)s should be.") % {"one": marker, "other": expected})
        elif not text:
            self.fail(number, _("Choice %s is empty.") % marker)
        self.choices.append(text)

    def answer(self, number: int, marker: str) -> None:
        """Take the line that ends the question."""
        if not self.text and not self.broken:
            self.fail(number, _("This ANSWER has no question before it."))
        elif not self.choices:
            self.fail(self.start, _("This question has no choices."))
        elif len(marker) != 1 or marker not in LETTERS:
            self.fail(number, _("After ANSWER: comes one letter, like ANSWER: B."))
        elif LETTERS.index(marker) >= len(self.choices):
            self.fail(number, _("ANSWER: %s names a choice that is not there.") % marker)
        self.keep(LETTERS.find(marker) + 1)
        self.forget()

    def keep(self, right: int) -> None:
        """Keep the question if the editor would accept it."""
        if self.broken:
            return
        content = {"choices": self.choices, "right": [right]}
        text = "\n".join(self.text)
        try:
            if len(text) > TEXT_LENGTH:
                raise Invalid([("text", _("This question is too long: %d characters at most.") % TEXT_LENGTH)])
            self.questions.append({"kind": SINGLE, "text": text, "content": kind(SINGLE).validate(content)})
        except Invalid as invalid:
            self.fail(self.start, str(invalid))

    def finish(self) -> None:
        """End a question whose ANSWER never came."""
        if self.choices or self.text:
            self.fail(
                self.start,
                _("This question has no ANSWER line.") if self.choices else _("This question has no choices."),
            )
        self.forget()

    def fail(self, number: int, message: str) -> None:
        """Note the question's first error; further ones are not told."""
        if not self.broken:
            self.errors.append(LineError(number, message))
        self.broken = True

    def forget(self) -> None:
        """Be ready for the next question."""
        self.text, self.choices, self.broken, self.parted = [], [], False, False


def lines(text: str) -> list[str]:
    """Split a text into the lines by which errors are counted."""
    return _LINES.split(text.removeprefix("\ufeff"))


def parse(text: str) -> tuple[list[dict[str, Any]], list[LineError]]:
    """Read Aiken text as (questions, errors); a question is {"kind", "text", "content"} as the editor stores it."""
    reader = _Reader()
    written = lines(text)
    for number, raw in enumerate(written, 1):
        reader.read(number, raw)
        if len(reader.questions) >= MOST_QUESTIONS and any(rest.strip() for rest in written[number:]):
            reader.fail(number + 1, _("%d questions are the most at a time; the rest was not read.") % MOST_QUESTIONS)
            return reader.questions, reader.errors
    reader.finish()
    return reader.questions, reader.errors


def can_say(kind_slug: str, content: Content) -> bool:
    """Whether a question has a form in Aiken: a single choice with a right answer."""
    return kind_slug == SINGLE and bool(content["right"])


def dump(questions: Iterable[dict[str, Any]]) -> str:
    """Questions as Aiken text; what has no form in Aiken is left out."""
    blocks = [_block(q["text"], q["content"]) for q in questions if can_say(q["kind"], q["content"])]
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def _block(text: str, content: dict[str, Any]) -> str:
    asked = " ".join(text.split())
    if _CHOICE.fullmatch(asked) or _ANSWER.fullmatch(asked):
        asked = re.sub(r"([).:：])", r"\\\1", asked, count=1)  # Markdown shows the same, and Aiken reads no marker
    choices = (f"{letter(number)}) {choice}" for number, choice in enumerate(content["choices"], 1))
    return "\n".join([asked, *choices, f"ANSWER: {letter(content['right'][0])}"])
