"""Who takes part in a room, their seat, and those who ask to come back to theirs."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from live import clock
from live.content import nicknames
from live.models.room import Room
from live.refusal import Refused

NICKNAME_LENGTH = 24
TOKEN_LENGTH = 22


def new_seat() -> int:
    """A seat number nobody can guess; a cookie that names another one is an old seat."""
    return secrets.randbelow(2**62) + 1


class Participant(models.Model):
    """Somebody in the room, known by a nickname alone. Once removed, their answers count no more."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="participants")
    nickname = models.CharField(max_length=NICKNAME_LENGTH)
    nickname_key = models.CharField(max_length=100, null=True)
    "What makes a nickname unique in its room; null once removed, so that the name is free again."
    seat = models.BigIntegerField(default=new_seat)
    token = models.CharField(max_length=TOKEN_LENGTH, null=True)
    "The door's form that they came by: the same form sent twice gives the same seat."
    removed = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    "The nickname is not shown on the screen."
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["room", "nickname_key"], name="one_nickname_per_room"),
            models.UniqueConstraint(fields=["room", "token"], name="one_seat_per_form"),
        ]

    def __str__(self) -> str:
        return self.nickname

    def remove(self) -> None:
        """Take the seat away; it does not come back."""
        self.removed, self.nickname_key, self.token, self.seat = True, None, None, new_seat()
        self.save(update_fields=["removed", "nickname_key", "token", "seat"])
        self.knocks.all().delete()

    @classmethod
    def let_go(cls, seat: "Seat") -> bool:
        """The browser leaves this seat, so the form that it came by gives the seat to nobody again.

        Whether the seat was still good.
        """
        people = cls.objects.filter(pk=seat.participant_id, room=seat.room_id, seat=seat.number, removed=False)
        return people.update(token=None) > 0

    def hide(self) -> None:
        """Keep the nickname off the screen."""
        self.hidden = True
        self.save(update_fields=["hidden"])

    def show(self) -> None:
        """Show it there again."""
        self.hidden = False
        self.save(update_fields=["hidden"])

    def rename(self, nickname: str) -> None:
        """Give another nickname. Raises Refused when it cannot be one or is taken."""
        nickname = nicknames.clean_nickname(nickname)
        key = nicknames.nickname_key(nickname)
        if Participant.objects.filter(room_id=self.room_id, nickname_key=key).exclude(pk=self.pk).exists():
            raise Refused(_("This name is taken already. Choose another one."), 422)
        self.nickname, self.nickname_key = nickname, key
        self.save(update_fields=["nickname", "nickname_key"])


MOST_KNOCKS = 5


class Knock(models.Model):
    """Somebody typed the name of a participant who is not here, and asks to come back."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="knocks")
    seat = models.BigIntegerField(default=new_seat, unique=True)
    "The seat number that the browser holds already; it becomes the participant's when the host agrees."
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    @classmethod
    def at(cls, participant: Participant) -> "Knock":
        """Ask to come back as this participant. Raises Refused when they were removed, or when many ask already."""
        participant.refresh_from_db()
        if participant.removed or participant.knocks.count() >= MOST_KNOCKS:
            raise Refused(_("This name cannot be asked for now. Join with another one, or tell your teacher."))
        return cls.objects.create(participant=participant, asked_at=clock.now())

    @classmethod
    def in_room(cls, room: Room) -> models.QuerySet["Knock"]:
        """Who asks to come back there, in the order in which they came."""
        return cls.objects.filter(participant__room=room, participant__removed=False).select_related("participant")

    def let_in(self) -> None:
        """The old seat ends, and with it the form that it came by; this one begins."""
        self.participant.seat, self.participant.token = self.seat, None
        self.participant.save(update_fields=["seat", "token"])
        self.participant.knocks.all().delete()

    def dismiss(self) -> None:
        """Not this one; whoever asks waits no longer, and the seat stays whose it is."""
        self.delete()


class Sitter(NamedTuple):
    """A participant, as far as a seat is judged and shown; plain, as a thousand are read at each move."""

    pk: int
    room_id: int
    nickname: str
    seat: int
    removed: bool
    joined_at: datetime | None = None
    "Looked at where points are shown: to read a thousand dates takes a while."


@dataclass(frozen=True)
class Seat:
    """Which participant a browser says it is: what its cookie holds."""

    room_id: int
    participant_id: int
    number: int

    def is_of(self, participant: Participant | Sitter | None) -> bool:
        """This is the participant's seat now."""
        if participant is None or participant.removed or participant.room_id != self.room_id:
            return False
        return participant.pk == self.participant_id and participant.seat == self.number

    def check(self, participant: Participant | Sitter | None) -> None:
        """Raises Refused when this is not the participant's seat any more."""
        if not self.is_of(participant):
            raise Refused(_("This seat is not yours any more. Join again with the code on the screen."), 403)
