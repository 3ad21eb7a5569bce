"""Asking to come back: who may, how often, and what an ended room still takes."""

import pytest

from live import acts
from live.lesson import read
from live.models import Knock, Move, Room
from live.models.participant import MOST_KNOCKS
from live.refusal import Refused
from tests.lessons import a_room, do, form, joins

pytestmark = pytest.mark.django_db


def test_the_host_sees_who_asks_to_come_back() -> None:
    room = a_room()
    ana = joins(room, "Ana")
    knock = Knock.at(ana.participant)
    lesson = read(room.pk, here=())
    assert lesson is not None
    assert [(each.pk, each.participant.nickname) for each in lesson.knocks] == [(knock.pk, "Ana")]


def test_a_removed_participant_cannot_ask_and_is_asked_for_no_more() -> None:
    room = a_room()
    ana = joins(room, "Ana")
    Knock.at(ana.participant)
    ana.participant.remove()
    with pytest.raises(Refused):
        Knock.at(ana.participant)
    lesson = read(room.pk, here=())
    assert lesson is not None
    assert lesson.knocks == []


def test_a_name_is_asked_for_a_few_times_at_once_and_not_without_end() -> None:
    ana = joins(a_room(), "Ana")
    for _ in range(MOST_KNOCKS):
        Knock.at(ana.participant)
    with pytest.raises(Refused):
        Knock.at(ana.participant)
    assert Knock.objects.count() == MOST_KNOCKS


@pytest.mark.parametrize(
    "press",
    [{"toggle": "locked:on"}, {"renew": "1"}, {"hide": "sun"}, {"quick": "yesno"}, {"move": "end"}, {"unknown": "1"}],
    ids=lambda press: next(iter(press)),
)
def test_an_ended_room_takes_no_press(press: dict[str, str]) -> None:
    room = do(a_room(), Move.END)
    before = Room.objects.filter(pk=room.pk).values().get()
    with pytest.raises(Refused, match="ended"):
        acts.act(form(**press))(room)
    assert Room.objects.filter(pk=room.pk).values().get() == before
