"""Ended rooms in a line each: how many came, how much of each question was right. Few queries for many rooms."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from live.models import Participant, Response, Room, Round
from live.rooms.sheet import fractions


@dataclass(frozen=True)
class Stroke:
    """A question as a stroke: as tall as the share of right answers, in a picture 40 units high."""

    at: int
    percent: int

    HEIGHT, STUB, STEP = 40, 4, 12

    @property
    def x(self) -> int:
        """Where it stands."""
        return self.at * self.STEP

    @property
    def height(self) -> int:
        """How tall it is; a stub when nobody was right."""
        return max(self.STUB, self.HEIGHT * self.percent // 100)

    @property
    def y(self) -> int:
        """Where it begins; SVG counts from above."""
        return self.HEIGHT - self.height


@dataclass(frozen=True)
class Outline:
    """One room, and the percentage of right answers to each question that has one, in their order."""

    room: Room
    percents: list[int]

    WIDEST = 72

    @property
    def mean(self) -> int | None:
        """The mean of the percentages; None without any."""
        return round(sum(self.percents) / len(self.percents)) if self.percents else None

    @property
    def strokes(self) -> list[Stroke]:
        """A stroke for each question."""
        return [Stroke(at, percent) for at, percent in enumerate(self.percents)]

    @property
    def span(self) -> int:
        """The width of all strokes, in the units of their picture."""
        return len(self.percents) * Stroke.STEP

    @property
    def width(self) -> int:
        """The width of the picture on the page: many strokes are narrower."""
        return min(self.span, self.WIDEST)


def with_people(rooms: QuerySet[Room]) -> QuerySet[Room]:
    """Add how many were in each room and not removed, as `people`."""
    people = Participant.objects.filter(room=OuterRef("pk"), removed=False).order_by().values("room")
    counted = Subquery(people.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return rooms.annotate(people=Coalesce(counted, 0))


def outlines(rooms: Iterable[Room]) -> list[Outline]:
    """Return the rooms in their order. They have ended: every key may be shown."""
    rooms = list(rooms)
    by_room: defaultdict[int, list[Round]] = defaultdict(list)
    asked = Round.objects.filter(room__in=rooms, skipped=False, closed_at__isnull=False)
    for round in asked.only("room_id", "number", "kind_slug", "edition", "content", "also", "full").order_by("number"):
        if round.is_graded:
            by_room[round.room_id].append(round)
    counts = _counts([round.pk for rounds in by_room.values() for round in rounds])
    return [Outline(room, _percents(room, by_room[room.pk], counts)) for room in rooms]


def _counts(rounds: list[int]) -> dict[int, dict[str, int]]:
    """Count the answers of all who were not removed, by round and value."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    given = Response.objects.filter(round__in=rounds, participant__removed=False) if rounds else Response.objects.none()
    for pk, value, count in given.values_list("round_id", "value").annotate(n=Count("pk")).order_by():
        found[pk][value] = count
    return found


def _percents(room: Room, rounds: list[Round], counts: dict[int, dict[str, int]]) -> list[int]:
    percents = []
    for round in rounds:
        if given := counts.get(round.pk):
            grades = fractions(room.rules, round, given)
            right = sum(count for value, count in given.items() if grades[value] == 1)
            percents.append(_share(right, sum(given.values())))
    return percents


def _share(right: int, total: int) -> int:
    """Return a share in whole percent."""
    return round(100 * right / total)
