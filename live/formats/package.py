"""Our own package, .showofhands: a zip with a JSON for each quiz, and the pictures as WebP beside it.

quiz-1.json: {"format": "showofhands", "version": 1, "title": "…", "tags": ["…"], "questions": […]}. A question has all
that is kept of it: kind, text, fields (those of its kind's editor, a list of values each), seconds (null: no limit),
weight, explanation, notes, picture and choice_pictures; a picture is {"file": "pictures/….webp", "alt": "…"} or null.
What somebody else has written is read as any foreign file: nothing in it is taken for what it should be.
"""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop as _

from live.formats.found import (
    CHANGED,
    LOST,
    NO_QUESTION_IN,
    RAW_LENGTH,
    REFUSED,
    SECONDS,
    Found,
    Reading,
    Remark,
    Unreadable,
)
from live.formats.given import Given, GivenQuiz
from live.formats.json_values import as_list, as_object, as_text, loaded
from live.formats.zipped import Package
from live.kinds import all_kinds, kind
from live.kinds.values import pictures

FORMAT, VERSION = "showofhands", 1
_BEGINNING = b"quiz-1.json"
_NAME_AT = 30
"Where a zip has its first name (APPNOTE.TXT, 4.3.7)."
BEGINNING = _NAME_AT + len(_BEGINNING)
"How many bytes of a file tell whether it begins as a package."
MOST_QUESTIONS = 1000
"Of all quizzes together."
LONGEST_TITLE = 110
"Of a quiz that has the title of another one: a number follows it."
MOST_FIELDS, MOST_VALUES = 30, 100
LIMITS = {"seconds": SECONDS, "weight": (0, 5)}
"The least and the most, as the editor has them."
_QUIZ = re.compile(r"(?:[^/]+/)?quiz-(\d{1,4})\.json")


def begins(content: bytes) -> bool:
    """Tell whether a file begins as the packages that `pack` writes."""
    return content.startswith(_BEGINNING, _NAME_AT)


def looks_like(names: Sequence[str]) -> bool:
    """Tell whether a zip with these names is a package; it may have been unpacked and packed again, in a folder."""
    return any(map(_QUIZ.fullmatch, names))


def read(content: bytes) -> Reading:
    """Read all quizzes of a package. Raises Unreadable when there is none."""
    packed = Package(content)
    names = sorted(filter(_QUIZ.fullmatch, packed.names), key=_number)
    inside = _Quizzes(packed, several=len(names) > 1)
    for name in names:
        inside.take(name)
    if not inside.quizzes:
        raise Unreadable(_("In this zip there is nothing that can be read here."))
    return inside.reading


def _number(name: str) -> int:
    found = _QUIZ.fullmatch(name)
    return int(found[1]) if found else 0


class _Quizzes:
    """The quizzes of a package that is being read."""

    def __init__(self, packed: Package, several: bool) -> None:
        self.packed, self.several, self.quizzes = packed, several, 0
        self.reading = Reading("Show of Hands")
        self._pictures: dict[tuple[str, str], int | None] = {}
        "By folder and name, as questions share them."

    def take(self, name: str) -> None:
        """Read one quiz; what is none is named."""
        quiz = loaded(self.packed.part(name))
        if not isinstance(quiz, dict) or quiz.get("format") != FORMAT:
            self.reading.remark(LOST, NO_QUESTION_IN, name=name)
            return
        self.quizzes += 1
        if _whole(quiz.get("version")) > VERSION:
            self.reading.remark(LOST, _("This file is of a newer Show of Hands: what only that one knows is lost."))
        category = self._begin(
            _text(quiz, "title"), [each for each in as_list(quiz.get("tags")) if isinstance(each, str)]
        )
        for raw in as_list(quiz.get("questions")):
            if not self.reading.has_room(MOST_QUESTIONS):
                return
            self._ask(raw, Found("item", len(self.reading.found) + 1, category=category), name.rpartition("/")[0])

    def _begin(self, title: str, tags: list[str]) -> str:
        """Note a quiz; return the category of its questions, which differs from that of any other quiz."""
        category = (title or str(self.quizzes)) if self.several else ""
        if category in self.reading.tags:
            category = f"{category[:LONGEST_TITLE]} ({self.quizzes})"
        self.reading.tags[category] = tags
        self.reading.title = self.reading.title or title
        return category

    def _ask(self, raw: Any, found: Found, folder: str) -> None:
        self.reading.found.append(found)
        if not isinstance(raw, dict) or not isinstance(raw.get("kind"), str):
            found.refuse(_("This question is not complete."))
            return
        found.kind, found.fields = raw["kind"], _fields(raw.get("fields"))
        found.text, found.explanation, found.notes = (_text(raw, name) for name in ("text", "explanation", "notes"))
        found.seconds = None if raw.get("seconds") is None else _within(found, raw, "seconds")
        found.weight = _within(found, raw, "weight") if "weight" in raw else 1
        found.picture, found.alt = self._picture(found, raw.get("picture"), folder)
        shown = [self._picture(found, each, folder) for each in as_list(raw.get("choice_pictures"))[:MOST_VALUES]]
        if any(number is not None for number, _alt in shown):
            found.choice_pictures, found.choice_alts = [each[0] for each in shown], [each[1] for each in shown]

    def _picture(self, found: Found, raw: Any, folder: str) -> tuple[int | None, str]:
        """Return the number of a picture and what is to be seen; a remark tells when it is not there."""
        if not isinstance(raw, dict):
            return None, ""
        name = _text(raw, "file")
        if (folder, name) not in self._pictures:
            content = self.packed.part(f"{folder}/{name}" if folder else name)
            self._pictures[folder, name] = self.reading.add_picture(content) if content else None
        number = self._pictures[folder, name]
        if number is None:
            found.remark(LOST, _("A picture of it is missing in the file, or too large."))
        return number, _text(raw, "alt") if number is not None else ""


