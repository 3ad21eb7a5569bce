"""Questions as the rows of our own table, which is the same in a spreadsheet and as CSV (docs/formats.md)."""

import re

from django.utils.translation import gettext_noop as _

from live.formats.catalogues import words
from live.formats.found import LOST, REFUSED, Remark
from live.formats.given import PICTURE_STAYS, Given, GivenQuiz
from live.formats.tables import columns, right_cell, settings_cell
from live.formats.tables.settings_cell import Fields, first
from live.formats.tables.sheet_kinds import KINDS
from live.kinds import kind

CHOICES = 10
"Columns of choices; what is beyond stands in the last one, a line each."
LONGEST = 32_767
"Characters that a cell of a spreadsheet has place for."
ORDER = (
    *(columns.KIND, columns.QUESTION),
    *(f"choice {number}" for number in range(1, CHOICES + 1)),
    *(columns.RIGHT, columns.TOLERANCE, columns.UNIT, columns.SETTINGS),
    *(columns.SECONDS, columns.WEIGHT, columns.EXPLANATION, columns.NOTES),
)
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"What XML cannot hold."


def remarks(given: Given) -> list[Remark]:
    """Tell what our own table has no place for: pictures, and kinds that the program has from elsewhere."""
    if given.kind not in KINDS:
        return [Remark(REFUSED, _("Questions of this kind cannot be asked here."))]
    if kind(given.kind).pictured:
        return [Remark(LOST, _("Its picture stays behind, and without it the question cannot come back."))]
    return [Remark(LOST, PICTURE_STAYS)] if given.is_pictured else []


def rows(quiz: GivenQuiz) -> list[list[str]]:
    """Return the questions that go along."""
    return [row(each, quiz.language) for each in quiz.questions if each.kind in KINDS]


def headings(language: str) -> list[str]:
    """Return the first row. That of the questions says that texts are Markdown."""
    say = words(language)
    named = {column: say(msgid) for column, msgid in columns.HEADINGS.items()}
    named[columns.QUESTION] += " (Markdown)"
    named |= {f"choice {number}": f"{say(columns.CHOICE)} {number}" for number in range(1, CHOICES + 1)}
    return [named[column] for column in ORDER]


def row(given: Given, language: str) -> list[str]:
    """Return the cells of a question."""
    fields, sheet = kind(given.kind).fields(given.content), KINDS[given.kind]
    cells = {
        **{columns.KIND: words(language)(sheet.label), columns.QUESTION: given.text},
        **{f"choice {number}": text for number, text in enumerate(_choices(given.kind, fields), 1)},
        columns.RIGHT: right_cell.WRITE[given.kind](fields, language) if given.kind in right_cell.WRITE else "",
        **{column: first(fields, column) for column in (columns.TOLERANCE, columns.UNIT)},
        columns.SETTINGS: settings_cell.joined(setting.line(fields, language) for setting in sheet.settings),
        **{columns.SECONDS: str(given.seconds or ""), columns.WEIGHT: str(given.weight)},
        **{columns.EXPLANATION: given.explanation, columns.NOTES: given.notes},
    }
    return [fit(cells.get(column, "")) for column in ORDER]


def _choices(slug: str, fields: Fields) -> list[str]:
    sheet = KINDS[slug]
    if sheet.whole:
        return [first(fields, sheet.whole)]
    texts = first(fields, sheet.lines).split("\n") if sheet.lines else fields.get("choice", [])
    return [*texts[: CHOICES - 1], *(["\n".join(texts[CHOICES - 1 :])] if len(texts) >= CHOICES else [])]


def fit(text: str) -> str:
    """Return a text that a cell can hold."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]
