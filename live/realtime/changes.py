"""What no tick tells: what a process compares to find out by itself that a room has changed."""

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
    """Of a room, what changes whenever anything but an answer does."""

    room: tuple[object, ...]
    people: Mapping[int, tuple[object, ...]]

    def has_moved_since(self, before: "Outline") -> bool:
        """Everybody's page may be another; that somebody has come in is no reason."""
        return self.room != before.room or not before.people.items() <= self.people.items()

    def has_more_than(self, before: "Outline") -> bool:
        """Somebody has come in, for those who are shown counts."""
        return len(self.people) > len(before.people)


def outlines(room_ids: list[int]) -> dict[int, Outline]:
    """The outlines of those of these rooms that are there, in two queries."""
    rooms = Room.objects.filter(pk__in=room_ids).annotate(knocks=Count("participants__knocks")).order_by()
    fields = [each.attname for each in Room._meta.concrete_fields if each.name != "awake_at"]
    people: defaultdict[int, dict[int, tuple[object, ...]]] = defaultdict(dict)
    known = Participant.objects.filter(room__in=room_ids).order_by()
    for room_id, pk, *shown in known.values_list("room_id", "pk", "nickname", "seat", "hidden", "removed"):
        people[room_id][pk] = tuple(shown)
    return {pk: Outline(tuple(others), people[pk]) for pk, *others in rooms.values_list("pk", *fields, "knocks")}


def stamps(rounds: Collection[int]) -> dict[int, dict[int, datetime]]:
    """For each of these rounds that has answers, participant -> stamp of theirs."""
    found: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
    given = Response.objects.filter(round__in=rounds).values_list("round_id", "participant_id", "arrived_at")
    for round_id, participant_id, stamp in given:
        found[round_id][participant_id] = stamp
    return found


def grounds(room_ids: list[int]) -> dict[int, int]:
    """For each room what its stages stand on beside it, as a number that changes with it: the quiz, the address."""
    url = join_url()
    found: dict[int, list[object]] = {pk: [url] for pk in room_ids}
    questions = Question.objects.filter(quiz__rooms__in=room_ids).order_by("position", "pk")
    for room_id, *question in questions.values_list("quiz__rooms", "pk", "position", "kind_slug", "text"):
        if room_id in found:
            found[room_id].append(tuple(question))
    return {pk: hash(tuple(ground)) for pk, ground in found.items()}


def ground(snapshot: Snapshot) -> int:
    """The same number for a lesson that has been read, with what it stands on."""
    questions = [(each.pk, each.position, each.kind_slug, each.text) for each in snapshot.questions]
    return hash((addresses.join_url(snapshot.address), *questions))