def _text(raw: dict[str, Any], name: str) -> str:
    return as_text(raw.get(name))[:RAW_LENGTH]


def _whole(value: Any) -> int:
    """Return a whole number; 0 for anything else, true and false among them."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _within(found: Found, raw: dict[str, Any], name: str) -> int:
    """Return a number within its limits."""
    least, most = LIMITS[name]
    kept = min(max(_whole(raw[name]), least), most)
    if type(raw[name]) is not int or kept != raw[name]:
        found.remark(CHANGED, _("Its time limit or weight was out of bounds."))
    return kept


def _fields(raw: Any) -> dict[str, list[str]]:
    """Return the fields of a form, as far as they are that."""
    named = list(as_object(raw).items())[:MOST_FIELDS]
    return {name: _values(values) for name, values in named}


def _values(raw: Any) -> list[str]:
    return [each[:RAW_LENGTH] for each in as_list(raw)[:MOST_VALUES] if isinstance(each, str)]


def remarks(given: Given) -> list[Remark]:
    """Tell what stays behind: nothing, but a question whose kind has gone."""
    known = given.kind in {each.slug for each in all_kinds()}
    return [] if known else [Remark(REFUSED, _("Questions of this kind cannot be asked here."))]


def dump(quiz: GivenQuiz) -> bytes:
    """Write a package of one quiz."""
    return pack([quiz])


def pack(quizzes: Sequence[GivenQuiz]) -> bytes:
    """Write a package of several quizzes, with each picture once."""
    shown = {name: content for quiz in quizzes for name, content in quiz.pictures.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number, quiz in enumerate(quizzes, 1):
            packed.writestr(f"quiz-{number}.json", _written(quiz), zipfile.ZIP_DEFLATED)
        for name, content in shown.items():
            packed.writestr(_path(name), content)
    return out.getvalue()


def _path(picture: str) -> str:
    return f"pictures/{picture}.webp"


def _written(quiz: GivenQuiz) -> str:
    questions = [_question(each) for each in quiz.questions if not remarks(each)]
    head = {"format": FORMAT, "version": VERSION, "title": quiz.title, "tags": quiz.tags}
    return json.dumps({**head, "questions": questions}, ensure_ascii=False, indent=1)


def _question(given: Given) -> dict[str, Any]:
    words = {name: value for name, value in given.content.items() if name != "pictures"}
    shown = [each and {"file": _path(each.name), "alt": each.alt} for each in pictures(given.content)]
    return {
        "kind": given.kind,
        "text": given.text,
        "fields": kind(given.kind).fields(words),
        "seconds": given.seconds,
        "weight": given.weight,
        "explanation": given.explanation,
        "notes": given.notes,
        "picture": {"file": _path(given.picture), "alt": given.alt} if given.picture else None,
        "choice_pictures": shown,
    }
