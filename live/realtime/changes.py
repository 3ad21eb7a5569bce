"""Compares rooms with what they were, for a process that no tick has told that something changed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count

from live.models import Participant, Question, Response, Room
from live.rendering.context import join_url
from live.rooms.snapshot import Snapshot
from live.server import addresses


class Outline(NamedTuple):
    """The columns of a room and of its people that change with everything but an answer."""

    room: tuple[object, ...]
    people: Mapping[int, tuple[object, ...]]

    def has_moved_since(self, before: "Outline") -> bool:
        """Whether all pages have to be drawn again; a newcomer alone is no reason."""
        return self.room != before.room or not before.people.items() <= self.people.items()

    def has_more_than(self, before: "Outline") -> bool:
        """Whether somebody has joined, so that counts have to be drawn again."""
        return len(self.people) > len(before.people)


def outlines(room_ids: list[int]) -> dict[int, Outline]:
    """The outlines of those of these rooms that are there, in two queries."""
    rooms = Room.objects.filter(pk__in=room_ids).annotate(knocks=Count("participants__knocks")).order_by()
    fields = [each.attname for each in Room._meta.concrete_fields if each.name not in {"awake_at", "moved_at"}]
    people: defaultdict[int, dict[int, tuple[object, ...]]] = defaultdict(dict)
    known = Participant.objects.filter(room__in=room_ids).order_by()
    for room_id, pk, *shown in known.values_list("room_id", "pk", "nickname", "seat", "hidden", "waits", "removed"):
        people[room_id][pk] = tuple(shown)
    return {pk: Outline(tuple(others), people[pk]) for pk, *others in rooms.values_list("pk", *fields, "knocks")}


def stamps(rounds: Collection[int]) -> dict[int, dict[int, datetime]]:
    """The time of each answer, by round and participant id; rounds without answers are left out."""
    found: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
    given = Response.objects.filter(round__in=rounds).values_list("round_id", "participant_id", "arrived_at")
    for round_id, participant_id, stamp in given:
        found[round_id][participant_id] = stamp
    return found


def grounds(room_ids: list[int]) -> dict[int, int]:
    """Hash, for each room, what its stages show beside it: the quiz's questions and the students' address."""
    url = join_url()
    found: dict[int, list[object]] = {pk: [url] for pk in room_ids}
    questions = Question.objects.filter(quiz__rooms__in=room_ids).order_by("position", "pk")
    for room_id, *question in questions.values_list("quiz__rooms", "pk", "position", "kind_slug", "text"):
        if room_id in found:
            found[room_id].append(tuple(question))
    return {pk: hash(tuple(ground)) for pk, ground in found.items()}


def ground(snapshot: Snapshot) -> int:
    """The same hash for a snapshot that has been taken."""
    questions = [(each.pk, each.position, each.kind_slug, each.text) for each in snapshot.questions]
    return hash((addresses.join_url(snapshot.address), *questions))
