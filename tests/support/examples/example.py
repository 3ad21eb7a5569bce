"""What an example of a kind is made of."""

from dataclasses import dataclass, field
from typing import Any

from live.kinds import Content

HOSTILE = "<script>alert(1)</script>\"'&\u202e"
"A text that would do harm as HTML, and would turn the reading direction."


@dataclass(frozen=True)
class Example:
    """A question of one kind, and what is sent, counted and drawn of it."""

    label: str
    "The kind's name in the editor's menu."
    content: Content
    bare: Content
    "The content without its key."
    other: Content
    "The same question with another key; for a poll the same content."
    written: dict[str, str | list[str]]
    "What a teacher fills into the editor's form to get the content: ticks and choices by their values."
    answer: dict[str, Any]
    "The form of a participant."
    value: str
    "The value of that answer."
    others: tuple[dict[str, Any], ...]
    """What four others, or five, send: as different as answers are. The third one's fields can be reached in this order
    by Tab alone, in one go."""
    hostile: Content
    "Content whose texts are hostile."
    counts: dict[str, int]
    "How often each value was given to the hostile question; four answers in all, or more."
    fields: dict[str, list[str]]
    "The fields of the form of the hostile question by name, with their values; none where buttons answer."
    paper: tuple[int, int]
    "How many boxes to tick and how many lines to write on the sheet on paper has."
    key: str = ""
    "The right answer as the sheet with the key has it."
    rows: tuple[str, ...] = ()
    "What ask and reveal list."
    typed: bool = False
    "People type."
    question: dict[str, Any] = field(default_factory=dict)
    "Further fields of the question: a picture."
