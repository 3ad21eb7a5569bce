"""The page on which a round of a room is re-marked: what could count, what it would do, doing it, undoing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from live.access import identity
from live.models import Marking, Room, Round
from live.results.grid import plain_title
from live.rooms import keys, regrades
from live.rooms.snapshot import count
from live.rooms.writer import writer
from live.workshop.drawings import learn


def regrade(request: HttpRequest, room_id: int, number: int) -> HttpResponse:
    """Show what could count; a press shows what it would do, a press there does it. `since` comes with the latter."""
    room = identity.own_room(request, room_id)
    round = get_object_or_404(room.rounds, number=number)
    regrades.check(room, round)
    if "since" in request.POST:
        writer.act_now(room.pk, lambda: _do(request, room.pk, number))
        return redirect(reverse("room-results", args=[room.pk]) + f"#round-{number}")
    learn(round.drawn)
    shown = _effect(request, room, round) if request.method == "POST" else _marking(round)
    return render(
        request, "live/results/regrade.html", {"room": room, "round": round, "title": plain_title(round), **shown}
    )


def _do(request: HttpRequest, room_id: int, number: int) -> None:
    room = identity.find_room(pk=room_id)
    if "undo" in request.POST:
        regrades.undo(room, number, request.POST["since"])
    else:
        regrades.regrade(room, number, request.POST, room.host)


def _marking(round: Round) -> dict[str, object]:
    rows = [bar for bar in count(round).bars if round.kind.accepting(round.content, bar.value) is not None]
    return {"rows": rows, "weights": regrades.WEIGHTS.values(), "key_html": keys.key_html(round)}


def _effect(request: HttpRequest, room: Room, round: Round) -> dict[str, object]:
    """Return what the press would do, and what of the form comes again with the next one."""
    after = regrades.wanted(round, request.POST)
    words = regrades.said(round.kind, Marking.of(round), after)
    sent = [(name, request.POST[name]) for name in (*regrades.DEEDS, "nobody_loses") if name in request.POST]
    return {"effect": regrades.effect(room, round, after), "words": words, "sent": sent}
