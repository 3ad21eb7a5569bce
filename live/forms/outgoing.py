"""A teacher's quiz as it goes out to a file: its questions, and the files of their pictures."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from live.content.pictures import Picture, files
from live.formats.fitted import MOST_TEXT
from live.formats.found import MOST_PICTURE_BYTES, Unreadable
from live.formats.given import Given, GivenQuiz
from live.formats.opened import MOST_PACKAGE_BYTES
from live.formats.package import MOST_QUESTIONS
from live.formats.tables.cells import check_zip
from live.formats.written import packed
from live.kinds.values import pictures
from live.models import Question, Quiz
from live.refusal import Refused


def package_of(quizzes: Iterable[Quiz], wait: float) -> bytes:
    """Return quizzes as a package that can come in again, within `wait` seconds. Raises Refused (422)."""
    found = given_quizzes(quizzes)
    content = packed(found, wait)
    try:
        check_zip(content)
    except Unreadable as unreadable:
        raise _too_much(found) from unreadable
    if len(content) > MOST_PACKAGE_BYTES:
        raise _too_much(found)
    return content


def given_quizzes(quizzes: Iterable[Quiz]) -> list[GivenQuiz]:
    """Return several quizzes, each picture with the first one that has it. Raises Refused (422) for none and too many.

    What goes out together has to come in again together.
    """
    found: list[GivenQuiz] = []
    shown: set[str] = set()
    questions = length = size = 0
    for quiz in quizzes:
        whole = given_quiz(quiz)
        new = {name: whole.pictures[name] for name in whole.pictures.keys() - shown}
        shown |= new.keys()
        found.append(replace(whole, pictures=new))
        questions += len(whole.questions)
        length += sum(map(_length, whole.questions))
        size += sum(map(len, new.values()))
        if questions > MOST_QUESTIONS or length > MOST_TEXT or size > MOST_PICTURE_BYTES:
            raise _too_much(found)
    if not found:
        raise Refused(_("There is no quiz to take away."), 422)
    return found


def given_quiz(quiz: Quiz) -> GivenQuiz:
    """Return a quiz with its pictures. Raises Refused (422) when these are too many for a file."""
    questions = list(quiz.questions.defer("drawn", "listed"))
    whole = GivenQuiz(quiz.title, [given(each) for each in questions], quiz.tags, language=get_language() or "en")
    for name in dict.fromkeys(name for question in questions for name in _names(question)):
        path = files(name)[0]
        if path.is_file():  # one that is gone is left out
            whole.pictures[name] = path.read_bytes()
        if sum(map(len, whole.pictures.values())) > MOST_PICTURE_BYTES:
            raise _too_much([whole])
    return whole


def _too_much(quizzes: Sequence[GivenQuiz]) -> Refused:
    if len(quizzes) > 1:
        return Refused(_("These quizzes are too much for one file. Take one at a time, or those under one tag."), 422)
    words = _("“%s” is too much for one file. Move some of its questions to another quiz.")
    return Refused(words % quizzes[0].title, 422)


def _length(question: Given) -> int:
    """Return how many characters a question has, about as a reading is measured (live/formats/fitted.py)."""
    texts = question.text, question.explanation, question.notes, json.dumps(question.content, ensure_ascii=False)
    return sum(map(len, texts))


def given(question: Question) -> Given:
    """Return one question as it goes out."""
    picture = Picture.of(question.picture)
    return Given(
        question.kind_slug,
        question.text,
        question.content,
        question.seconds,
        question.weight,
        question.explanation,
        question.notes,
        picture.name if picture else "",
        picture.alt if picture else "",
    )


def _names(question: Question) -> list[str]:
    own = Picture.of(question.picture)
    return [each.name for each in (own, *pictures(question.content)) if each]
