"""What a file brings, judged by the kinds: each question as it would be kept, or why it cannot come."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated

from live.formats.fitted import MOST_TEXT
from live.formats.found import CHANGED, REFUSED, Found, Reading, Remark
from live.formats.package import MOST_QUESTIONS
from live.forms.draft import find_kind
from live.forms.incoming_pictures import QuestionPictures, UploadPictures
from live.forms.quizzes import kept_tags
from live.kinds import Content, Invalid, Kind
from live.models.question import NOTES_LENGTH, TEXT_LENGTH
from live.models.quiz import TITLE_LENGTH

Fields = dict[str, Any]
"The fields of a Question."


@dataclass(frozen=True)
class ReadFile:
    """A file, or a pasted text, that was read."""

    name: str
    'Of the file; "" for a text.'
    reading: Reading

    @property
    def title(self) -> str:
        """What its questions are about, as far as the file says."""
        return self.reading.title or PurePath(self.name).stem

    @property
    def format(self) -> str:
        """What it was read as."""
        return translated(self.reading.format)

    @property
    def remarks(self) -> list[str]:
        """What is to say of it as a whole."""
        return [_sentence(each) for each in self.reading.remarks]


@dataclass
class Incoming:
    """One question of a file, as the page before the import shows it."""

    number: int
    group: str
    'The title of what it belongs to in the file; "" for none.'
    place: str
    "Where it stands in the file, in words."
    text: str
    fields: Fields | None = None
    "None for one that cannot come."
    ticked: bool = True
    remarks: list[tuple[str, str]] = field(default_factory=list)
    "(lost, changed or refused; a sentence)."
    tags: list[str] = field(default_factory=list)
    "What its quiz was filed under."

    @property
    def kind(self) -> Kind | None:
        """Its kind; None for one that cannot come."""
        return find_kind(self.fields["kind_slug"]) if self.fields else None


class Inbox:
    """All that one upload brings. It is judged file by file, so that the pictures of one are let go for the next."""

    def __init__(self, there: Iterable[Fields] | None = None, until: float = math.inf) -> None:
        """What is already `there` (fields of questions of a quiz), or comes twice, is not ticked.

        Without a quiz each group may become one, and two of them may have the same question. No picture is stored
        after `until`, by the monotonic clock.
        """
        self.apart = there is None
        self._there, self._seen = {_mark(each) for each in there or ()}, set[str]()
        self.questions: list[Incoming] = []
        self._pictures, self._length = UploadPictures(until), 0

    @property
    def is_full(self) -> bool:
        """Whether there is no room for a further file: all files together bring no more than a single one may."""
        return len(self.questions) >= MOST_QUESTIONS or self._length >= MOST_TEXT

    def take(self, file: ReadFile) -> bool:
        """Judge what was found in a file, and store its pictures. False when not all of its questions had room."""
        found = file.reading.found[: MOST_QUESTIONS - len(self.questions)]
        for each in found:
            judged = self._judged(file, each)
            self.questions.append(judged)
            self._length += len(str(judged.fields or judged.text))
            if judged.fields is not None:
                self._compare(judged, _mark(judged.fields, judged.group if self.apart else ""))
        file.reading.pictures = []
        return len(found) == len(file.reading.found)

    def _compare(self, judged: Incoming, mark: str) -> None:
        if mark in self._there:
            judged.remarks.append((CHANGED, _("This question is already there.")))
        elif mark in self._seen:
            judged.remarks.append((CHANGED, _("This question comes twice.")))
        judged.ticked = judged.ticked and mark not in self._there and mark not in self._seen
        self._seen.add(mark)

    def _judged(self, file: ReadFile, found: Found) -> Incoming:
        found.text = found.text if found.text.strip() or not found.asked else translated(found.asked)
        judged = Incoming(
            len(self.questions) + 1,
            " ".join((found.category or file.title).split())[:TITLE_LENGTH],
            _place(found),
            found.text,
            ticked=found.ticked,
            remarks=[(each.level, _sentence(each)) for each in found.remarks],
            tags=kept_tags(file.reading.tags.get(found.category, [])),
        )
        kind = find_kind(found.kind) if found.kind else None
        if kind is None:
            return _refused(judged, _("Questions of this kind cannot be asked here."))
        try:
            _check_text(found)
            shown = self._pictures.shown(kind, found, file.reading.pictures, judged.remarks)
            judged.fields = _fields(kind, found, shown)
        except Invalid as invalid:
            return _refused(judged, *dict.fromkeys(said for _field, said in invalid.errors))
        return judged


def _mark(fields: Fields, group: str = "") -> str:
    picture = (fields["picture"] or {}).get("name")
    return repr((group, fields["kind_slug"], fields["text"], picture, fields["content"]))


def _refused(judged: Incoming, *sentences: str) -> Incoming:
    judged.ticked = False
    if not any(level == REFUSED for level, _words in judged.remarks):
        judged.remarks += [(REFUSED, sentence) for sentence in sentences]
    return judged


def _check_text(found: Found) -> None:
    if not found.text.strip():
        raise Invalid([("text", _("There is no question in it."))])
    if len(found.text) > TEXT_LENGTH:
        raise Invalid([("text", _("This question is too long: %d characters at most.") % TEXT_LENGTH)])


def _fields(kind: Kind, found: Found, shown: QuestionPictures) -> Fields:
    if kind.pictured and shown.own is None:
        raise Invalid([("picture", _("It asks about a picture, and there is none."))])
    return {
        "kind_slug": kind.slug,
        "text": found.text,
        "picture": shown.own and shown.own.kept,
        "content": _described(kind, found, shown),
        "seconds": found.seconds,
        "weight": found.weight if kind.scores else 1,
        "explanation": found.explanation[:NOTES_LENGTH],
        "notes": found.notes[:NOTES_LENGTH],
    }


def _described(kind: Kind, found: Found, shown: QuestionPictures) -> Content:
    """Return the content; one that is refused is tried again with its pictures described, as it may be for that."""
    try:
        return _content(kind, found, shown)
    except Invalid:
        if not shown.describe_choices():
            raise
    return _content(kind, found, shown)


def _content(kind: Kind, found: Found, shown: QuestionPictures) -> Content:
    form = QueryDict(mutable=True)
    for name, values in found.fields.items():
        form.setlist(name, values)
    if shown.of_choices:
        form.setlist(kind.picture_field, [each.token if each else "" for each in shown.of_choices])
        form.setlist(kind.alt_field, [each.alt if each else "" for each in shown.of_choices])
    return kind.validate(kind.on_picture(kind.draft(form), shown.own))


def _sentence(remark: Remark) -> str:
    return translated(remark.words) % remark.values if remark.values else translated(remark.words)


def _place(found: Found) -> str:
    match found.where:
        case "line":
            return _("Line %d") % found.number
        case "row":
            return _("Row %d") % found.number
    return _("Question %d") % found.number
