"""The host's pages: the room, the stage with a bar of moves, notes and key, a person, a phone as remote."""

from random import randrange

from asgiref.sync import async_to_sync
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import activate
from django.utils.translation import gettext as _

from live.access import identity
from live.content.faces import face
from live.content.lines import forgiving
from live.models import Participant, Phase, Pupil, Room, School, SignInLink
from live.realtime.drawing import View
from live.realtime.hub import hub
from live.refusal import Refused
from live.rendering import partials
from live.rendering.context import join_url, qr
from live.rooms import actions
from live.rooms.quick_questions import prepare
from live.rooms.rules import needs_guide
from live.rooms.writer import writer
from live.server import addresses
from live.views import polling
from live.views.arrival import arrived
from live.views.polling import farewell, poll, turned

PHONE_MINUTES = 2
MOST_CLASSES = 30
REFRESH = 8
"Seconds between reloads where there is no script: time to press something."
AUDIENCES = {"host": "", "present": "present/", "key": "key/"}
TEMPLATES = {"host": "live/host/room.html", "present": "live/host/present.html", "key": "live/host/key.html"}
PAGES = {"host": "host-room", "present": "host-present", "answers": "host-answers"}
"What a press without htmx leads back to; the page of all answers has no other."
_view = async_to_sync(hub.view)


def _hosted(request: HttpRequest, room_id: int, *, ended: bool = False) -> Room:
    """Return the room to its host, and switch to the room's language."""
    room = identity.hosted_room(request, room_id, ended=ended)
    activate(room.language)
    return room


def room(request: HttpRequest, room_id: int, audience: str = "host") -> HttpResponse:
    """The host page; with audience "present" the screen's stage with a bar of moves, with "key" its notes."""
    room = _hosted(request, room_id, ended=True)
    hub.look_again(room_id)
    view = _view_of(room_id, audience)
    context = polling.page(view, f"/host/{room_id}/{AUDIENCES[audience]}", focus=True)
    context |= {"ended": view.snapshot.phase == Phase.ENDED, "owns": identity.owns(request, room)}
    context |= {**_addresses(), **_refresh(context, audience, "still" in request.GET)}
    context |= {"classes": _classes(room), "newline": "\n"}
    context["guide"] = view.snapshot.phase == Phase.LOBBY and context["owns"] and needs_guide(room.host_id)
    return render(request, TEMPLATES[audience], context)


def _classes(room: Room) -> list[str]:
    """The names that the host has given to classes, to choose from."""
    named = Room.objects.filter(host=room.host_id).exclude(class_name="").order_by("class_name")
    return list(named.values_list("class_name", flat=True).distinct()[:MOST_CLASSES])


def _refresh(context: dict[str, object], audience: str, still: bool) -> dict[str, object]:
    """Return how often the page reloads without script; not at all while the host holds it still to type or read."""
    seconds = context["refresh"] and (REFRESH if audience == "host" else context["refresh"])
    return {"refresh": None if still else seconds, "still": still}


def _addresses() -> dict[str, object]:
    """Return the students' addresses: the one of this run, the one that the owner chose, and those to choose from."""
    found = [addresses.url(each).partition("://")[2] for each in addresses.lan_addresses()]
    return {
        "given_address": addresses.serving.address,
        "chosen_address": School.get().address,
        "found_addresses": found,
    }


def state(request: HttpRequest, room_id: int, audience: str = "host", sounds: bool = False) -> HttpResponse:
    """Answer a poll of one of these pages."""
    try:
        _hosted(request, room_id, ended=True)
    except Http404:
        return farewell(request, audience)
    url = f"/host/{room_id}/{AUDIENCES[audience]}{'sound/' if sounds else ''}"
    return poll(request, _view_of(room_id, audience), url)


def sound(request: HttpRequest, room_id: int) -> HttpResponse:
    """Turn the sounds of the stage with a bar of moves on or off: a laptop that is mirrored is a screen, too."""
    _hosted(request, room_id, ended=True)
    return turned(request, _view_of(room_id, "present"), f"/host/{room_id}/{AUDIENCES['present']}")


def act(request: HttpRequest, room_id: int) -> HttpResponse:
    """Perform a press of the host: a move of the lesson, or a change to the room."""
    _hosted(request, room_id, ended=True)
    if request.method != "POST":
        return redirect("host-room", room_id)
    if "quick" in request.POST:
        prepare(request.POST)
    do = actions.action(request.POST, arrived(request))
    back = request.POST.get("back", "")
    back = back if back in PAGES and (back in AUDIENCES or not request.htmx) else "host"  # type: ignore[attr-defined]
    try:
        writer.act_now(room_id, lambda: do(identity.find_room(pk=room_id)))
    except actions.Twice as twice:
        return _answer_second(request, room_id, back, twice.message)
    except Refused as refused:
        if not request.htmx:  # type: ignore[attr-defined]
            raise
        return HttpResponse(_page_and_words(room_id, back, refused.message), status=refused.status)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(PAGES[back], room_id)
    return _answer_press(request, room_id, back)


