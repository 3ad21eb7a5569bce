"""What a kind takes and gives: its content, its choices, the rows of its tally, and what a teacher must put right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from live.content.pictures import Picture
from live.content.safe_html import formulas

Label = str | Promise
Content = dict[str, Any]


class Invalid(Exception):
    """What a teacher must put right before a question can be kept: (field, sentence) pairs."""

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        self.errors = list(errors)
        super().__init__(" ".join(sentence for _, sentence in self.errors))

    def by_field(self) -> dict[str, str]:
        """The sentences for the editor's templates; several about one field are joined."""
        fields: dict[str, str] = {}
        for field, sentence in self.errors:
            fields[field] = f"{fields[field]} {sentence}" if field in fields else sentence
        return fields


@dataclass(frozen=True)
class Choice:
    """One choice as it is drawn, by its number from 1; no `letter` where the text is as good, no `shape` beyond six."""

    number: int
    letter: str
    shape: str
    text: str
    right: bool = False
    picture: Picture | None = None

    @property
    def html(self) -> str:
        """The text with its formulas drawn."""
        return formulas(self.text)


@dataclass(frozen=True)
class Bar:
    """One row of a tally; `size` (1-6) is for word clouds alone."""

    value: str
    label: str
    count: int
    right: bool = False
    letter: str = ""
    shape: str = ""
    size: int = 0
    picture: Picture | None = None

    @property
    def html(self) -> str:
        """The label; a choice's with its formulas drawn, but not what participants type."""
        return formulas(self.label) if self.letter or self.shape else self.label
