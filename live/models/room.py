"""A room: one quiz or quick vote run with one class."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction

from live import clock
from live.models.keys import new_key, new_pass
from live.models.phase import Phase
from live.models.quiz import TITLE_LENGTH, Quiz
from live.models.rules import Rules, RulesField

KEY_LENGTH = 22
CLASS_NAME_LENGTH = 40
CODE_RESTS = timedelta(hours=24)
NEWCOMER = timedelta(minutes=10)


def new_code() -> str:
    """Return six digits that no room uses or has used in the last 24 hours."""
    taken = models.Q(ended_at=None) | models.Q(ended_at__gt=clock.now() - CODE_RESTS)
    while True:
        code = f"{secrets.randbelow(10**6):06}"
        if not Room.objects.filter(taken, code=code).exists():
            return code


class Room(models.Model):
    """A room in which a class answers. Only moves raise `version`, and a move names the one it was drawn from."""

    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rooms")
    quiz = models.ForeignKey(Quiz, models.SET_NULL, null=True, related_name="rooms")
    title = models.CharField(max_length=TITLE_LENGTH)
    class_name = models.CharField(max_length=CLASS_NAME_LENGTH, blank=True)
    'What the host calls the class, as "8b"; students do not see it.'
    code = models.CharField(max_length=6, default=new_code)
    key = models.CharField(max_length=KEY_LENGTH, default=new_key, unique=True)
    screen_key = models.CharField(max_length=KEY_LENGTH, default=new_key, unique=True)
    host_pass = models.BigIntegerField(default=new_pass)
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.LOBBY)
    version = models.PositiveIntegerField(default=1)
    round = models.ForeignKey("live.Round", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    awake_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(null=True)
    "When the lesson last moved, by a hand or by its clock; presses that were meant for the time before renew it."
    ended_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)
    "The last day on which the names are kept, if the host has chosen one."
    nameless_since = models.DateTimeField(null=True)
    "When the names were deleted."

    rules = RulesField(default=Rules)
    "What its teacher has chosen for the lesson."
    locked = models.BooleanField(default=False)
    "Whether the door is closed."
    covered = models.BooleanField(default=False)
    "Whether the screen hides results and key."

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=models.Q(ended_at=None), name="one_live_room_per_code")
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def by_code(cls, code: str) -> "Room | None":
        """Return the room with this code, else the ended one that had it last, while the code rests."""
        rests = models.Q(ended_at__gt=clock.now() - CODE_RESTS)
        found = cls.objects.filter(models.Q(ended_at=None) | rests, code=code)
        return found.order_by(models.F("ended_at").desc(nulls_first=True)).first()

    def wake(self) -> None:
        """Note that the room is in use, so that it does not end by itself."""
        self.awake_at = clock.now()
        self.save(update_fields=["awake_at"])

    def stir(self) -> None:
        """A press came too late for what it was meant for: another one so soon after it is no better."""
        if self.moved_at is not None:
            self.moved_at = clock.now()
            self.save(update_fields=["moved_at"])

    @property
    def phase_now(self) -> Phase:
        """The phase that people see: a round whose time is up is closed, even before that is stored."""
        if self.phase == Phase.OPEN and self.round is not None and self.round.time_is_up:
            return Phase.CLOSED
        return Phase(self.phase)

    @property
    def last_moved_at(self) -> datetime | None:
        """When people last saw it move: a round whose time is up closed then, even before that is stored."""
        if self.phase == Phase.OPEN and self.round is not None and self.round.time_is_up:
            return self.round.closes_at
        return self.moved_at

    @contextmanager
    def lock(self) -> "Iterator[Room]":
        """Reload the room and lock its row, then its round's, until the block ends."""
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Room.objects.select_for_update())
            if self.round_id is not None:
                self.rounds.select_for_update().only("pk").get(pk=self.round_id)
            yield self

    def has_nickname(self, key: str) -> bool:
        """Tell whether a nickname with this key is taken in the room."""
        return self.participants.filter(nickname_key=key).exists()

    @property
    def language(self) -> str:
        """The language of everything in this room."""
        return self.rules.language

    def change_rules(self, **rules: Any) -> None:
        """Set some rules; of two hosts who press at once, in two processes, neither undoes what the other did."""
        with self.lock():
            self.rules = replace(self.rules, **rules)
            self.save(update_fields=["rules"])

    def renew(self) -> None:
        """Replace the code, the keys and the host pass; the old addresses end."""
        self.former_screens.create(key=self.screen_key)
        self.code, self.key, self.screen_key, self.host_pass = new_code(), new_key(), new_key(), new_pass()
        self.save(update_fields=["code", "key", "screen_key", "host_pass"])
        self.links.all().delete()

    def renew_and_clear(self) -> None:
        """Renew, and remove those who joined in the last 10 minutes and have not answered, to end a flood of bots."""
        self.renew()
        silent = self.participants.filter(removed=False, responses=None, joined_at__gt=clock.now() - NEWCOMER)
        silent.update(removed=True, nickname_key=None, token=None)