def _answer_second(request: HttpRequest, room_id: int, audience: str, words: str) -> HttpResponse:
    """Answer the second of two presses: the first one is done, so nothing has failed, and it says so."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(_page_and_words(room_id, audience, words))
    messages.info(request, words)
    return redirect(PAGES[audience], room_id)


def _page_and_words(room_id: int, audience: str, words: str) -> str:
    """The page as it is now, and why the press did nothing."""
    hub.look_again(room_id)  # another process may have made the move that refused this press
    view = _view_of(room_id, audience)
    return partials.push_all(view.snapshot, view.regions) + partials.say(words, refused=True)


def _answer_press(request: HttpRequest, room_id: int, audience: str) -> HttpResponse:
    """Say that a press was heard, without anything that the socket brings, because a push could overtake this reply.

    Another language also changes what surrounds the regions, so the page reloads.
    """
    if "language" in request.POST:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    html = partials.heard() + "".join(draw(room_id) for field, draw in BESIDE.items() if field in request.POST)
    if "live" not in request.POST:
        view = _view_of(room_id, audience)
        html += partials.push(view.snapshot, view.regions)
    return HttpResponse(html)


def _empty_field(_room_id: int) -> str:
    field = render_to_string("live/host/_quick_field.html", {"number": f"-{randrange(10**9)}"})
    return partials.partial("quick-field", field, "outerHTML")


def _class_badge(room_id: int) -> str:
    badge = render_to_string("live/host/_class_badge.html", {"room": identity.find_room(pk=room_id)})
    return partials.partial("class", badge)


def _words_saved(_room_id: int) -> str:
    return partials.partial("words-saved", render_to_string("live/host/_words_saved.html", {"saved": True}))


def _no_guide(_room_id: int) -> str:
    return partials.partial("guide", '<div id="guide"></div>', "outerHTML")


BESIDE = {"quick": _empty_field, "class_name": _class_badge, "waiting_words": _words_saved, "guide": _no_guide}
"What a press changes outside of the regions, by its field."


def people(request: HttpRequest, room_id: int) -> HttpResponse:
    """List everybody in the room by name, as the live page lists only the newest."""
    room = _hosted(request, room_id)
    everybody = sorted(room.participants.filter(removed=False), key=lambda person: forgiving(person.nickname))
    faces = [(person, face(person.nickname)) for person in everybody]
    return render(request, "live/host/people.html", {"room": room, "people": faces})


def person(request: HttpRequest, room_id: int, participant_id: int) -> HttpResponse:
    """Rename, hide or remove one participant: in a panel of the live page, or without script on a page."""
    room = _hosted(request, room_id)
    person = get_object_or_404(Participant, pk=participant_id, room=room, removed=False)
    if request.method != "POST":
        return _person_page(request, person)
    try:
        writer.act_now(room_id, lambda: actions.change_person(person, request.POST))
    except Refused as refused:
        person.refresh_from_db()
        typed = {"error": refused.message, "nickname": request.POST.get("nickname", "")}
        return _person_page(request, person, refused.status, **typed)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(_person_panel(request, {}) + partials.heard())
    return redirect("host-room", room_id)


def _person_page(request: HttpRequest, person: Participant, status: int = 200, **typed: str) -> HttpResponse:
    pupils = Pupil.objects.filter(roll=person.room.roll_id) if person.room.roll_id else ()
    context: dict[str, object] = {
        "room": person.room,
        "person": person,
        "person_url": request.path,
        "pupils": pupils,
        **typed,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(_person_panel(request, context), status=status)
    return render(request, "live/host/person.html", context, status=status)


def _person_panel(request: HttpRequest, context: dict[str, object]) -> str:
    html = render_to_string("live/host/_person_panel.html", context, request)
    return partials.partial("person", html, "outerHTML")


def phone(request: HttpRequest, room_id: int) -> HttpResponse:
    """Show, after a press, a QR that makes one phone a host of this room, once and within 2 minutes."""
    room = identity.own_room(request, room_id)
    activate(room.language)
    if request.method != "POST":
        return render(request, "live/host/phone.html", {"room": room})
    secret = SignInLink.issue(room.host, minutes=PHONE_MINUTES, room=room)
    url = join_url() + reverse("host-remote", args=[secret])
    return render(request, "live/host/phone.html", {"room": room, "qr": qr(url), "minutes": PHONE_MINUTES})


def remote(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the phone a button, so that no preview of the link uses it up; pressing it gives the pass."""
    link = SignInLink.find(secret)
    if link is None or link.room is None or link.room.ended_at is not None:
        raise Refused(_("This QR has been used or is too old. Show a new one on the host page."), status=410)
    if request.method != "POST":
        return render(request, "live/host/remote.html", {"room": link.room})
    link.use_up()
    response = redirect("host-room", link.room.pk)
    identity.give_pass(response, request, link.room)
    return response


def _view_of(room_id: int, audience: str) -> View:
    view = _view(room_id, audience)
    if view is None:
        raise Http404
    return view
