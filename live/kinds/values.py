"""The values that kinds exchange with the rest: content, choices, rows of a tally, errors of a teacher's form."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any, Protocol

from django.utils.functional import Promise

from live.content.pictures import Picture
from live.kinds.written import Row
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
    """One choice as it is drawn, numbered from 1; without `letter` when its text is one, without `shape` beyond ten."""

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
    starred: bool = False
    "The host has put it on the wall."
    gathered: int = 0
    "How many other answers the host, or their likeness, has put together with it."

    @property
    def name(self) -> str:
        """A short name of it, for ids in a page."""
        return blake2s(self.value.encode(), digest_size=6).hexdigest()

    @property
    def html(self) -> str:
        """The label as HTML; formulas are drawn in choices, but not in what participants type."""
        return formulas(self.label) if self.letter or self.shape else self.label


Typed = Mapping[tuple[str, str], int]
"How often each value was typed in each way."


class Counts(dict[str, int]):
    """How often each value was given, in the order of the values; and how it was typed each time.

    `typed` is in the order in which the answers came, as far as that is known. `starred`: values that the host has put
    on the wall. `gathered`: how many other values are counted under a value.
    """

    def __init__(self, typed: Typed, starred: Collection[str] = (), gathered: Mapping[str, int] | None = None) -> None:
        super().__init__()
        self.typed, self.starred, self.gathered = typed, starred, gathered or {}
        for (value, _way), count in sorted(typed.items()):
            self[value] = self.get(value, 0) + count

    def put_together(self, leaders: Mapping[str, str], starred: Collection[str] = ()) -> "Counts":
        """Return them with each value counted under its leader, and in the leader's words.

        A group whose leader nobody gives falls apart: what is read must never be an answer that the host has hidden.
        """
        under = {value: leader for value, leader in leaders.items() if value in self and leader in self}
        rows = {leader: Row(leader) for leader in under.values()}
        for (value, way), count in self.typed.items():
            if value in rows:
                rows[value].add(way, count)
        typed = Counter[tuple[str, str]]()
        for (value, way), count in self.typed.items():
            leader = under.get(value, value)
            typed[leader, way if leader == value else rows[leader].label] += count
        gathered = Counter(leader for value, leader in under.items() if leader != value)
        return Counts(typed, starred, gathered)


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
