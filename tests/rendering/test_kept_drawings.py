"""What most moves leave as it was is drawn once; when it does change, the new drawing is shown."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from lxml import html

from live import clock
from live.models import Move, Question, Response, Room
from live.models.phase import Scoring
from live.rendering import stages
from live.rooms import actions, outcomes
from live.rooms.snapshot import Snapshot
from tests.support.lessons import CAPITAL, PRIMES, a_room, do, joins, ruled, seconds
from tests.support.looks import look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
OTHERWISE: dict[str, Any] = {"language": "ar", "scoring": Scoring.SPEED}
SETTINGS = sorted(actions.TOGGLES - {"speed"} | {"scoring", "language"})
"All that is drawn there."
SAYS_LANGUAGE = re.compile(r' lang="\w+" dir="\w+"')


def drawn(room: Room, region: str) -> str:
    """A region of the host's page, without the attributes that name the language of the whole."""
    return SAYS_LANGUAGE.sub("", stages.draw(look(room), "host")[region], count=1)


def kept_of(seen: Snapshot, name: str) -> str:
    """A region as its template draws it from the room itself."""
    with override(seen.room.language):
        return render_to_string(f"live/host/_{name}.html", {"room": seen.room, "phase": str(seen.phase)})


def kept(room: Room) -> str:
    """The switches, and the language and the code, as a host sees them."""
    return drawn(room, "settings") + drawn(room, "tools")


def kept_anew(room: Room) -> str:
    """The same, drawn by their templates from the room itself."""
    return "".join(kept_of(look(room), name) for name in ("settings", "tools"))


def otherwise(room: Room, *names: str) -> None:
    """Give these settings another value."""
    for name in names:
        if name in actions.STATES:
            Room.objects.filter(pk=room.pk).update(**{name: not getattr(room, name)})
        else:
            ruled(**{name: OTHERWISE.get(name, not getattr(room.rules, name, None))})


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_shown_as_soon_as_it_is_another(name: str):
    room = a_room()
    before = kept(room)
    otherwise(room, name)
    assert kept(room) == kept_anew(room) != before


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_is_kept_of_the_settings_is_what_their_template_draws_from_the_room(language: str):
    room = a_room(language=language)
    assert kept(room) == kept_anew(room)
    otherwise(room, *(each for each in SETTINGS if each != "language"))
    assert kept(room) == kept_anew(room)
    do(room, Move.END)
    assert kept(room) == kept_anew(room)


def rows(room: Room) -> list[tuple[str, bool]]:
    """Of each question in the host's list: what is written there, and whether it can be opened."""
    buttons = html.fragment_fromstring(drawn(room, "jump")).iter("button")
    return [(" ".join(" ".join(each.itertext()).split()), each.get("disabled") is None) for each in buttons]


def test_a_question_is_marked_when_it_was_asked_and_can_be_opened_when_none_is_open():
    room = a_room(CAPITAL, PRIMES)
    assert rows(room) == [("1 Capital of France?", True), ("2 Which are prime?", True)]
    do(room, Move.OPEN)
    assert rows(room) == [("1 Capital of France? asked", False), ("2 Which are prime?", False)]
    do(room, Move.CLOSE, Move.REVEAL)
    assert rows(room) == [("1 Capital of France? asked", True), ("2 Which are prime?", True)]
    ruled(language="de")
    assert rows(room)[0] == ("1 Capital of France? gestellt", True)


@pytest.mark.parametrize(
    ("text", "shown"), [("Capital of *Spain*?", "Capital of Spain?"), ("", "Single choice"), ("x" * 99, "x" * 89 + "…")]
)
def test_a_question_is_listed_by_its_new_text_or_by_its_kind_without_one(text: str, shown: str):
    room = a_room(CAPITAL)
    assert rows(room) == [("1 Capital of France?", True)]
    Question.objects.update(text=text)
    assert rows(room) == [(f"1 {shown}", True)]


def test_the_time_of_an_answer_is_each_ones_own_while_the_question_is_open_and_nothing_stays_unfilled():
    room = a_room(CAPITAL)
    ana, ben, _cem = (joins(room, name) for name in ("Ana", "Ben", "Cem"))
    do(room, Move.OPEN)
    with clock.at(clock.now() + seconds(2)):
        ana.answers(room, choice="2")
    with clock.at(clock.now() + seconds(4)):
        ben.answers(room, choice="2")
    stamps = [timezone.localtime(each.arrived_at).strftime("%H:%M:%S") for each in Response.objects.order_by("pk")]
    assert [re.findall(r"\d\d:\d\d:\d\d", own) for own in owns(room)] == [[stamps[0]], [stamps[1]], []]
    for move in (Move.CLOSE, Move.REVEAL, Move.STANDINGS):
        do(room, move)
        assert not any("\ue000" in own or re.search(r"\d\d:\d\d:\d\d", own) for own in owns(room))


def owns(room: Room) -> list[str]:
    """What each participant has for themselves, in the order in which they came."""
    seen = look(room)
    found = stages.draw_own(seen, outcomes.read_own(seen))
    return ["".join(found[pk].values()) for pk in sorted(found)]
