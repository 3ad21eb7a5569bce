"""Who is refused is told so in the language that they are spoken to, also where many are judged at once."""

import pytest
from django.utils.translation import override

from live import clock
from live.models.participant import Join, write_joins
from live.refusal import NotWritten, Refused, judged
from tests.lessons import a_room

pytestmark = pytest.mark.django_db


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
