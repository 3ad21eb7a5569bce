"""The pages beside a lesson: doors, editor, results, accounts."""

from django.contrib.auth.models import User

from live.models import Move, Room
from live.rooms import moves
from tests.support.lessons import a_quiz
from tools.shots.rooms import STATES
from tools.shots.words import Words


def beside_a_lesson(host: User, words: Words) -> list[tuple[str, str]]:
    """Names and paths, for data that are made here."""
    quiz = a_quiz(host, words.single, words.several, words.number, words.short, words.cloud, title=words.title)
    kinds = {question.kind_slug: question for question in quiz.questions.all()}
    room = STATES["ended"](host, words).room
    door = _open_room(host, words)
    return [
        ("home", "/"),
        ("home unknown code", "/000000/"),
        ("join", f"/join/{door.key}/"),
        ("login", "/login/"),
        ("quizzes", "/quizzes/"),
        ("quiz", f"/quizzes/{quiz.pk}/"),
        *((f"question {slug}", f"/quizzes/questions/{question.pk}/") for slug, question in kinds.items()),
        ("new question", f"/quizzes/{quiz.pk}/questions/new/"),
        ("paste", f"/quizzes/{quiz.pk}/paste/"),
        ("delete quiz", f"/quizzes/{quiz.pk}/delete/"),
        ("paper", f"/quizzes/{quiz.pk}/paper/?key=1"),
        ("results", f"/rooms/{room.pk}/results/"),
        ("re-mark", f"/rooms/{room.pk}/rounds/1/"),
        ("results list", "/rooms/"),
        ("delete results", f"/rooms/{room.pk}/delete/"),
        ("key", f"/host/{door.pk}/key/"),
        ("phone as remote", f"/host/{door.pk}/phone/"),
        ("people", f"/host/{door.pk}/people/"),
        ("teachers", "/teachers/"),
        ("password", "/password/"),
        ("not there", "/quizzes/999999/"),
    ]


def _open_room(host: User, words: Words) -> Room:
    room = STATES["lobby 12"](host, words).room
    moves.move(room, Move.OPEN, version=room.version)
    return room
