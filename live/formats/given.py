"""A quiz that goes out, as it is kept: what a writer turns into a file.

Writers run in the child process that also reads files, so a quiz travels there as JSON with its pictures behind it.
"""

import re
from dataclasses import asdict, dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from django.utils.translation import gettext_noop as _

from live.kinds import Content
from live.kinds.choice_letters import letter

PICTURE_STAYS, CAPITALS = _("The picture stays behind."), _("Capitals no longer count.")
BECOMES_NUMBER = _("It becomes a number: near answers do not count there.")
AS_DECIMAL = _("A fraction goes out as a decimal.")
MARKS = _("Formulas and marks of Markdown are plain text elsewhere.")
BARE_PICTURE = _("One of the choices is nothing but a picture.")
QUOTATION = _("A quotation becomes a paragraph.")
ODD_MARKS = _("Empty items, emphasis beside a formula or code, and indented listings may come back otherwise.")
"What several writers say of a question."
_ODD = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]*$|[*_][`$]|[`$][*_]|^[ \t]+(?:`{3}|~{3})", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*> +[^\s\d]", re.MULTILINE)


@dataclass(frozen=True)
class Given:
    """One question that goes out."""

    kind: str
    text: str
    "In our Markdown."
    content: Content
    seconds: int | None = None
    weight: int = 1
    explanation: str = ""
    notes: str = ""
    picture: str = ""
    'The name of its own picture; "" without one. Those of its choices are named in the content.'
    alt: str = ""

    @property
    def is_pictured(self) -> bool:
        """Whether the question has a picture, or one of its choices."""
        return bool(self.picture) or any(self.content.get("pictures", []))

    @property
    def has_quotation(self) -> bool:
        """Whether a line of its texts is quoted."""
        return any(map(_QUOTED.search, (self.text, self.explanation, self.notes)))

    @property
    def has_odd_marks(self) -> bool:
        """Whether its texts have marks of which HTML and back may make others; rather once too often than never."""
        return any(map(_ODD.search, (self.text, self.explanation, self.notes)))

    @property
    def has_bare_picture(self) -> bool:
        """Whether a choice is nothing but its picture; its text is its letter then (live/kinds/choice_letters.py)."""
        shown = zip(self.content.get("choices", []), self.content.get("pictures", []), strict=False)
        return any(picture and text == letter(number) for number, (text, picture) in enumerate(shown, 1))


@dataclass(frozen=True)
class GivenQuiz:
    """A quiz that goes out, with the WebP files of its pictures by their names."""

    title: str
    questions: list[Given]
    tags: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    language: str = "en"
    "Of the teacher's page, for headings and separators."

    def message(self) -> tuple[dict[str, Any], bytes]:
        """Return it as it travels to the child: JSON, and the pictures one after the other."""
        head = asdict(self) | {"pictures": {name: len(content) for name, content in self.pictures.items()}}
        return head, b"".join(self.pictures.values())

    @classmethod
    def of(cls, head: dict[str, Any], body: bytes) -> "GivenQuiz":
        """Return what a message says."""
        pictures, at = {}, 0
        for name, length in head["pictures"].items():
            pictures[name] = body[at : at + length]
            at += length
        return cls(
            head["title"], [Given(**each) for each in head["questions"]], head["tags"], pictures, head["language"]
        )

    @classmethod
    def several(cls, heads: list[dict[str, Any]], body: bytes) -> "list[GivenQuiz]":
        """Return what several messages say whose bodies follow each other."""
        ends = list(accumulate((sum(head["pictures"].values()) for head in heads), initial=0))
        return [cls.of(head, body[start:end]) for head, (start, end) in zip(heads, pairwise(ends), strict=True)]
