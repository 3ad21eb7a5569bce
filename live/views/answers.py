"""The page of all that was typed in answer to the question that is asked, as the live page has place for some of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import activate

from live.access import identity
from live.rooms.wall import every_row


def answers(request: HttpRequest, room_id: int) -> HttpResponse:
    """List all answers of the current round to the host, each with its buttons."""
    room = identity.hosted_room(request, room_id)
    activate(room.language)
    round = room.round
    rows = every_row(round) if round and round.kind.typed else []
    context = {
        "room": room,
        "kind": round.kind if round else None,
        "bars": rows,
        "total": sum(row.count for row in rows),
        "hidden": set(round.hidden) if round else set(),
        "back": "answers",
    }
    return render(request, "live/host/answers.html", context)
