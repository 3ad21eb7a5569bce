"""What a file brings, judged by the kinds: each question as it would be kept, or why it cannot come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated

from live.formats.found import REFUSED, Found, Reading, Remark
from live.forms.draft import find_kind
from live.kinds import Content, Invalid, Kind
from live.models.question import NOTES_LENGTH, TEXT_LENGTH
from live.models.quiz import TITLE_LENGTH

LASTS = 24 * 60 * 60
SALT = "live.incoming"
Fields = dict[str, Any]
"The fields of a Question."


@dataclass(frozen=True)
class Brought:
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

    @property
    def kind(self) -> Kind | None:
        """Its kind; None for one that cannot come."""
        return find_kind(self.fields["kind_slug"]) if self.fields else None


def incoming(several: Iterable[Brought], there: Iterable[Fields]) -> list[Incoming]:
    """Judge what was found. What is already `there` (fields of questions), or comes twice, is not ticked."""
    known = {_mark(each) for each in there}
    found = [(each.category or brought.title, each) for brought in several for each in brought.reading.found]
    judged = [_judged(number, *each) for number, each in enumerate(found, 1)]
    for each in judged:
        if each.fields is None:
            continue
        if _mark(each.fields) in known:
            each.ticked = False
            each.remarks.append(("changed", _("This question is already there.")))
        known.add(_mark(each.fields))
    return judged


def _mark(fields: Fields) -> str:
    return repr((fields["kind_slug"], fields["text"], fields["content"]))


def _judged(number: int, group: str, found: Found) -> Incoming:
    place, remarks = _place(found), [(each.level, _sentence(each)) for each in found.remarks]
    judged = Incoming(
        number, " ".join(group.split())[:TITLE_LENGTH], place, found.text, ticked=found.ticked, remarks=remarks
    )
    try:
        kind = find_kind(found.kind) if found.kind else None
        if kind is None:
            return _refused(judged, _("Questions of this kind cannot be asked here."))
        judged.fields = _fields(kind, found)
    except Invalid as invalid:
        return _refused(judged, *dict.fromkeys(sentence for _field, sentence in invalid.errors))
    return judged


def _refused(judged: Incoming, *sentences: str) -> Incoming:
    judged.ticked = False
    if not any(level == REFUSED for level, _words in judged.remarks):
        judged.remarks += [(REFUSED, sentence) for sentence in sentences]
    return judged


def _fields(kind: Kind, found: Found) -> Fields:
    form = QueryDict(mutable=True)
    for name, values in found.fields.items():
        form.setlist(name, values)
    content: Content = kind.clean(form)
    if not found.text.strip():
        raise Invalid([("text", _("There is no question in it."))])
    if len(found.text) > TEXT_LENGTH:
        raise Invalid([("text", _("This question is too long: %d characters at most.") % TEXT_LENGTH)])
    return {
        "kind_slug": kind.slug,
        "text": found.text,
        "content": content,
        "seconds": found.seconds,
        "weight": found.weight if kind.scores else 1,
        "explanation": found.explanation[:NOTES_LENGTH],
        "notes": found.notes[:NOTES_LENGTH],
    }


def _sentence(remark: Remark) -> str:
    return translated(remark.words) % remark.values if remark.values else translated(remark.words)


def _place(found: Found) -> str:
    match found.where:
        case "line":
            return _("Line %d") % found.number
        case "row":
            return _("Row %d") % found.number
    return _("Question %d") % found.number


def sealed(questions: Iterable[Incoming]) -> str:
    """Return the questions as a field that the page carries, signed: what is kept is what was shown."""
    return signing.dumps([[each.group, each.fields] for each in questions], salt=SALT, compress=True)


def unsealed(field: str, numbers: Iterable[str]) -> Iterator[tuple[str, Fields]]:
    """Yield the ticked questions of such a field by group. Raises BadSignature: it is not ours, or of yesterday."""
    ticked = set(numbers)
    for number, (group, fields) in enumerate(signing.loads(field, salt=SALT, max_age=LASTS), 1):
        if fields is not None and str(number) in ticked:
            yield group, fields
