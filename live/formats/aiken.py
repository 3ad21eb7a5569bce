"""Aiken: single-choice questions as plain text, the question, lettered choices, then "ANSWER: B" (docs/formats.md)."""

import re
from collections.abc import Iterable
from typing import Any

from live.formats.listed import guarded
from live.kinds import Content
from live.kinds.choices import letter

SINGLE = "single"
"The one kind of question that Aiken has."
MOST_QUESTIONS = 500

_LINES = re.compile(r"\r\n|\r|\n")
_CHOICE = re.compile(r"([A-Za-z])\s?(?:\)|\.(?=\s|$))(.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWERS?\s?[:：](.*)", re.IGNORECASE | re.DOTALL)


def can_say(kind_slug: str, content: Content) -> bool:
    """Whether a question has a form in Aiken: a single choice with a right answer."""
    return kind_slug == SINGLE and bool(content["right"])


def dump(questions: Iterable[dict[str, Any]]) -> str:
    """Questions as Aiken text; what has no form in Aiken is left out."""
    blocks = [_block(q["text"], q["content"]) for q in questions if can_say(q["kind"], q["content"])]
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def _block(text: str, content: dict[str, Any]) -> str:
    choices = (f"{letter(number)}) {choice}" for number, choice in enumerate(content["choices"], 1))
    return "\n".join([guarded(" ".join(text.split())), *choices, f"ANSWER: {letter(content['right'][0])}"])
