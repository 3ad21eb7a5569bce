"""What a reader finds in a file: questions as a teacher would type them, each with remarks in plain words.

Readers run in a child process that knows neither the database nor a language, so a sentence travels as its msgid with
its values, and what a kind says of a question is asked afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import accumulate, pairwise
from typing import Any, BinaryIO, overload
from weakref import finalize

from django.utils.translation import gettext_noop as _

LOST, CHANGED, REFUSED = "lost", "changed", "refused"
"What a remark tells: what does not come along, what comes otherwise, and why a question cannot come."
SECONDS = 5, 300
"The least and the most of a time limit, as the editor has them (live.forms.quizzes)."
MOST_QUESTIONS = 500
RAW_LENGTH = 20_000
"The longest text of a field that is read at all."
QUESTION_LENGTH, NOTES_LENGTH = 2000, 4000
"Of what a question keeps (live.models.question, which the child does not know)."
MOST_CHOICES = 100
"Choices among which those that are there twice are looked for."
MOST_PICTURE_BYTES = 30 << 20
"Of all pictures of one file."
TOO_MANY_PICTURES = _("The pictures of this file are too many: this one stays behind.")
NO_KEY = _("Nothing says what is right: it is a poll.")
NO_CHOICE = _("“%(right)s” is none of the choices: please mark what is right.")
NO_TRUTH = _("“%(right)s” is neither true nor false: please mark what is right.")
NO_TEXT = _("These answers have no question before them.")
NO_QUESTION_IN = _("No question could be read in “%(name)s”.")
"Of a part of a file, where others could be read."
Values = dict[str, str | int]


@dataclass
class Remark:
    """One plain sentence: what was lost, changed or refused. `words` is a msgid, marked by `gettext_noop`."""

    level: str
    words: str
    values: Values = field(default_factory=dict)


@dataclass
class Found:
    """One question of a file. `fields` are those of the kind's editor, as somebody would type them."""

    where: str
    "The place by which people find it: a line, a row, an item, with `number`."
    number: int
    kind: str = ""
    '"" for one that cannot come; a remark then says why.'
    text: str = ""
    "In our Markdown."
    fields: dict[str, list[str]] = field(default_factory=dict)
    explanation: str = ""
    notes: str = ""
    seconds: int | None = None
    weight: int = 1
    picture: int | None = None
    "Which of the reading's pictures it has."
    alt: str = ""
    choice_pictures: list[int | None] = field(default_factory=list)
    "The same of each choice, in their order; [] when none has one."
    choice_alts: list[str] = field(default_factory=list)
    category: str = ""
    "The quiz of the file that it is from, where there are several."
    ticked: bool = True
    remarks: list[Remark] = field(default_factory=list)
    asked: str = ""
    "A msgid: what is asked where the file has no text for it."

    def remark(self, level: str, words: str, **values: str | int) -> None:
        """Add a sentence, each once."""
        new = Remark(level, words, values)
        if new not in self.remarks:
            self.remarks.append(new)

    def limit_seconds(self, seconds: int) -> None:
        """Take a time limit; one that is too short or too long is brought into bounds, and told. 0 is none."""
        least, most = SECONDS
        now = min(most, max(least, seconds))
        self.seconds = now if seconds > 0 else None
        if seconds > 0 and now != seconds:
            self.remark(CHANGED, _("The time limit is now %(now)d seconds, as 5 to 300 can be."), now=now)

    def place_pictures(self, places: list[int | None]) -> None:
        """Name its pictures by where they are now; None for one that stays behind, which is told."""
        now = [None if each is None else places[each] for each in (self.picture, *self.choice_pictures)]
        if now.count(None) > [self.picture, *self.choice_pictures].count(None):
            self.remark(LOST, TOO_MANY_PICTURES)
        self.picture, *self.choice_pictures = now

    def refuse_type(self, name: str) -> "Found":
        """Say that there is no kind for its type."""
        return self.refuse(_("A question of the type %(type)s cannot come."), type=name[:60] or "?")

    def refuse(self, words: str, **values: str | int) -> "Found":
        """Say why it cannot come."""
        self.kind = ""
        self.remark(REFUSED, words, **values)
        return self


