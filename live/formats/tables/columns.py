"""What the columns of a table mean: told from its headings, in eleven languages, or from the shape of Kahoot's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from live.content.folding import folded
from live.formats import heading_words
from live.formats.arabic_letters import LETTER
from live.formats.catalogues import everywhere
from live.formats.heading_words import ORDINALS, WRONG
from live.formats.tables.cells import Cell

HEADINGS_WITHIN = 30
"The rows among which the headings are looked for."
HEADING_LENGTH = 200
ENOUGH = 2
"Known columns beside the question that make a row the headings."
QUESTION, RIGHT, KIND, SECONDS = heading_words.QUESTION, heading_words.RIGHT, heading_words.KIND, heading_words.SECONDS
EXPLANATION, WEIGHT, NOTES = heading_words.EXPLANATION, heading_words.WEIGHT, heading_words.NOTES
TOLERANCE, UNIT, SETTINGS = heading_words.TOLERANCE, heading_words.UNIT, "settings"
HEADINGS = {
    **{KIND: _("Kind"), QUESTION: _("Question"), RIGHT: _("Right"), TOLERANCE: _("Tolerance"), UNIT: _("Unit")},
    **{SETTINGS: _("Settings"), SECONDS: _("Seconds"), WEIGHT: _("Weight"), EXPLANATION: _("Explanation")},
    NOTES: _("Notes"),
}
"What our own sheet calls its columns, in the teacher's language; beside the words of heading_words all are known."
CHOICE = _("Choice")
MARKDOWN = "markdown"
"In brackets behind the heading of the questions it tells that texts are Markdown; those of others are plain."
NAMED = (QUESTION, RIGHT, KIND, SECONDS, EXPLANATION, WEIGHT, TOLERANCE, UNIT, NOTES)
"Columns that are there once; of a word that two share the last has it."


@lru_cache
def _known() -> dict[str, str]:
    """Return the meaning of each heading, folded."""
    ours = {folded(word): meaning for meaning, msgid in HEADINGS.items() for word in everywhere(msgid)}
    theirs = {folded(word): meaning for meaning in reversed(NAMED) for word in heading_words.words(meaning)}
    return theirs | ours


@lru_cache
def _choice_words() -> set[str]:
    return {*map(folded, heading_words.words(heading_words.CHOICE)), *map(folded, everywhere(CHOICE))}


@lru_cache
def _wrong_words() -> set[str]:
    return {*map(folded, heading_words.words(WRONG))}


_ORDER = "|".join(map(folded, ORDINALS))
_NUMBERED = re.compile(rf"(.*?)\s*(?:\d+\b|\b[a-j]\b|\b{LETTER}|\b(?:{_ORDER})\b).*")
_PLURAL = re.compile(r"\((?:s|n|en|e|es|r|x)\)", re.IGNORECASE)
_APART = re.compile(r"\t\s*| {2,}")
_ORDINAL = re.compile(r"\d{1,3}[.)]\s*")
_CUT = re.compile(r"\s*(?:[-–(:\n]|\bmax\b).*", re.DOTALL)


@dataclass
class Columns:
    """Which column is what, by place from 0; `body` is the first row below the headings."""

    body: int
    known: dict[str, int] = field(default_factory=dict)
    choices: list[int] = field(default_factory=list)
    wrongs: list[int] = field(default_factory=list)
    "Columns of wrong answers: the right one is in a column of its own."
    markdown: bool = False
    "Texts are Markdown, as the heading of the questions says."

    @property
    def are_enough(self) -> bool:
        """Whether these are the columns of questions."""
        return QUESTION in self.known and len(self.known) - 1 + len(self.choices) + len(self.wrongs) >= ENOUGH


def headed(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """Return the columns by the first row that is one of headings; None without one."""
    for number, row in enumerate(rows[:HEADINGS_WITHIN]):
        columns = _columns(row, number + 1)
        if columns.are_enough:
            return _with_overwritten(columns)
    return None


def are_headings_alone(text: str) -> bool:
    """Tell whether a text is but one line of headings, apart by tabs or several spaces, as an empty template has."""
    words = _APART.split(text.strip()[: HEADINGS_WITHIN * HEADING_LENGTH])
    if len(words) < 2 or "\n" in text.strip():
        return False
    columns = _columns([Cell(word) for word in words], 1)
    return len(columns.known) + len(columns.choices) + len(columns.wrongs) == len(words)


def _with_overwritten(columns: Columns) -> Columns:
    """Add the columns between the first choice and the next known column: some scripts overwrite their headings."""
    if columns.choices and not columns.wrongs:
        first = columns.choices[0]
        end = min((place for place in columns.known.values() if place > first), default=columns.choices[-1] + 1)
        columns.choices = sorted({*columns.choices, *range(first, end)})
    return columns


def _columns(row: Sequence[Cell], body: int) -> Columns:
    columns = Columns(body)
    for place, cell in enumerate(row):
        cell = Cell(_PLURAL.sub("", _ORDINAL.sub("", cell[:HEADING_LENGTH], count=1)).rstrip(": "))
        heading = " ".join(folded(cell.replace("\n", " ")).split())
        if match := _NUMBERED.fullmatch(heading):
            _numbered(columns, place, match[1], heading)
        else:
            _named(columns, place, folded(_CUT.sub("", cell)), heading)
    return _with_answer(columns, row)


def _with_answer(columns: Columns, row: Sequence[Cell]) -> Columns:
    """Take the only column of answers for that of the right ones, unless it has a number: Frage, Antwort."""
    if len(columns.choices) == 1 and RIGHT not in columns.known and not columns.wrongs:
        heading = folded(row[columns.choices[0]])
        if not _NUMBERED.fullmatch(heading) and heading in map(
            folded, heading_words.words(heading_words.ANSWER_COLUMN)
        ):
            columns.known[RIGHT] = columns.choices.pop()
    return columns


def _numbered(columns: Columns, place: int, word: str, heading: str) -> None:
    if word in _wrong_words():
        columns.wrongs.append(place)
    elif word in _choice_words():
        columns.choices.append(place)
    else:
        _named(columns, place, _CUT.sub("", heading), heading)


def _named(columns: Columns, place: int, word: str, heading: str) -> None:
    meaning = _known().get(heading) or _known().get(word)
    if meaning and meaning not in columns.known:
        columns.known[meaning] = place
        columns.markdown |= meaning == QUESTION and MARKDOWN in heading
    elif meaning is None and word in _choice_words():
        columns.choices.append(place)
    elif meaning is None and word in _wrong_words():
        columns.wrongs.append(place)


def without_choice_word(text: str) -> str:
    """Return "B" of "Option B"; all else as it is."""
    word, _space, sign = text.strip().rpartition(" ")
    return sign if word and folded(word) in _choice_words() else text


def as_kahoots(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """Return Kahoot's columns when the rows have its shape: a number, a question, four answers, seconds, places."""
    asked = [row for row in rows if len(row) > 7 and row[1]]
    shaped = [row for row in asked if row[0].isdecimal() and re.fullmatch(r"[1-9]\d{0,2}", row[6])]
    shaped = [row for row in shaped if 5 <= int(row[6]) <= 300]
    shaped = [row for row in shaped if re.fullmatch(r"[1-4](?:\s*[,;.]\s*[1-4])*", row[7])]
    if not asked or len(shaped) < 0.8 * len(asked):
        return None
    first = next(number for number, row in enumerate(rows) if row in shaped)
    return Columns(first, {QUESTION: 1, SECONDS: 6, RIGHT: 7}, [2, 3, 4, 5])
