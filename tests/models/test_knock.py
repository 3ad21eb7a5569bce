"""Asking to come back: who may, how often, and what an ended room still takes."""

import re

import pytest

from live import clock
from live.models import Knock, Move, Room
from live.models.participant import MOST_KNOCKS
from live.refusal import Refused
from live.rendering.stages import draw
from live.rooms import actions
from live.rooms.snapshot import take
from tests.support.lessons import a_room, do, form, joins
from tests.support.looks import look, refusal, row

pytestmark = pytest.mark.django_db


def test_the_host_sees_who_asks_to_come_back() -> None:
    room = a_room()
    ana = joins(room, "Ana")
    knock = Knock.at(ana.participant)
    lesson = take(room.pk, here=())
    assert lesson is not None
    assert [(each.pk, each.participant.nickname) for each in lesson.knocks] == [(knock.pk, "Ana")]


def test_a_removed_participant_cannot_ask_and_is_asked_for_no_more() -> None:
    room = a_room()
    ana = joins(room, "Ana")
    Knock.at(ana.participant)
    ana.participant.remove()
    with pytest.raises(Refused):
        Knock.at(ana.participant)
    lesson = take(room.pk, here=())
    assert lesson is not None
    assert lesson.knocks == []


def test_a_name_is_asked_for_a_few_times_at_once_and_not_without_end() -> None:
    ana = joins(a_room(), "Ana")
    for _ in range(MOST_KNOCKS):
        Knock.at(ana.participant)
    with pytest.raises(Refused):
        Knock.at(ana.participant)
    assert Knock.objects.count() == MOST_KNOCKS


def offers(room: Room, here: set[int]) -> list[tuple[str, str]]:
    """The buttons for those who ask, as the host's page draws them while these are here."""
    return re.findall(r'name="(let_in|dismiss)" value="(\d+)"', draw(look(room, here), "host")["people"])


def test_the_host_lets_in_or_says_no() -> None:
    room = a_room()
    ana, ben = joins(room, "Ana").participant, joins(room, "Ben").participant
    ours, others = [str(Knock.at(who).pk) for who in (ana, ben)]
    assert offers(room, set()) == [("let_in", ours), ("dismiss", ours), ("let_in", others), ("dismiss", others)]
    before = row(ana)
    dismiss = actions.action(form(dismiss=ours), clock.now())
    dismiss(room)
    assert (offers(room, set()), row(ana)) == ([("let_in", others), ("dismiss", others)], before)
    assert refusal(lambda: dismiss(room)) == (409, "Nobody is waiting there any more.")


def test_letting_one_in_ends_all_that_ask_for_the_same_name() -> None:
    room = a_room()
    ana = joins(room, "Ana").participant
    one, _two = Knock.at(ana), Knock.at(ana)
    actions.action(form(let_in=str(one.pk)), clock.now())(room)
    assert offers(room, set()) == []


def test_nobody_is_let_in_for_somebody_who_is_here() -> None:
    room = a_room()
    ana = joins(room, "Ana").participant
    knock = str(Knock.at(ana).pk)
    assert offers(room, {ana.pk}) == [("dismiss", knock)]
    assert "is here" in draw(look(room, {ana.pk}), "host")["people"]


def test_a_knock_at_another_room_is_not_dismissed_from_here() -> None:
    room, knock = a_room(), Knock.at(joins(a_room(), "Ben").participant)
    dismiss = actions.action(form(dismiss=str(knock.pk)), clock.now())
    assert refusal(lambda: dismiss(room)) == (409, "Nobody is waiting there any more.")
    assert list(Knock.objects.all()) == [knock]


@pytest.mark.parametrize(
    "press",
    [{"toggle": "locked:on"}, {"renew": "1"}, {"hide": "sun"}, {"quick": "yesno"}, {"move": "end"}, {"unknown": "1"}],
    ids=lambda press: next(iter(press)),
)
def test_an_ended_room_takes_no_press(press: dict[str, str]) -> None:
    room = do(a_room(), Move.END)
    before = Room.objects.filter(pk=room.pk).values().get()
    with pytest.raises(Refused, match="ended"):
        actions.action(form(**press), clock.now())(room)
    assert Room.objects.filter(pk=room.pk).values().get() == before