@dataclass
class Reading:
    """All that a reader found in one file."""

    format: str
    title: str = ""
    found: list[Found] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    "About the file as a whole."
    pictures: Sequence[bytes] = field(default_factory=list)
    tags: dict[str, list[str]] = field(default_factory=dict)
    'What the quizzes of the file are filed under, by category; by "" where there is one quiz.'

    def remark(self, level: str, words: str, **values: str | int) -> None:
        """Add a sentence about the file, each once."""
        self._say(Remark(level, words, values))

    def _say(self, remark: Remark) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)

    def has_room(self, most: int = MOST_QUESTIONS) -> bool:
        """Tell whether one more question is read; a remark says so where none is."""
        if len(self.found) >= most:
            self.remark(LOST, _("%(most)d questions are the most at a time; the rest was not read."), most=most)
        return len(self.found) < most

    def join(self, other: "Reading", category: str = "") -> None:
        """Take what was found in another part of the file, with its pictures. `category`: of questions without one."""
        places = [self.add_picture(content) for content in other.pictures]
        for found in other.found:
            if not self.has_room():
                break
            found.place_pictures(places)
            found.category = found.category or category
            self.found.append(found)
        for remark in other.remarks:
            self._say(remark)

    def number_on(self) -> "Reading":
        """Count the questions from 1, where the file has no lines or rows by which people find them."""
        for number, found in enumerate(self.found, 1):
            found.where, found.number = "item", number
        return self

    def add_picture(self, content: bytes) -> int | None:
        """Return the number of a new picture; None when all of them together would be too large."""
        if sum(map(len, self.pictures)) + len(content) > MOST_PICTURE_BYTES:
            return None
        self.pictures = [*self.pictures, content]
        return len(self.pictures) - 1

    def message(self) -> tuple[dict[str, Any], bytes]:
        """Return it as it travels out of the child: JSON, and the pictures one after the other."""
        head = _storable(asdict(self) | {"pictures": [len(each) for each in self.pictures]})
        return head, b"".join(self.pictures)

    @classmethod
    def of(cls, head: dict[str, Any], body: BinaryIO) -> "Reading":
        """Return what a message says; its pictures stay in the file until they are asked for."""
        pictures = PicturesInFile(body, head["pictures"])
        found = [Found(**each | {"remarks": _remarks(each["remarks"])}) for each in head["found"]]
        return cls(head["format"], head["title"], found, _remarks(head["remarks"]), pictures, head["tags"])


class PicturesInFile(Sequence[bytes]):
    """Pictures that lie in a file one after the other; each is read whenever it is asked for, and none is kept.

    The file is closed with the last reference to them.
    """

    def __init__(self, file: BinaryIO, lengths: Iterable[int]) -> None:
        self._file, self._spans = file, list(pairwise(accumulate(lengths, initial=0)))
        finalize(self, file.close)

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        start, end = self._spans[number]
        self._file.seek(start)
        return self._file.read(end - start)


def _storable(value: Any) -> Any:
    """Return JSON without what no database takes: NULs, and halves of letters, as JSON can have them."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode()
        case dict():
            return {_storable(name): _storable(each) for name, each in value.items()}
        case list():
            return [_storable(each) for each in value]
    return value


def _remarks(raw: Iterable[dict[str, Any]]) -> list[Remark]:
    return [Remark(**each) for each in raw]


class Unreadable(Exception):
    """A file that cannot be read as what it seems to be: a msgid, and its values, that say what to do."""

    def __init__(self, words: str, **values: str | int) -> None:
        super().__init__(words)
        self.words, self.values = words, values


def is_refused(remarks: Iterable[Remark]) -> bool:
    """Tell whether remarks say that a question cannot come, or go along."""
    return any(remark.level == REFUSED for remark in remarks)


def choice_fields(choices: list[str], right: Iterable[int]) -> dict[str, list[str]]:
    """Return the editor's fields of choices, of which these (from 1) are right."""
    return {"choice": list(choices), "right": [str(number) for number in sorted(right)]}


def drop_twins(found: Found) -> None:
    """Let a choice that stands there twice come once, and say so; it is right if one of the two is."""
    texts = [" ".join(text.split()) for text in found.fields.get("choice", [])]
    if len(texts) > MOST_CHOICES:
        return  # they are refused anyway
    kept = [place for place, text in enumerate(texts) if text and texts.index(text) == place]
    if len(kept) in {len(list(filter(None, texts))), 1} or any(each is not None for each in found.choice_pictures):
        return
    right = {text for number, text in enumerate(texts, 1) if str(number) in found.fields.get("right", [])}
    several = [place for place, at in enumerate(kept, 1) if texts[at] in right]
    found.fields |= choice_fields([found.fields["choice"][at] for at in kept], several)
    found.remark(CHANGED, _("A choice that was there twice comes once."))
