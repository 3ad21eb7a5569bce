"""Questions in a plain list, as teachers type and paste them; Aiken is one way of writing it (docs/formats.md).

1. What is the capital of France?          Which planets have rings?
a) Lyon                                    [ ] Mars
*b) Paris                                  [x] Saturn
Explanation: Since 987.                    [x] Uranus
"""

from django.utils.translation import gettext_noop as _

from live.formats.found import MOST_QUESTIONS, RAW_LENGTH, Reading
from live.formats.lists import list_digits, list_letters, list_lines
from live.formats.lists.list_key import key_at_the_end
from live.formats.lists.list_question import ReadChoice, ReadQuestion, found_of
from live.kinds.choice_letters import LETTERS


def looks_like(text: str) -> bool:
    """Tell whether a text is a list of questions: there is a choice with a letter or a box, or an answer."""
    begins = list_lines.ENDS_OF_LINES.split(text[:RAW_LENGTH])
    written = list(map(list_lines.clean, list_letters.latinised(begins, list_lines.ANSWER)))
    marks = (list_lines.ANSWER, list_lines.BOXED, list_lines.LETTERED)
    return any(mark.fullmatch(each) for mark in marks for each in written)


def read(text: str) -> Reading:
    """Read a list of questions; nothing that it holds is left out without a remark."""
    raw = list_letters.latinised(list_lines.ENDS_OF_LINES.split(text.removeprefix("\ufeff")), list_lines.ANSWER)
    lines = list_digits.lettered(raw, list_lines.ANSWER)
    key = key_at_the_end([*map(list_lines.clean, lines)])
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
        self.now = ReadQuestion(1)
        self.fenced = self.parted = False

    def read(self, number: int, raw: str) -> None:
        """Read one line."""
        if list_lines.FENCE.match(raw):
            self.fenced = not self.fenced
            self._text(number, raw.rstrip())
        elif self.fenced:
            self.now.text.append(raw.rstrip())
        elif not (written := list_lines.clean(raw)):
            self.parted = True
        else:
            self._line(number, written)
            self.parted = False

    def _line(self, number: int, written: str) -> None:
        if match := list_lines.ANSWER.fullmatch(written):
            self._answer(number, match[1])
        elif (match := list_lines.EXPLANATION.fullmatch(written)) and self.now.is_begun:
            self.now.explanation.append(match[1])
        elif (match := list_lines.BOXED.fullmatch(written)) and self.now.text:
            self._choice(number, match[2], bool(match[1].strip()))
        elif (match := list_lines.LETTERED.fullmatch(written)) and self._is_next(match[2]):
            self.now.lettered = True
            self._choice(number, match[3], bool(match[1]), list_lines.capital(match[2]))
        elif self.now.text and not self.now.choices and self._is_told(written):
            return
        elif (match := list_lines.BULLET.fullmatch(written)) and self.now.text and not self.now.lettered:
            self.now.bullets += match[1]
            self._choice(number, match[2], match[1] in "✓✔")
        else:
            self._text(number, written)

    def _is_next(self, mark: str) -> bool:
        """Tell whether a letter begins a choice: before the first one only A does, as in "P. Curie discovered"."""
        letter = list_lines.capital(mark)
        if self.now.choices and not self.now.lettered:
            return False
        if not self.now.choices:
            return letter == "A" and bool(self.now.text)
        return len(self.now.choices) >= len(LETTERS) or letter in LETTERS

    def _choice(self, number: int, text: str, right: bool, letter: str = "") -> None:
        if self.now.is_told or (self.parted and self.now.choices and not self.now.lettered):
            self._begin(number)
        self.now.choices.append(ReadChoice(text, right, letter))

    def _is_told(self, written: str) -> bool:
        """Take a line that says what is right without choices: a number, a text, or a line to write on."""
        if match := list_lines.NUMBER.fullmatch(written):
            low, high, value, tolerance = match.groups()
            right = f"{low}..{high}" if low else value
            self.now.fields = "number", {"right": [right], "tolerance": [tolerance or "0"]}
        elif list_lines.OPEN.fullmatch(written):
            self.now.fields = "text", {}
        else:
            return False
        return True

    def _answer(self, number: int, told: str) -> None:
        if not self.now.is_begun or self.now.answer is not None:
            self._begin(number)
        self.now.answer = told.strip()

    def _text(self, number: int, written: str) -> None:
        match = list_lines.NUMBERED.fullmatch(written)
        ends = self.now.choices or self.now.is_told or self.now.explanation or (self.parted and self.now.text)
        if ends or (match and self.now.text):
            self._begin(number)
        if not self.now.text:
            self.now.line, written = number, list_lines.without_guard(written)
            if match:
                self.now.number, written = int(match[1]) if match[1] else None, match[2] or match[3] or ""
        self.now.text.append(written)

    def _begin(self, number: int) -> None:
        self.finish()
        self.now = ReadQuestion(number)

    def finish(self) -> None:
        """Keep the question that was being read."""
        if (self.now.is_begun or self.now.answer is not None) and self.reading.has_room():
            self.reading.found.append(found_of(self.now))
            self.numbers.append(self.now.number)
        self.now = ReadQuestion(self.now.line)
