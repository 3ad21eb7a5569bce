"""Deletes the names of old rooms and who answered what; how often each answer was given stays."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from live import clock
from live.models import Brought, Participant, Question, Quiz, Regrade, Response, Roll, Room, School
from live.retention import unused_pictures, vacuum
from live.storage import timeouts

A_DAY = timedelta(days=1)
PURGE_SECONDS = 600
_last: datetime | None = None


def last_day(room: Room) -> date | None:
    """Return the last day on which the room's names are kept; None while it runs, unless its host has chosen a day."""
    if room.keep_until is not None or room.ended_at is None:
        return room.keep_until
    return localdate(room.ended_at + timedelta(days=School.get().keep_days))


def overdue_rooms() -> QuerySet[Room]:
    """Return the ended rooms whose names are overdue."""
    now = clock.now()
    chosen = Q(keep_until__lt=localdate(now))
    usual = Q(keep_until=None, ended_at__lt=now - timedelta(days=School.get().keep_days))
    return Room.objects.filter(chosen | usual, nameless_since=None, ended_at__isnull=False)


def purge() -> list[int]:
    """Delete overdue names and class lists, expired logins, deleted questions, forgotten imports, unused pictures.

    Returns the ids of the rooms whose names were deleted.
    """
    SessionStore.clear_expired()
    purge_deleted()
    Roll.objects.filter(last_day__lt=localdate(clock.now())).delete()
    unused_pictures.sweep()
    rooms = list(overdue_rooms())
    for room in rooms:
        forget_names(room)
    return [room.pk for room in rooms]


def purge_daily() -> list[int]:
    """Purge and vacuum once a day in this process. Needs a thread of its own, whose connection it closes."""
    global _last
    if _last is not None and clock.now() - _last < A_DAY:
        return []
    _last = clock.now()
    try:
        with timeouts.within(PURGE_SECONDS):
            gone = purge()
            vacuum.wipe()
        return gone
    finally:
        connection.close()


def purge_deleted() -> int:
    """Delete what can no longer be undone, and what was brought and waits for too long; return how many rows.

    Quizzes and questions go with their pictures.
    """
    gone = unused_pictures.picture_names(Question.due())
    rows = Quiz.due().delete()[0] + Question.due().delete()[0] + Brought.due().delete()[0]
    unused_pictures.delete_unshown(gone)
    return rows


def wipe() -> None:
    """Vacuum after `purge_deleted`. Needs a thread of its own, whose connection it closes."""
    try:
        vacuum.wipe()
    finally:
        connection.close()


def forget_names(room: Room) -> None:
    """Replace the participants by as many nameless ones, and give each answer to a random one of them.

    Everything known of a participant goes with the row, and two answers of one person are no longer a pair. What a
    regrade changed stays; who did it, and why, goes.
    """
    with room.lock():
        if room.nameless_since is not None:
            return
        answers = list(Response.objects.filter(round__room=room, participant__removed=False))
        count = room.participants.filter(removed=False).count()
        for round in room.rounds.all():
            round.keep_spellings(Counter((each.value, each.typed) for each in answers if each.round_id == round.pk))
        Response.objects.filter(round__room=room).delete()
        room.participants.all().delete()
        room.links.all().delete()
        Regrade.objects.filter(round__room=room).update(by=None, note="")
        Participant.objects.bulk_create([_nameless(room) for _ in range(count)])
        random.SystemRandom().shuffle(answers)
        Response.objects.bulk_create(list(_dealt_out(room, answers)), batch_size=1000)
        room.nameless_since, room.rules = clock.now(), replace(room.rules, waiting_words=())
        room.save(update_fields=["nameless_since", "rules"])


def _nameless(room: Room) -> Participant:
    return Participant(room=room, nickname="", nickname_key=None, joined_at=room.created_at, seen_at=room.created_at)


def _dealt_out(room: Room, answers: list[Response]) -> Iterator[Response]:
    people = list(room.participants.values_list("pk", flat=True))
    opened = dict(room.rounds.values_list("pk", "opened_at"))
    seats: defaultdict[int, Iterator[int]] = defaultdict(lambda: iter(people))
    for each in answers:
        yield Response(
            round_id=each.round_id,
            participant_id=next(seats[each.round_id]),
            value=each.value,
            time_ms=each.time_ms,
            arrived_at=opened[each.round_id],
        )
