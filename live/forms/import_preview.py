"""The page before an import: it travels in its own form, signed, and comes back with what is ticked."""

from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core import signing
from django.utils.translation import gettext as _

from live.content.pictures import Picture
from live.forms.incoming import Fields, Incoming
from live.kinds.values import pictures

LASTS = 24 * 60 * 60
SALT = "live.import"
MOST_BYTES = (2 << 20) - (64 << 10)
"Of the field: what the server and Django take of a form without files, less its ticks and its title."


class FileLine(NamedTuple):
    """What the page says of a file, or of a pasted text, that was read."""

    name: str
    'Of the file; "" for a text.'
    format: str
    found: int
    remarks: list[str]


class ImportedQuestion(NamedTuple):
    """One question that is imported."""

    group: str
    tags: list[str]
    fields: Fields


@dataclass
class ImportPreview:
    """What an upload brought, as the page shows it."""

    files: list[FileLine] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    "Why the rest of the upload is not here."
    questions: list[Incoming] = field(default_factory=list)
    are_quizzes: bool = False
    "Whether each group was a quiz of its own."

    @property
    def titles(self) -> list[str]:
        """The titles of its groups."""
        return list(dict.fromkeys(each.group for each in self.questions if each.group))

    @property
    def ready(self) -> int:
        """How many questions can come."""
        return sum(each.fields is not None for each in self.questions)

    @property
    def doubles(self) -> int:
        """How many of these are not ticked at first, as they are there already, or come twice."""
        return sum(each.fields is not None and not each.ticked for each in self.questions)

    def sealed(self) -> str:
        """Return it as a field of the form; the last questions are left out, and told, when it would be too large."""
        whole = self._signed(len(self.questions))
        if len(whole) <= MOST_BYTES:
            return whole
        sizes = range(len(self.questions))
        self._end_with(bisect_right(sizes, MOST_BYTES, key=lambda count: len(self._signed(count))) - 1)
        return self._signed(len(self.questions))

    def _end_with(self, count: int) -> None:
        del self.questions[count:]
        words = _("This is too much at a time: it ends with question %d. Bring the rest by itself.")
        self.refused.append(words % count)

    def _signed(self, count: int) -> str:
        questions = [_packed(each) for each in self.questions[:count]]
        page = [self.files, self.refused, self.are_quizzes, questions]
        return signing.dumps(page, salt=SALT, compress=True)

    @classmethod
    def of(cls, field: str) -> "ImportPreview":
        """Return what such a field has. Raises BadSignature: it is not ours, or too old."""
        files, refused, are_quizzes, questions = signing.loads(field, salt=SALT, max_age=LASTS)
        unpacked = [_unpacked(number, each) for number, each in enumerate(questions, 1)]
        return cls([FileLine(*each) for each in files], refused, unpacked, are_quizzes)

    def tick(self, numbers: Container[str]) -> None:
        """Tick the questions with these numbers alone, as the form says."""
        for each in self.questions:
            each.ticked = each.fields is not None and str(each.number) in numbers

    def chosen(self) -> Iterator[ImportedQuestion]:
        """Yield the ticked questions. Raises BadSignature when their pictures have gone."""
        for each in self.questions:
            if each.ticked and each.fields is not None:
                _renew_pictures(each.fields)
                yield ImportedQuestion(each.group, each.tags, each.fields)


def _packed(question: Incoming) -> list[Any]:
    text = question.text if question.fields is None else ""
    return [question.group, question.place, text, question.fields, question.ticked, question.remarks, question.tags]


def _unpacked(number: int, packed: list[Any]) -> Incoming:
    group, place, text, fields, ticked, remarks, tags = packed
    said = [(level, words) for level, words in remarks]
    return Incoming(number, group, place, text if fields is None else fields["text"], fields, ticked, said, tags)


def _renew_pictures(fields: Fields) -> None:
    """Keep the files of its pictures from being purged."""
    shown = [Picture.of(fields["picture"]), *pictures(fields["content"])]
    if not all(each.renew() for each in shown if each):
        raise signing.BadSignature
