"""How people take seats: a batch of joins is judged and written at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import SystemRandom

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext as _

from live.content import nicknames, rude_names, suggested_names
from live.models.participant import Participant
from live.models.room import Room
from live.refusal import Refused, judged, spoken


class Taken(Refused):
    """The nickname is somebody's already; `participant` is whose."""

    def __init__(self, participant: Participant) -> None:
        super().__init__(_("This name is taken already. Choose another one."))
        self.participant = participant


@dataclass(frozen=True)
class Join:
    """Somebody at the door; a nickname that was suggested gives way to another when it is taken."""

    room_id: int
    nickname: str
    suggested: bool
    arrived: datetime
    token: str = ""
    language: str = field(default_factory=spoken)
    "The language of the refusal text."


def write_joins(joins: Sequence[Join]) -> list[Participant | Refused]:
    """Give seats inside the caller's transaction: for each who joined, their participant, or why not."""
    doors = _Doors(joins)
    outcomes = judged(doors.let_in, joins)
    doors.write()
    return outcomes


class _Doors:
    """Judges a batch of joins; the rooms' rows are held, as another process may give away the same name or place."""

    def __init__(self, joins: Sequence[Join]) -> None:
        ids = {join.room_id for join in joins}
        inside = Participant.objects.filter(room_id__in=ids, removed=False).order_by()
        held = Room.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
        self.rooms = {room.pk: room for room in held}
        self.inside = Counter(dict(inside.values_list("room_id").annotate(Count("pk"))))
        named = inside.filter(nickname_key__in={nicknames.nickname_key(join.nickname) for join in joins})
        self.named = {(each.room_id, each.nickname_key): each for each in named}
        seated = inside.filter(token__in={join.token for join in joins if join.token})
        self.seated = {(each.room_id, each.token): each for each in seated}
        self.new: list[Participant] = []

    def let_in(self, join: Join) -> Participant:
        room = self.rooms.get(join.room_id)
        if room is None or room.ended_at is not None:
            raise Refused(_("This room has ended. Ask your teacher for the code of the new one."), 410)
        if join.token and (seated := self.seated.get((room.pk, join.token))):
            return seated
        _check_door(room, self.inside[room.pk], join)
        nickname = join.nickname
        if join.suggested and self._has(room, nicknames.nickname_key(nickname)):
            nickname = self._suggest(room)
        if self._has(room, nicknames.nickname_key(nickname)):
            raise Taken(self.named[room.pk, nicknames.nickname_key(nickname)])
        return self._seat(room, nickname, join)

    def _suggest(self, room: Room) -> str:
        def taken(key: str) -> bool:
            return self._has(room, key) or room.has_nickname(key)

        return suggested_names.suggest(taken, SystemRandom(), self.inside[room.pk], room.language)

    def _has(self, room: Room, key: str) -> bool:
        return (room.pk, key) in self.named

    def _seat(self, room: Room, nickname: str, join: Join) -> Participant:
        waits = not join.suggested and rude_names.waits(nickname, room.rules.waiting_words)
        participant = Participant(
            room=room,
            nickname=nickname,
            hidden=waits,
            waits=waits,
            nickname_key=nicknames.nickname_key(nickname),
            token=join.token or None,
            joined_at=join.arrived,
            seen_at=join.arrived,
        )
        self.new.append(participant)
        self.inside[room.pk] += 1
        self.named[room.pk, participant.nickname_key] = participant
        self.seated[room.pk, participant.token] = participant
        return participant

    def write(self) -> None:
        if connection.features.can_return_rows_from_bulk_insert:
            Participant.objects.bulk_create(self.new)
        else:  # SQLite before 3.35 does not tell the new rows' ids
            for participant in self.new:
                participant.save(force_insert=True)


def _check_door(room: Room, inside: int, join: Join) -> None:
    if room.locked:
        raise Refused(_("This room is locked. Ask your teacher to open it, then try again."), 403)
    if inside >= settings.SHOW_ROOM_CAP:
        raise Refused(_("This room is full. Tell your teacher."), 403)
    if (room.rules.suggested_only or not room.rules.asks_names) and not join.suggested:
        raise Refused(_("Your teacher has chosen that only suggested names are used here. Take one of them."), 422)
