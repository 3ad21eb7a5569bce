"""Writes Kahoot's spreadsheet, cell by cell as its own template of 2025 has it; `columns.as_kahoots` reads one."""

import io
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from live.formats.catalogues import ENGLISH, words
from live.formats.found import CHANGED, LOST, REFUSED, Remark
from live.formats.given import MARKS, PICTURE_STAYS, Given, GivenQuiz
from live.formats.markup import plain_words
from live.formats.tables import own_rows, right_cell
from live.formats.tables.own_sheet import AS_WRITTEN

SECONDS = (5, 10, 20, 30, 60, 90, 120, 240)
USUAL = 20
"The time limit of a question that has none."
MOST_CHOICES, QUESTION, CHOICE = 4, 120, 75
ABOVE = {
    1: "Quiz template",
    2: "Add questions, at least two answer alternatives, time limit and choose correct answers (at least one). "
    "Have fun creating your awesome quiz!",
    3: "Remember: questions have a limit of 120 characters and answers can have 75 characters max. Text will turn red "
    "in Excel or Google Docs if you exceed this limit. If several answers are correct, separate them with a comma.",
    4: "See an example question below (don't forget to overwrite this with your first question!)",
    5: "And remember,  if you're not using Excel you need to export to .xlsx format before you upload to Kahoot!",
}
"In column B above the headings, by row from 0."
HEADINGS = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, MOST_CHOICES + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
FIRST, NUMBERED = 8, 100
"The row of the first question, from 0, and how many rows have a number."
WIDTHS = (12.5, 49.3, *[31.8] * 4, 26.3, 33.2)
_NO_CHOICES = _("Kahoot's spreadsheet has choices only.")


def remarks(given: Given) -> list[Remark]:
    """Tell what does not fit Kahoot's spreadsheet."""
    refused = [Remark(REFUSED, sentence, values) for sentence, values in _refused(given)]
    return refused or [Remark(level, sentence, values) for level, sentence, values in _changes(given)]


def dump(quiz: GivenQuiz) -> bytes:
    """Return the questions of choices as XLSX: numbers in A, the question in B, places and seconds in H and G."""
    from xlsxwriter import Workbook

    taken = [each for each in quiz.questions if not any(_refused(each))]
    kept = io.BytesIO()
    with Workbook(kept, AS_WRITTEN) as book:
        sheet = book.add_worksheet("Sheet1")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        for row, text in ABOVE.items():
            sheet.write_string(row, 1, text)
        for place, heading in enumerate(HEADINGS, 1):
            sheet.write_string(FIRST - 1, place, heading, wrapped)
        for number in range(1, max(NUMBERED, len(taken)) + 1):
            sheet.write_number(FIRST - 1 + number, 0, number)
        for row, given in enumerate(taken, FIRST):
            *texts, right = _cells(given, quiz.language)
            for place, text in enumerate(texts, 1):
                if text:
                    sheet.write_string(row, place, text, wrapped)
            sheet.write_number(row, 6, _seconds(given), wrapped)
            sheet.write_string(row, 7, right, wrapped)
        last = FIRST - 1 + max(NUMBERED, len(taken))
        sheet.data_validation(FIRST, 6, last, 6, {"validate": "list", "source": [*map(str, SECONDS)]})
    return kept.getvalue()


def _cells(given: Given, language: str) -> list[str]:
    """Return B to F, and H."""
    choices = _choices(given, language)
    right = ",".join(map(str, _right(given)))
    cells = [plain_words.prose(given.text), *choices, *[""] * (MOST_CHOICES - len(choices)), right]
    return [own_rows.fit(cell) for cell in cells]


def _choices(given: Given, language: str = ENGLISH) -> list[str]:
    """Return the texts of the choices; [] for a kind that has none."""
    if given.kind == "truefalse":
        return [words(language)(each) for each in (right_cell.TRUE, right_cell.FALSE)]
    return [plain_words.line(text) for text in given.content["choices"]] if given.kind in {"single", "several"} else []


def _right(given: Given) -> list[int]:
    if given.kind == "truefalse":
        return [] if given.content["truth"] is None else [1 if given.content["truth"] else 2]
    return list(given.content["right"])


def _seconds(given: Given) -> int:
    return next((each for each in SECONDS if each >= (given.seconds or USUAL)), SECONDS[-1])


def _refused(given: Given) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Yield why a question does not go along."""
    choices = _choices(given)
    if not choices:
        yield _NO_CHOICES, {}
        return
    if not _right(given):
        yield _("Kahoot's spreadsheet has no polls: a choice must be right."), {}
    if len(choices) > MOST_CHOICES:
        yield _("Kahoot takes %(most)d choices at most."), {"most": MOST_CHOICES}
    if len(given.text) > QUESTION and len(plain_words.prose(given.text)) > QUESTION:
        yield _("Its text is too long for Kahoot: %(most)d characters at most."), {"most": QUESTION}
    if any(len(choice) > CHOICE for choice in choices):
        yield _("A choice is too long for Kahoot: %(most)d characters at most."), {"most": CHOICE}


def _changes(given: Given) -> Iterator[tuple[str, str, dict[str, str | int]]]:
    """Yield what of a question is lost or changed."""
    if given.is_pictured:
        yield LOST, PICTURE_STAYS, {}
    if given.weight != 1 or given.explanation or given.notes:
        yield LOST, _("Weight, explanation and notes stay behind."), {}
    if _seconds(given) != given.seconds:
        yield CHANGED, _("The time limit becomes %(seconds)d seconds."), {"seconds": _seconds(given)}
    texts = [given.text, *given.content.get("choices", [])]
    if [plain_words.prose(texts[0]), *map(plain_words.line, texts[1:])] != texts:
        yield CHANGED, MARKS, {}
