"""By what a process that hears no ticks tells whether a room has changed, and for whom."""

from collections.abc import Callable
from typing import Any

import pytest

from live.models import Knock, Move, Room
from live.realtime import changes
from tests.support.lessons import CAPITAL, a_room, do, joins

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


def change(room: Room, what: Callable[[], Any]) -> tuple[bool, bool]:
    """Whether the room has moved by that, and whether somebody has come in."""
    [before] = changes.outlines([room.pk]).values()
    what()
    [after] = changes.outlines([room.pk]).values()
    return after.has_moved_since(before), after.has_more_than(before)


def test_who_comes_in_moves_nobodys_page():
    room = a_room(CAPITAL)
    assert change(room, lambda: joins(room, "Ana")) == (False, True)


def test_an_answer_changes_no_outline():
    room = a_room(CAPITAL)
    ana = joins(room, "Ana")
    do(room, Move.OPEN)
    assert change(room, lambda: ana.answers(room, choice="2")) == (False, False)


def test_a_move_a_name_that_is_hidden_and_somebody_removed_are_for_everybody():
    room = a_room(CAPITAL)
    ana = joins(room, "Ana").participant
    assert change(room, lambda: do(room, Move.OPEN)) == (True, False)
    assert change(room, ana.hide) == (True, False)
    assert change(room, ana.remove) == (True, False)


def test_another_name_is_for_everybody_while_others_come_in():
    room = a_room(CAPITAL)
    ana = joins(room, "Ana").participant

    def renamed() -> None:
        joins(room, "Ben")
        ana.rename("Anna")

    assert change(room, renamed) == (True, True)


def test_a_knock_is_for_everybody():
    room = a_room(CAPITAL)
    ana = joins(room, "Ana").participant
    assert change(room, lambda: Knock.at(ana)) == (True, False)
    assert change(room, lambda: ana.knocks.get().let_in()) == (True, False)


def test_a_room_that_is_gone_has_none():
    assert changes.outlines([4711]) == {}
