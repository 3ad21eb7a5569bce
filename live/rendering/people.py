"""The people of a room, as the host page and the screen list them."""

import math
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from live.content.faces import Face, face
from live.models import Phase
from live.rendering.extent import width
from live.rendering.slots import ID, NAME
from live.rooms.snapshot import Person, Snapshot

NARROW, WIDE = frozenset("fijlrtI '.-"), frozenset("mwMWЖШЩЮ")
MOST_ROWS = 200
"People who are listed on the host's live page: 5,000 would be a megabyte, five times a second."


def health(snapshot: Snapshot) -> dict[str, Any]:
    """How many are connected, polling and dropped. People of another process count as connected."""
    people, reach = {person.id: person.here for person in snapshot.people}, snapshot.reach
    reached = sum(here and pk not in reach.polling | reach.silent for pk, here in people.items())
    delay = reach.delay and math.ceil(reach.delay * 10) / 10
    return {
        "connected": reached,
        "polling": len(reach.polling & people.keys()),
        "dropped": len(reach.dropped & people.keys()),
        "delay": delay,
    }


def knocks(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Who asks to come back; `here` when the seat is in use, so that nobody is to be let in."""
    here = {person.id for person in snapshot.people if person.here}
    return [
        {"id": each.pk, "nickname": each.participant.nickname, "here": each.participant_id in here}
        for each in snapshot.knocks
    ]


def waiting(snapshot: Snapshot) -> list[Person]:
    """Whose nickname waits for the host's word."""
    return [person for person in snapshot.people if person.waits]


def person_rows(snapshot: Snapshot) -> list[SafeString]:
    """The newest of the host's list of people; rows that are alike but for id and name are rendered once."""
    ended, language, people = snapshot.phase == Phase.ENDED, get_language() or "", snapshot.people[-MOST_ROWS:]
    forms = [(_person_row(snapshot.room.pk, language, ended, p.hidden, p.here, p.answered), p) for p in people]
    return [mark_safe(form.replace(ID, str(p.id)).replace(NAME, escape(p.nickname))) for form, p in forms]


@lru_cache(maxsize=4096)
def _person_row(room_id: int, language: str, ended: bool, hidden: bool, here: bool, answered: bool) -> str:
    context = {"room_id": room_id, "ended": ended, "hidden": hidden, "here": here, "answered": answered}
    return render_to_string("live/host/_person.html", {**context, "id": ID, "name": mark_safe(NAME)})


def name_on_screen(person: Person) -> str:
    """A nickname as everybody may see it."""
    return "…" if person.hidden else person.nickname


def face_on_screen(person: Person) -> Face | None:
    """The face beside it; one whose name is hidden has none, as it could be told by the face."""
    return None if person.hidden else face(person.nickname)


@lru_cache(maxsize=4096)
def name_width(nickname: str) -> float:
    """How wide a nickname is written in bold letters, in em; it errs to the large side."""
    return sum(_letter_width(each) for each in nickname)


def _letter_width(letter: str) -> float:
    if letter in NARROW:
        return 0.42
    return 0.64 * width(letter) + (0.3 if letter in WIDE else 0.14 if letter.isupper() else 0)
