"""Aiken: single-choice questions as plain text, the question, lettered choices, then "ANSWER: B" (docs/formats.md)."""

import re

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, LOST, REFUSED, Remark, is_refused
from live.formats.given import BARE_PICTURE, MARKS, PICTURE_STAYS, Given, GivenQuiz
from live.formats.lists.list_lines import as_question
from live.kinds.choice_letters import letter

SINGLE = "single"
"The one kind of question that Aiken has."
_LINES = re.compile(r"^\s*(?:```|[-*+] .*\n\s*[-*+] |\d+[.)] .*\n\s*\d+[.)] )|\n[\s|:-]*-[\s|:-]*\|", re.MULTILINE)
"What is no list, table or listing on one line any more."
_MARKED = re.compile(r"[$`\\]|\*\w")


def remarks(given: Given) -> list[Remark]:
    """Tell what Aiken cannot say of a question: it has a single choice with a right answer, and nothing else."""
    refused = _refused(given)
    if refused:
        return [Remark(REFUSED, refused)]
    texts = [given.text, *given.content["choices"]]
    said = [
        (CHANGED, _("Its lines become one."), "\n" in given.text.strip()),
        (CHANGED, MARKS, any(map(_MARKED.search, texts))),
        (LOST, PICTURE_STAYS, given.is_pictured),
        (LOST, _("Time limit, weight, explanation and notes stay behind."),
         given.seconds or given.weight != 1 or given.explanation or given.notes),
        (LOST, _("One of its settings stays behind."), given.content.get("last")),
    ]  # fmt: skip
    return [Remark(level, words) for level, words, is_so in said if is_so]


def _refused(given: Given) -> str:
    """Return why a question cannot go along; "" when it can."""
    if given.kind != SINGLE:
        return _("Aiken has nothing but single choice.")
    if not given.content["right"]:
        return _("Aiken has no polls: a choice must be right.")
    if given.has_bare_picture:
        return BARE_PICTURE
    if _LINES.search(given.text):
        return _("A list, a table or a listing cannot be a single line.")
    return ""


def dump(quiz: GivenQuiz) -> bytes:
    """Return the questions as Aiken text; what has no form in Aiken is left out."""
    blocks = [_block(each) for each in quiz.questions if not is_refused(remarks(each))]
    return ("\n\n".join(blocks) + ("\n" if blocks else "")).encode()


def _block(given: Given) -> str:
    choices = (f"{letter(number)}) {choice}" for number, choice in enumerate(given.content["choices"], 1))
    answer = f"ANSWER: {letter(given.content['right'][0])}"
    return "\n".join([as_question(" ".join(given.text.split())), *choices, answer])
