"""A room: one quiz or quick vote run with one class, and the one door to its phase."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from live import clock
from live.models.keys import new_key, new_pass
from live.models.phase import Move, Phase, Scoring
from live.models.quiz import TITLE_LENGTH, Quiz
from live.refusal import Refused
from live.rooms.moves import MOVES, Rule

if TYPE_CHECKING:
    from live.models.question import Question
    from live.models.round import Round

CODE_RESTS = timedelta(hours=24)
NOBODY_HERE = timedelta(hours=12)
NEWCOMER = timedelta(minutes=10)


def new_code() -> str:
    """Six digits that no room uses now and none has used in the last 24 hours."""
    taken = models.Q(ended_at=None) | models.Q(ended_at__gt=clock.now() - CODE_RESTS)
    while True:
        code = f"{secrets.randbelow(10**6):06}"
        if not Room.objects.filter(taken, code=code).exists():
            return code


class Room(models.Model):
    """Where a class answers. `version` is raised by moves alone, and a move names the one it was drawn from."""

    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rooms")
    quiz = models.ForeignKey(Quiz, models.SET_NULL, null=True, related_name="rooms")
    title = models.CharField(max_length=TITLE_LENGTH)
    code = models.CharField(max_length=6, default=new_code)
    key = models.CharField(max_length=22, default=new_key, unique=True)
    screen_key = models.CharField(max_length=22, default=new_key, unique=True)
    host_pass = models.BigIntegerField(default=new_pass)
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.LOBBY)
    version = models.PositiveIntegerField(default=1)
    round = models.ForeignKey("live.Round", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    awake_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)
    "The last day on which the names are kept, if the host has chosen one."
    nameless_since = models.DateTimeField(null=True)
    "Since when the names are gone."

    language = models.CharField(max_length=10, default="en")
    locked = models.BooleanField(default=False)
    asks_names = models.BooleanField(default=True)
    suggested_only = models.BooleanField(default=False)
    tally_live = models.BooleanField(default=False)
    typed_live = models.BooleanField(default=False)
    may_change = models.BooleanField(default=True)
    close_when_all = models.BooleanField(default=False)
    with_standings = models.BooleanField(default=True)
    scoring = models.CharField(max_length=10, choices=Scoring.choices, default=Scoring.ACCURACY)
    partial = models.BooleanField(default=False)
    covered = models.BooleanField(default=False)
    "The screen keeps results and key to itself."
    board = models.BooleanField(default=False)
    "The screen is a blackboard, whatever the projector's computer prefers."

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=models.Q(ended_at=None), name="one_live_room_per_code")
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def by_code(cls, code: str) -> "Room | None":
        """The room that has this code now, else the one that had it last and whose code still rests, ended."""
        rests = models.Q(ended_at__gt=clock.now() - CODE_RESTS)
        found = cls.objects.filter(models.Q(ended_at=None) | rests, code=code)
        return found.order_by(models.F("ended_at").desc(nulls_first=True)).first()

    @classmethod
    def end_the_forgotten(cls) -> list[int]:
        """End the rooms in which nobody has been for 12 hours; their ids."""
        ended = []
        for room in cls.objects.filter(ended_at=None, awake_at__lt=clock.now() - NOBODY_HERE):
            with suppress(Refused):  # another process was quicker
                room.move(Move.END, version=room.version)
                ended.append(room.pk)
        return ended

    def wake(self) -> None:
        """Somebody does something here."""
        self.awake_at = clock.now()
        self.save(update_fields=["awake_at"])

    @property
    def phase_now(self) -> Phase:
        """The phase that people see: a round whose time is up is closed, whatever the column says."""
        if self.phase == Phase.OPEN and self.round is not None and self.round.time_is_up:
            return Phase.CLOSED
        return Phase(self.phase)

    @property
    def moves(self) -> list[Move]:
        """What the host may do now, in the order of the table; the buttons are drawn from it."""
        return [move for move, rule in MOVES.items() if self.phase_now in rule.phases and rule.when(self)]

    @property
    def next_question(self) -> "Question | None":
        """The first one not asked yet behind the last one asked, else the first one not asked at all."""
        return self.next_among(list(self.quiz.questions.all()), self.asked) if self.quiz else None

    @property
    def asked(self) -> "list[tuple[int | None, int]]":
        """The questions of the quiz that were asked here, one after the other: their ids, and where they stood."""
        rounds = self.rounds.filter(question_id__isnull=False).order_by("number")
        return list(rounds.values_list("question_id", "position"))

    @staticmethod
    def next_among(questions: "list[Question]", asked: "list[tuple[int | None, int]]") -> "Question | None":
        """The same, of the quiz's questions in their order and those asked, for whoever has read them."""
        before = {pk for pk, _ in asked}
        left = [each for each in questions if each.pk not in before]
        stood = asked[-1][1] if asked else -1
        last = next((each.position for each in questions if asked and each.pk == asked[-1][0]), stood)
        return next((each for each in left if each.position > last), left[0] if left else None)

    @property
    def current(self) -> "Round":
        """The round that is asked, up to the next one. Raises Refused when there is none."""
        if self.round is None:
            raise Refused(_("No question is open."))
        return self.round

    @property
    def is_graded(self) -> bool:
        """Has a round that gave points or could."""
        counts = self.rounds.filter(skipped=False, closed_at__isnull=False, weight__gt=0)
        return any(round.is_graded for round in counts)

    @contextmanager
    def lock(self) -> "Iterator[Room]":
        """This room as it stands, with its row and then its round's held until the block ends."""
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Room.objects.select_for_update())
            if self.round_id is not None:
                self.rounds.select_for_update().get(pk=self.round_id)
            yield self

    def move(self, move: Move, *, version: int, **what: object) -> None:
        """Make one move of the lesson; OPEN takes `question` (an id) or `quick` (a round to be).

        Raises Refused when the room has moved on since that version, or when the move is not open now.
        """
        with self.lock():
            self.settle()
            rule = self._rule_for(move, version)
            rule.act(self, **what)
            self.phase, self.version, self.awake_at = rule.to or self.phase, self.version + 1, clock.now()
            self.save(update_fields=["phase", "version", "awake_at", "round", "ended_at"])

    def settle(self) -> bool:
        """Write down that the clock has closed the round; pages show it already, so the version stays."""
        if self.phase != Phase.OPEN or self.phase_now == Phase.OPEN:
            return False
        self.current.close()
        self.phase = Phase.CLOSED
        self.save(update_fields=["phase"])
        return True

    def _rule_for(self, move: Move, version: int) -> Rule:
        if self.phase == Phase.ENDED:
            raise Refused(_("This room has ended."))
        rule = MOVES[move]
        if version != self.version or self.phase not in rule.phases or not rule.when(self):
            raise Refused(_("The room has moved on already. Look again, then press."))
        return rule

    def has_nickname(self, key: str) -> bool:
        """A nickname with this key is taken here."""
        return self.participants.filter(nickname_key=key).exists()

    def speak(self, language: str) -> None:
        """From now on everything in this room is said in that language."""
        self.language = language
        self.save(update_fields=["language"])

    def renew(self) -> None:
        """New code, key, screen key and host pass: the old addresses find nothing any more."""
        self.code, self.key, self.screen_key, self.host_pass = new_code(), new_key(), new_key(), new_pass()
        self.save(update_fields=["code", "key", "screen_key", "host_pass"])
        self.links.all().delete()

    def renew_and_clear(self) -> None:
        """The same, and who joined in the last 10 minutes without an answer is removed: what ends a flood of bots."""
        self.renew()
        silent = self.participants.filter(removed=False, responses=None, joined_at__gt=clock.now() - NEWCOMER)
        silent.update(removed=True, nickname_key=None, token=None)
