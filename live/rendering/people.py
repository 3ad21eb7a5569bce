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
from live.rendering.slots import ANIMAL, GROUND, ID, NAME
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
    """The newest of the host's list of people; rows that are alike but for id, name and face are rendered once."""
    ended, language, people = snapshot.phase == Phase.ENDED, get_language() or "", snapshot.people[-MOST_ROWS:]
    marks, room = marks_of(snapshot, people), snapshot.room.pk
    forms = [_person_row(room, language, ended, p.hidden, p.here, mark) for p, mark in zip(people, marks, strict=True)]
    return [_filled(form, person) for form, person in zip(forms, people, strict=True)]


def marks_of(snapshot: Snapshot, people: list[Person]) -> list[str]:
    """What stands beside each name: hand for an answer, and at the reveal right, partly or wrong.

    Who has not answered is "late", while there is a question; "" while there is none, or it asks for nothing.
    """
    round = snapshot.round
    if round is None or not round.asks or snapshot.phase == Phase.LOBBY:
        return [""] * len(people)
    if not (snapshot.reveals and round.is_graded):
        return ["hand" if person.answered else "late" for person in people]
    return ["late" if person.value is None else snapshot.sheet.score(round.pk, person.id).outcome for person in people]


def _filled(form: str, person: Person) -> SafeString:
    animal, ground = face(person.nickname)
    form = form.replace(ANIMAL, animal).replace(GROUND, ground).replace(ID, str(person.id))
    return mark_safe(form.replace(NAME, escape(person.nickname)))


@lru_cache(maxsize=4096)
def _person_row(room_id: int, language: str, ended: bool, hidden: bool, here: bool, mark: str) -> str:
    context = {"room_id": room_id, "ended": ended, "hidden": hidden, "here": here, "mark": mark}
    slots = {"id": ID, "name": mark_safe(NAME), "face": {"animal": ANIMAL, "ground": GROUND}}
    return render_to_string("live/host/_person.html", {**context, **slots})


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
