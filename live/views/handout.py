"""The handout: a sheet for each student with the questions of a lesson, their own answers, and what was right."""

from collections import defaultdict
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from live.access import identity
from live.models import Participant, Response, Room
from live.refusal import Refused
from live.rendering.review import Answer, Page, Piece, Review, review
from live.workshop.drawings import in_time

ON_A_PAGE = 60
"Students: with 20 questions each their sheets take half a second of CPU."
FEW = 0.5
"A question of which less was right is on the short handout."


class Printed(NamedTuple):
    """One student's sheet."""

    name: str
    page: Page


def handout(request: HttpRequest, room_id: int) -> HttpResponse:
    """Render the sheets for printing; `?few`: only questions of which less than half was right."""
    room = identity.own_room(request, room_id)
    if room.nameless_since:
        raise Refused(_("The names of this room are gone. The page of its results has the totals."), status=410)
    if room.ended_at is None:
        return redirect("room-results", room.pk)
    people = room.participants.filter(removed=False).select_related("pupil").order_by("pupil__name", "nickname", "pk")
    page, found = Paginator(people, ON_A_PAGE).get_page(request.GET.get("page")), review(room)
    few = [each for each in found.pieces if each.share is not None and each.share < FEW]
    pieces = few if "few" in request.GET else found.pieces
    with in_time(), override(room.language):
        sheets = _sheets(room, found, pieces, list(page.object_list)) if pieces else []
        context = {"room": room, "page": page, "sheets": sheets, "only_few": "few" in request.GET, "few": len(few)}
        return render(request, "live/results/handout.html", context)


def _sheets(room: Room, found: Review, pieces: list[Piece], people: list[Participant]) -> list[Printed]:
    given = defaultdict[int, dict[int, Answer]](dict)
    responses = Response.objects.filter(round__room=room, participant__in=people)
    for person, *row in responses.values_list("participant_id", *Answer._fields):
        answer = Answer(*row)
        given[person][answer.round_id] = answer
    return [Printed(_name(each), found.page(each.joined_at, given[each.pk], pieces)) for each in people]


def _name(person: Participant) -> str:
    return person.pupil.name if person.pupil else person.nickname
