"""A lesson for the tests of results: questions are asked and answered in few words."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse

from live import clock
from live.content.nicknames import nickname_key
from live.models import Move, Participant, Question, Quiz, Response, Room, Round
from live.rooms import moves
from tests.support.lessons import as_fields

PARIS: dict[str, Any] = {"choices": ["Paris", "Lyon"], "right": [1]}
PRIMES: dict[str, Any] = {"choices": ["2", "9", "11"], "right": [1, 3]}
Given = Mapping[Participant, str]
"Who answered what."


class Classroom:
    """A room, what is asked in it and who answers."""

    def __init__(self, host: User, title: str = "Capitals", **settings: Any) -> None:
        self.quiz = Quiz.objects.create(owner=host, title=title)
        self.room = Room.objects.create(host=host, quiz=self.quiz, title=title, **as_fields(**settings))

    def joins(self, nickname: str, **fields: Any) -> Participant:
        """Somebody takes a seat."""
        now, key = clock.now(), nickname_key(nickname)
        return self.room.participants.create(nickname=nickname, nickname_key=key, joined_at=now, seen_at=now, **fields)

    def moves(self, *steps: Move, **what: Any) -> None:
        """The host presses."""
        for step in steps:
            moves.move(self.room, step, version=self.room.version, **what)

    def opens(self, kind_slug: str, content: Mapping[str, Any], **fields: Any) -> Round:
        """A new question is asked and stays open."""
        fields = {"text": "Which?", **fields}
        question = Question.append(self.quiz, kind_slug=kind_slug, content=dict(content), **fields)
        return self.opens_again(question.pk)

    def opens_again(self, question_id: int | None) -> Round:
        """A question is asked once more."""
        self.moves(Move.OPEN, question=question_id)
        return self.room.rounds.latest("number")

    def answers(
        self, round: Round, given: Mapping[Participant, str], typed: str = "", time_ms: int | None = None
    ) -> None:
        """They answer, all in the same way of typing and at the same moment."""
        for person, value in given.items():
            Response.objects.create(
                round=round, participant=person, value=value, typed=typed, time_ms=time_ms, arrived_at=clock.now()
            )

    def asks(self, kind_slug: str, content: Mapping[str, Any], given: Given, **fields: Any) -> Round:
        """A question is asked, answered, closed and revealed."""
        time_ms, typed = fields.pop("time_ms", None), fields.pop("typed", "")
        round = self.opens(kind_slug, content, **fields)
        self.answers(round, given, typed, time_ms)
        self.moves(Move.CLOSE, Move.REVEAL)
        return round


def reopened(response: HttpResponse | bytes) -> list[list[str]]:
    """A CSV file as another program reads it."""
    content = response if isinstance(response, bytes) else response.content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
