"""Who is refused is told so in the language that they are spoken to, also where many are judged at once."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override
from lxml import html

from live import clock
from live.models import Move
from live.refusal import NotWritten, Refused, judged
from live.rendering import stages
from live.rooms.joins import Join, write_joins
from live.rooms.snapshot import Snapshot
from tests.support.lessons import ALL_KINDS, a_room, do, joins
from tests.support.looks import look

pytestmark = pytest.mark.django_db
SAID = {"lang", "dir", "aria-label", "placeholder", "title", "alt", "aria-pressed"}
"Attributes that may differ from language to language; the language itself is chosen by a button that is pressed."
GIVEN: dict[str, dict[str, Any]] = {
    "single": {"choice": "2"},
    "several": {"choice": ["1", "3"]},
    "number": {"number": "2.5"},
    "short": {"text": "Loire"},
    "cloud": {"word": "glad"},
}


def somebody(language: str, room_id: int = 0, suggested: bool = False) -> Join:
    """A join by somebody whose page is in this language."""
    with override(language):
        return Join(room_id, "Kluger Fuchs", suggested, clock.now())


def refuse(_what: object) -> None:
    raise NotWritten


def test_a_batch_speaks_to_each_in_their_language():
    room = a_room(suggested_only=True)
    outcomes = write_joins([somebody(each, room.pk) for each in ("de", "ar", "en")])
    assert [outcome.message for outcome in outcomes if isinstance(outcome, Refused)] == [
        "In diesem Raum gibt es nur vorgeschlagene Namen. Nimm einen davon.",
        "في هذه الغرفة تُستخدم الأسماء المقترحة فقط. يرجى اختيار واحد منها.",
        "Your teacher has chosen that only suggested names are used here. Take one of them.",
    ]


def test_neighbours_keep_their_order_and_what_is_not_refused():
    joins = [somebody(each) for each in ("fr", "en", "fr", "fr")]
    assert judged(lambda join: join.language, joins) == ["fr", "en", "fr", "fr"]


def test_a_database_that_takes_nothing_is_told_of_in_every_language():
    [told] = judged(refuse, [somebody("es")])
    assert isinstance(told, NotWritten)
    assert told.message.startswith("No se ha podido guardar")


def test_a_taken_suggestion_gives_way_to_one_of_the_rooms_language():
    room = a_room(language="ar")
    write_joins([somebody("de", room.pk, suggested=True)])
    [other] = write_joins([somebody("de", room.pk, suggested=True)])
    assert not isinstance(other, Refused)
    assert "\u0600" < other.nickname[0] < "\u06ff"


def drawn(lesson: Snapshot, audience: str) -> list[tuple[str, dict[str, str]]]:
    """Every element that an audience sees, by its tag and those attributes that no language touches."""
    regions = stages.draw(lesson, audience)
    elements = [each for region in regions.values() for each in html.fragment_fromstring(region).iter()]
    return [(str(each.tag), {k: v for k, v in each.attrib.items() if k not in SAID}) for each in elements]


@pytest.mark.parametrize("question", ALL_KINDS, ids=[each["kind_slug"] for each in ALL_KINDS])
def test_numbers_that_browsers_read_are_written_alike_in_all_languages(question):
    """A decimal comma in a width would draw nothing at all."""
    room = a_room({**question, "seconds": 45}, tally_live=True, typed_live=True)
    people = [joins(room, name) for name in ("Ana", "Bo", "Cem")]
    moves = [Move.OPEN, Move.CLOSE, Move.REVEAL]
    for move in moves if question["kind_slug"] == "cloud" else [*moves, Move.STANDINGS]:
        do(room, move)
        for person in people if move == Move.OPEN else ():
            person.answers(room, **GIVEN[question["kind_slug"]])
        lesson, seen = look(room), {}
        for audience in stages.REGIONS:
            for language, _name in settings.LANGUAGES:
                lesson.room.rules = replace(lesson.room.rules, language=language)
                seen[language] = drawn(lesson, audience)
            assert {language: seen[language] for language in seen} == dict.fromkeys(seen, seen["en"])
