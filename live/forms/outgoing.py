"""A teacher's quiz as it goes out to a file: its questions, and the files of their pictures."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from live.content.pictures import Picture, files
from live.formats.found import MOST_PICTURE_BYTES
from live.formats.given import Given, GivenQuiz
from live.formats.package import MOST_QUESTIONS
from live.kinds.values import pictures
from live.models import Question, Quiz
from live.refusal import Refused


def given_quiz(quiz: Quiz) -> GivenQuiz:
    """Return a quiz with its pictures. Raises Refused (422) when these are too many for a file."""
    questions = list(quiz.questions.defer("drawn", "listed"))
    return GivenQuiz(
        quiz.title, [given(each) for each in questions], quiz.tags, _files(questions), get_language() or "en"
    )


def given_quizzes(quizzes: Iterable[Quiz]) -> list[GivenQuiz]:
    """Return several quizzes, each picture with the first one that has it. Raises Refused (422) for none and too many.

    What goes out together has to come in again together.
    """
    found: list[GivenQuiz] = []
    shown: set[str] = set()
    for quiz in quizzes:
        whole = given_quiz(quiz)
        found.append(replace(whole, pictures={name: whole.pictures[name] for name in whole.pictures.keys() - shown}))
        shown |= whole.pictures.keys()
        _check_size(found)
    if not found:
        raise Refused(_("There is no quiz to take away."), 422)
    return found


def _check_size(quizzes: list[GivenQuiz]) -> None:
    pictures = sum(len(content) for quiz in quizzes for content in quiz.pictures.values())
    if pictures > MOST_PICTURE_BYTES or sum(len(quiz.questions) for quiz in quizzes) > MOST_QUESTIONS:
        raise Refused(_("These quizzes are too much for one file. Take one at a time, or those under one tag."), 422)


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


def _files(questions: Iterable[Question]) -> dict[str, bytes]:
    """Return the files of all pictures by name; one that is gone is left out."""
    found: dict[str, bytes] = {}
    for name in dict.fromkeys(name for question in questions for name in _names(question)):
        path = files(name)[0]
        if path.is_file():
            found[name] = path.read_bytes()
        if sum(map(len, found.values())) > MOST_PICTURE_BYTES:
            raise Refused(_("Its pictures are too many for one file. Move some of the questions to another quiz."), 422)
    return found


def _names(question: Question) -> list[str]:
    own = Picture.of(question.picture)
    return [each.name for each in (own, *pictures(question.content)) if each]
