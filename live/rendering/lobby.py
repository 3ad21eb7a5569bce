"""The people in the lobby, as the screen shows them: by face and name, and of a crowd by their faces alone.

Whoever joins changes nothing of what is there already. Where all must be laid out anew, as there is no more place or
somebody in the middle has left, each person who comes to another place is a new element with an id of its own: it pops
up there, and nothing slides across the wall.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from live.content.faces import Face
from live.models import Phase
from live.rendering.people import face_on_screen, name_on_screen, name_width
from live.rendering.slots import ID, NAME
from live.rooms.snapshot import Person, Snapshot

FEW = 24
"Up to so many people the code is as large as it gets."
CROWD = 80
"Of more people than these there are faces alone."
NAMED = 39
"People who are named at most."
ROW = 22
PLACES = 5 * ROW
"Faces of a crowd, in five rows."
SIZES = {"large": 2.1, "medium": 1.75, "small": 1.45, "least": 1.3}
"How large names are written, in em of the screen."
WIDTH = 75.0
HEIGHTS = {True: 13.6, False: 18.2}
"The height for the names of few people, below the large code, and of more."
AROUND, NUMBER = 3.3, 2.5
"What is around a name, and how wide the number of those is who are not named, in em of its size."
BETWEEN, ABOVE = 0.6, 0.45
"What is between two names and above each, in em of the screen."


def lobby_context(snapshot: Snapshot) -> dict[str, Any]:
    """What the screen shows of the people while it waits for them, and when it thanks them."""
    if snapshot.phase == Phase.ENDED:
        return {"crowd": _crowd(snapshot.people[:ROW])}
    if snapshot.phase != Phase.LOBBY:
        return {}
    people, few = snapshot.people, len(snapshot.people) <= FEW
    if len(people) > CROWD:
        return {"many": True, "crowd": _crowd(people)}
    size, named = _largest([name_width(name_on_screen(person)) for person in people], HEIGHTS[few])
    pills = [_pill(person, f"p{person.id}-{at}-{size}-{few:d}") for at, person in enumerate(people[:named])]
    return {"many": not few, "size": size, "named": mark_safe("".join(pills)), "unnamed": len(people) - named}


def _largest(names: Sequence[float], height: float) -> tuple[str, int]:
    """The largest size at which names so wide all find place, else the smallest; and how many of them do."""
    fitting = [(size, _fitting(names, em, int((height + ABOVE) / (2 * em + ABOVE)))) for size, em in SIZES.items()]
    return next((each for each in fitting if each[1] == len(names)), fitting[-1])


def _fitting(names: Sequence[float], em: float, rows: int) -> int:
    """How many names find place in so many rows, with the number of all the others behind them."""
    places = _places((wide + AROUND) * em + BETWEEN for wide in names[: NAMED + 1])
    if len(names) <= NAMED and all(row < rows for row, _used in places):
        return len(names)
    number = (NUMBER + AROUND) * em
    fits = [row + (used + number > WIDTH) < rows for row, used in places[:NAMED]]
    return sum(fits)


def _places(widths: Iterable[float]) -> list[tuple[int, float]]:
    """For each of what stands one behind the other: the row that it comes to, and how full that is then."""
    row, used, places = 0, 0.0, []
    for wide in widths:
        row, used = (row + 1, wide) if used and used + wide > WIDTH else (row, used + wide)
        places.append((row, used))
    return places


def _pill(person: Person, name: str) -> str:
    html = _form("live/screen/_pill.html", face_on_screen(person))
    return html.replace(ID, name).replace(NAME, escape(name_on_screen(person)))


def _crowd(people: Sequence[Person]) -> SafeString:
    """The faces that there are places for: whoever comes when all are taken takes that of somebody before."""
    last = len(people) - 1
    shown = [people[last - (last - place) % PLACES] for place in range(min(len(people), PLACES))]
    faces = [
        _form("live/screen/_one.html", face_on_screen(person)).replace(ID, f"p{person.id}-{place}")
        for place, person in enumerate(shown)
    ]
    return mark_safe("".join(faces))


@lru_cache(maxsize=512)
def _form(template: str, face: Face | None) -> str:
    """What is alike for all who have the same face."""
    return render_to_string(template, {"person": {"face": face, "nickname": mark_safe(NAME)}, "id": ID})
