"""A class for tests: teachers, quizzes, rooms and people who join and answer, in the words of a lesson."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict

from live import clock
from live.kinds import Content
from live.models import Move, Participant, Question, Quiz, Room
from live.models.participant import Seat
from live.models.response import Response
from live.models.rules import Rules
from live.refusal import Refused
from live.rooms import moves
from live.rooms.answers import Answer, write_answers
from live.rooms.joins import Join, write_joins

RULES = frozenset(Rules.__slots__)
PASSWORD = "correct horse"
"Of every teacher."
CAPITAL: dict[str, Any] = {
    "kind_slug": "single",
    "text": "Capital of France?",
    "content": {"choices": ["Lyon", "Paris", "Nice"], "right": [2]},
    "explanation": "Since Clovis.",
    "notes": "Ask who has been there.",
}
PRIMES: dict[str, Any] = {
    "kind_slug": "several",
    "text": "Which are prime?",
    "content": {"choices": ["2", "4", "7", "9"], "right": [1, 3]},
}
PI: dict[str, Any] = {
    "kind_slug": "number",
    "text": "Pi?",
    "content": {"right": "3.14", "tolerance": "0.01", "unit": ""},
}
RIVER: dict[str, Any] = {
    "kind_slug": "short",
    "text": "River in Paris?",
    "content": {"accepted": ["Seine", "La Seine"]},
}
MOOD: dict[str, Any] = {"kind_slug": "cloud", "text": "How are you?", "content": {"words": 3}, "weight": 0}
ALL_KINDS = [CAPITAL, PRIMES, PI, RIVER, MOOD]


def ms(number: float) -> timedelta:
    return timedelta(milliseconds=number)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def a_teacher(name: str = "ada") -> User:
    return User.objects.create_user(name, password=PASSWORD)


def a_quiz(owner: User, *questions: dict[str, Any], title: str = "Geography") -> Quiz:
    quiz = Quiz.objects.create(owner=owner, title=title)
    for question in questions or (CAPITAL, PRIMES):
        Question.append(quiz, **question)
    return quiz


def a_room(*questions: dict[str, Any], host: User | None = None, **settings: Any) -> Room:
    """A room in the lobby with a quiz of these questions; `settings`: its rules, and fields."""
    host = host or User.objects.filter(username="ada").first() or a_teacher()
    quiz = a_quiz(host, *questions)
    return Room.objects.create(host=host, quiz=quiz, title=quiz.title, **as_fields(**settings))


def as_fields(**settings: Any) -> dict[str, Any]:
    """Settings of a room as its fields: what is a rule goes into `rules`."""
    chosen = {name: settings.pop(name) for name in list(settings) if name in RULES}
    return {**settings, "rules": Rules.of(chosen)}


def ruled(**rules: Any) -> None:
    """Set rules of all rooms."""
    for room in Room.objects.all():
        room.change_rules(**rules)


def do(room: Room, *steps: Move, **what: Any) -> Room:
    """Make moves one after the other, each from the version that is there."""
    for step in steps:
        room.refresh_from_db()
        moves.move(room, step, version=room.version, **what)
    return room


def form(**fields: Any) -> QueryDict:
    """What a browser would send; a list is a field sent several times."""
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def content(question: dict[str, Any]) -> Content:
    return dict(question["content"])


@dataclass
class Student:
    """Somebody with a seat, who answers by the writer's own functions (without its thread)."""

    participant: Participant

    @property
    def seat(self) -> Seat:
        return Seat(self.participant.room_id, self.participant.pk, self.participant.seat)

    def sends(self, room: Room, arrived: datetime | None = None, **fields: Any) -> Answer:
        """What the browser sends for the room's current round, stamped now or when it is said to have arrived."""
        room.refresh_from_db()
        assert room.round_id is not None
        return Answer(self.seat, room.round_id, form(**fields), arrived or clock.now())

    def answers(self, room: Room, **fields: Any) -> Response | Refused:
        """Answer the room's current round now; the outcome as the writer would have it."""
        with transaction.atomic():
            return write_answers([self.sends(room, **fields)])[0]


def joins(room: Room, nickname: str, suggested: bool = True) -> Student:
    """Somebody takes a seat. Raises what the door says."""
    with transaction.atomic():
        outcome = write_joins([Join(room.pk, nickname, suggested, clock.now())])[0]
    if isinstance(outcome, Refused):
        raise outcome
    return Student(outcome)
