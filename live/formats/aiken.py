"""Aiken: single-choice questions as plain text, the question, lettered choices, then "ANSWER: B" (docs/formats.md)."""

from django.utils.translation import gettext_noop as _

from live.formats.found import LOST, REFUSED, Remark
from live.formats.given import Given, GivenQuiz
from live.formats.listed import guarded
from live.kinds.choices import letter

SINGLE = "single"
"The one kind of question that Aiken has."


def remarks(given: Given) -> list[Remark]:
    """Tell what Aiken cannot say of a question: it has a single choice with a right answer, and nothing else."""
    if given.kind != SINGLE:
        return [Remark(REFUSED, _("Aiken has nothing but single choice."))]
    if not given.content["right"]:
        return [Remark(REFUSED, _("Aiken has no polls: a choice must be right."))]
    if not all(given.content["choices"]):
        return [Remark(REFUSED, _("Aiken has no pictures, and one of the choices is nothing else."))]
    lost = [
        (_("The picture stays behind."), given.picture or any(given.content.get("pictures", []))),
        (_("Time limit, weight, explanation and notes stay behind."),
         given.seconds or given.weight != 1 or given.explanation or given.notes),
    ]  # fmt: skip
    return [Remark(LOST, words) for words, is_so in lost if is_so]


def dump(quiz: GivenQuiz) -> bytes:
    """Return the questions as Aiken text; what has no form in Aiken is left out."""
    blocks = [_block(each) for each in quiz.questions if not any(r.level == REFUSED for r in remarks(each))]
    return ("\n\n".join(blocks) + ("\n" if blocks else "")).encode()


def _block(given: Given) -> str:
    choices = (f"{letter(number)}) {choice}" for number, choice in enumerate(given.content["choices"], 1))
    answer = f"ANSWER: {letter(given.content['right'][0])}"
    return "\n".join([guarded(" ".join(given.text.split())), *choices, answer])
