"""The values that kinds exchange with the rest: content, choices, rows of a tally, errors of a teacher's form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

from live.content.pictures import Picture
from live.workshop.drawings import formulas

VALUE_LENGTH = 400
"The characters of a value that can be stored (live/models/response.py)."
Label = str | Promise
Content = dict[str, Any]


def pictures(content: Content) -> list[Picture | None]:
    """The pictures of a content's choices, in their order; [] when none has one.

    Content of any kind keeps them under "pictures": their files are looked after also when its kind is gone.
    """
    return [Picture.of(kept) for kept in content.get("pictures", [])]


class Invalid(Exception):
    """The errors that a teacher must correct before a question is stored: (field, sentence) pairs."""

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        self.errors = list(errors)
        super().__init__(" ".join(sentence for _, sentence in self.errors))

    def by_field(self) -> dict[str, str]:
        """Return the sentences by field for the editor's templates; several about one field are joined."""
        fields: dict[str, str] = {}
        for field, sentence in self.errors:
            fields[field] = f"{fields[field]} {sentence}" if field in fields else sentence
        return fields


@dataclass(frozen=True)
class Choice:
    """One choice as it is drawn, numbered from 1; without `letter` when its text is one, without `shape` beyond six."""

    number: int
    letter: str
    shape: str
    text: str
    right: bool = False
    picture: Picture | None = None

    @property
    def html(self) -> str:
        """The text as HTML, with its formulas drawn."""
        return formulas(self.text)


@dataclass(frozen=True)
class Bar:
    """One row of a tally."""

    value: str
    label: str
    count: int
    right: bool = False
    letter: str = ""
    shape: str = ""
    picture: Picture | None = None
    length: int | None = None
    "Of the bar that is drawn, from 0 to 1000; None: the share that its count has of all answers."
    said: str = ""
    'What stands beside it; "" for the count and its percentage.'

    @property
    def html(self) -> str:
        """The label as HTML; formulas are drawn in choices, but not in what participants type."""
        return formulas(self.label) if self.letter or self.shape else self.label


Typed = Mapping[tuple[str, str], int]
"How often each value was typed in each way."


class Counts(dict[str, int]):
    """How often each value was given, in the order of the values; and how it was typed each time."""

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        self.typed = typed
        for (value, _way), count in sorted(typed.items()):
            self[value] = self.get(value, 0) + count


def typed(counts: Mapping[str, int]) -> Typed:
    """Return how often each value was typed in each way; "" where nobody knows how."""
    return counts.typed if isinstance(counts, Counts) else {(value, ""): count for value, count in counts.items()}


class Chart(Protocol):
    """What a kind draws of all answers by its template `chart`: a frozen value, as snapshots are compared."""

    @property
    def height(self) -> float:
        """Return the height that it takes on the screen, in em of the screen (see rendering/fit.py)."""

    def keyless(self) -> "Chart":
        """Return it without the key: what may be drawn before the reveal."""
