"""The page before an import, as it is kept until then."""

import json
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from live.content.pictures import Picture
from live.forms.incoming import Fields, Incoming
from live.forms.sources import Sources
from live.kinds.values import pictures
from live.refusal import Refused


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
    sources: Sources = field(default_factory=Sources)

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

    def packed(self) -> bytes:
        """Return it as it is kept."""
        questions = [_packed(each) for each in self.questions]
        page = [self.files, self.refused, questions, self.are_quizzes, self.sources.packed()]
        return zlib.compress(json.dumps(page).encode())

    @classmethod
    def of(cls, packed: bytes | memoryview) -> "ImportPreview":
        """Return what was packed."""
        files, refused, questions, are_quizzes, sources = json.loads(zlib.decompress(packed))
        unpacked = [_unpacked(number, each) for number, each in enumerate(questions, 1)]
        return cls([FileLine(*each) for each in files], refused, unpacked, are_quizzes, Sources.of(sources))

    def tick(self, numbers: Container[str]) -> None:
        """Tick the questions with these numbers alone, as the form says."""
        for each in self.questions:
            each.ticked = each.fields is not None and str(each.number) in numbers

    def chosen(self) -> Iterator[ImportedQuestion]:
        """Yield the ticked questions. Raises Refused when their pictures have gone."""
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
        raise Refused(too_old(), 422)


def too_old() -> str:
    """Return what is said of a page that waited for more than a day."""
    return _("That was found too long ago. Choose the file again; nothing was imported.")
