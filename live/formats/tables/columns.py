"""What the columns of a table mean: told from its headings, in ten languages, or from the shape of Kahoot's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from live.content.folding import folded
from live.formats.catalogues import everywhere
from live.formats.tables.cells import Cell

HEADINGS_WITHIN = 30
"The rows among which the headings are looked for."
HEADING_LENGTH = 200
ENOUGH = 2
"Known columns beside the question that make a row the headings."
QUESTION, RIGHT, KIND, SECONDS = "question", "right", "kind", "seconds"
EXPLANATION, WEIGHT, TOLERANCE, UNIT, NOTES = "explanation", "weight", "tolerance", "unit", "notes"
SETTINGS = "settings"
HEADINGS = {
    **{KIND: _("Kind"), QUESTION: _("Question"), RIGHT: _("Right"), TOLERANCE: _("Tolerance"), UNIT: _("Unit")},
    **{SETTINGS: _("Settings"), SECONDS: _("Seconds"), WEIGHT: _("Weight"), EXPLANATION: _("Explanation")},
    NOTES: _("Notes"),
}
"What our own sheet calls its columns, in the teacher's language; beside WORDS they are known in all of ours."
CHOICE = _("Choice")
MARKDOWN = "markdown"
"In brackets behind the heading of the questions it tells that texts are Markdown; those of others are plain."
WORDS = {
    QUESTION: """question, question text, title, prompt, frage, fragetext, pregunta, enunciado, énoncé, intitulé,
        domanda, pytanie, treść pytania, vraag, pergunta""",
    RIGHT: """correct answer, correct answers, correct, right, right answer, answer, key, solution, richtig,
        richtige antwort, lösung, correcta, respuesta correcta, bonne réponse, réponse correcte, correct antwoord,
        juiste antwoord, risposta corretta, poprawna odpowiedź, resposta correta""",
    KIND: "type, kind, question type, format, typ, art, fragetyp, tipo, genre, tipo di domanda, typ pytania, soort",
    SECONDS: """time, time limit, seconds, duration, time in seconds, zeit, sekunden, tiempo, segundos, temps,
        secondes, durée, tempo, secondi, czas, tijd""",
    EXPLANATION: """explanation, feedback, answer explanation, erklärung, erläuterung, explicación, explication,
        spiegazione, wyjaśnienie, uitleg, explicação""",
    WEIGHT: "points, weight, punkte, gewicht, puntos, peso, poids, punti, punkty, punten, pontos",
    TOLERANCE: "tolerance, toleranz, tolerancia, tolérance, tolleranza, tolerancja, tolerantie, tolerância",
    UNIT: "unit, einheit, unidad, unité, unità, jednostka, eenheid, unidade",
    NOTES: "notes, notizen, notas, remarques, note, notatki, notities",
}
CHOICES = """answer, option, choice, antwort, wahl, opción, respuesta, réponse, choix, risposta, opzione, odpowiedź,
    antwoord, optie, resposta, opção"""
WRONGS = """incorrect answer, wrong answer, falsche antwort, respuesta incorrecta, mauvaise réponse, risposta errata,
    fout antwoord"""


def _words(written: str) -> list[str]:
    return [folded(word) for word in written.split(",")]


@lru_cache
def _known() -> dict[str, str]:
    """Return the meaning of each heading, folded."""
    ours = {folded(word): meaning for meaning, msgid in HEADINGS.items() for word in everywhere(msgid)}
    return {word: meaning for meaning, words in WORDS.items() for word in _words(words)} | ours


@lru_cache
def _choice_words() -> set[str]:
    return {*_words(CHOICES), *map(folded, everywhere(CHOICE))}


_WRONG_WORDS = set(_words(WRONGS))
_NUMBERED = re.compile(r"(.*?)\s*(?:\d+|\b[a-j])\b.*")
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
        cell = Cell(_ORDINAL.sub("", cell[:HEADING_LENGTH], count=1).rstrip(": "))
        heading = " ".join(folded(cell.replace("\n", " ")).split())
        if match := _NUMBERED.fullmatch(heading):
            _numbered(columns, place, match[1], heading)
        else:
            _named(columns, place, folded(_CUT.sub("", cell)), heading)
    return columns


def _numbered(columns: Columns, place: int, word: str, heading: str) -> None:
    if word in _WRONG_WORDS:
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
