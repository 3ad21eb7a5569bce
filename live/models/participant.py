"""Participants of a room, their seats, and requests to come back to one."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from live import clock
from live.content import nicknames
from live.models.roll import Pupil
from live.models.room import Room
from live.refusal import Refused

TOKEN_LENGTH = 22


def new_seat() -> int:
    """Return a seat number that nobody can guess; a cookie with another number is an old seat."""
    return secrets.randbelow(2**62) + 1


class Participant(models.Model):
    """A person in a room, known by a nickname only. The answers of a removed one do not count."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="participants")
    pupil = models.ForeignKey("live.Pupil", models.SET_NULL, null=True, related_name="seats")
    "Who of the room's class list they are; what goes with the names goes with this, too."
    proven = models.BooleanField(default=False)
    "Whether that is sure: they came by their card, or the host has said so."
    nickname = models.CharField(max_length=nicknames.NICKNAME_LENGTH)
    nickname_key = models.CharField(max_length=100, null=True)
    "The key by which nicknames are unique in a room; null once removed, so that the name is free again."
    seat = models.BigIntegerField(default=new_seat)
    token = models.CharField(max_length=TOKEN_LENGTH, null=True)
    "The token of the form that they joined by, so that the same form sent twice gives the same seat."
    removed = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    "Whether the screen hides the nickname."
    waits = models.BooleanField(default=False)
    "Whether the nickname is hidden until the host has decided: it has a rude word in it."
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["room", "nickname_key"], name="one_nickname_per_room"),
            models.UniqueConstraint(fields=["room", "token"], name="one_seat_per_form"),
            models.UniqueConstraint(fields=["room", "pupil"], name="one_seat_per_pupil"),
        ]

    def __str__(self) -> str:
        return self.nickname

    def remove(self) -> None:
        """Remove the participant for good."""
        self.removed, self.nickname_key, self.token, self.seat = True, None, None, new_seat()
        self.pupil, self.proven = None, False
        self.save(update_fields=["removed", "nickname_key", "token", "seat", "pupil", "proven"])
        self.knocks.all().delete()

    def confirm(self, pupil: Pupil | None) -> None:
        """Say for sure who of the class list this is; None for nobody. Raises Refused when they have another seat."""
        if pupil is not None and pupil.seats.filter(room_id=self.room_id, removed=False).exclude(pk=self.pk).exists():
            raise Refused(_("%s has a seat here already.") % pupil.name, 409)
        self.pupil, self.proven = pupil, pupil is not None
        self.save(update_fields=["pupil", "proven"])

    def take_over(self) -> int:
        """Give the seat to whoever has come with the card, and return its number; the browser that had it is out."""
        self.seat, self.token, self.proven = new_seat(), None, True
        self.save(update_fields=["seat", "token", "proven"])
        self.knocks.all().delete()
        return self.seat

    @classmethod
    def leave(cls, seat: "Seat") -> bool:
        """Let a browser leave its seat for good: no copy of its cookie, and no form, leads back to it.

        False when the seat was not valid any more; whoever waits to be let in stops waiting.
        """
        people = cls.objects.filter(pk=seat.participant_id, room=seat.room_id)
        Knock.objects.filter(participant__in=people, seat=seat.number).delete()
        return people.filter(seat=seat.number, removed=False).update(token=None, seat=new_seat()) > 0

    def hide(self) -> None:
        """Keep the nickname off the screen."""
        self.hidden, self.waits = True, False
        self.save(update_fields=["hidden", "waits"])

    def show(self) -> None:
        """Show the nickname on the screen again."""
        self.hidden = self.waits = False
        self.save(update_fields=["hidden", "waits"])

    def rename(self, nickname: str) -> None:
        """Change the nickname, which is shown if the old one waited. Raises Refused when it is invalid or taken."""
        nickname = nicknames.clean_nickname(nickname)
        key = nicknames.nickname_key(nickname)
        if Participant.objects.filter(room_id=self.room_id, nickname_key=key).exclude(pk=self.pk).exists():
            raise Refused(_("This name is taken already. Choose another one."), 422)
        self.nickname, self.nickname_key = nickname, key
        self.hidden, self.waits = self.hidden and not self.waits, False
        self.save(update_fields=["nickname", "nickname_key", "hidden", "waits"])


MOST_KNOCKS = 5


class Knock(models.Model):
    """A request to come back as a participant who is not here, by somebody who typed that name."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="knocks")
    seat = models.BigIntegerField(default=new_seat, unique=True)
    "The seat number in the browser's cookie; it becomes the participant's when the host agrees."
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
        """Return the requests in a room, in the order in which they came."""
        return cls.objects.filter(participant__room=room, participant__removed=False).select_related("participant")

    def let_in(self) -> None:
        """Give the participant the new seat; the old one ends, with the form that it joined by."""
        self.participant.seat, self.participant.token = self.seat, None
        self.participant.save(update_fields=["seat", "token"])
        self.participant.knocks.all().delete()

    def dismiss(self) -> None:
        """Refuse the request; the participant keeps the old seat."""
        self.delete()


class Sitter(NamedTuple):
    """The columns of a participant that judge and show a seat; a plain tuple, as a thousand are read at each move."""

    pk: int
    room_id: int
    nickname: str
    seat: int
    removed: bool
    joined_at: datetime | None = None
    "Read only where points are shown, because reading a thousand dates takes long."


@dataclass(frozen=True)
class Seat:
    """The participant that a browser's cookie names."""

    room_id: int
    participant_id: int
    number: int

    def is_of(self, participant: Participant | Sitter | None) -> bool:
        """Tell whether this is the participant's current seat."""
        if participant is None or participant.removed or participant.room_id != self.room_id:
            return False
        return participant.pk == self.participant_id and participant.seat == self.number

    def check(self, participant: Participant | Sitter | None) -> None:
        """Raise Refused unless this is the participant's current seat."""
        if not self.is_of(participant):
            raise Refused(_("This seat is not yours any more. Join again with the code on the screen."), 403)
