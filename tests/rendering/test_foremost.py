"""Who is named on the screen at the reveal, because they were nearest."""

from typing import Any

import pytest

from live.models import Move, Room
from live.rendering import stages
from live.rendering.foremost import foremost
from tests.support.lessons import Student, a_room, do, joins
from tests.support.looks import look

CONTENT = {"right": "100", "tolerance": "0", "unit": "", "rule": "nearest", "reach": "", "from": "", "to": ""}
BONES = {"kind_slug": "estimate", "text": "How many?", "content": CONTENT}
GIVEN = {"Ana": "99", "Ben": "103", "Cleo": "90", "Dan": "101", "Eva": "500", "Fin": "104", "Gus": "105", "Hal": "600"}


def lesson(given: dict[str, str], **settings: Any) -> tuple[Room, dict[str, Student]]:
    """A room in which everybody has answered."""
    room = do(a_room(BONES, **settings), Move.OPEN)
    people = {name: joins(room, name) for name in given}
    for name, number in given.items():
        people[name].answers(room, number=number)
    return room, people


def revealed(given: dict[str, str], **settings: Any) -> tuple[Room, dict[str, Student]]:
    room, people = lesson(given, **settings)
    return do(room, Move.CLOSE, Move.REVEAL), people


def named(room: Room) -> tuple[list[str], int]:
    found = foremost(look(room))
    return [each["nickname"] for each in found["people"]], found["more"]


def test_the_three_nearest_are_named_the_nearest_first(db):
    assert named(revealed(GIVEN)[0]) == (["Ana", "Dan", "Ben"], 0)


@pytest.mark.parametrize(("many", "expected"), [(1, ["Ana"]), (2, ["Ana"]), (3, ["Ana"]), (4, ["Ana", "Dan"])])
def test_never_more_than_half_are_named(db, many, expected):
    assert named(revealed(dict(list(GIVEN.items())[:many]))[0]) == (expected, 0)


def test_how_many_more_are_as_near_as_the_first_is_counted(db):
    assert named(revealed(dict.fromkeys(GIVEN, "99"))[0]) == (["Ana", "Ben", "Cleo"], 5)


def test_who_is_hidden_has_three_dots_and_no_face(db):
    room, people = revealed(GIVEN)
    people["Dan"].participant.hidden = True
    people["Dan"].participant.save()
    assert named(room) == (["Ana", "…", "Ben"], 0)
    assert foremost(look(room))["people"][1]["face"] is None


def test_who_was_removed_is_not_among_them(db):
    room, people = revealed(GIVEN)
    people["Ana"].participant.remove()
    assert named(room) == (["Dan", "Ben", "Fin"], 0)


def test_a_nameless_room_names_nobody(db):
    room, _people = revealed(GIVEN)
    Room.objects.filter(pk=room.pk).update(nameless_since=room.created_at)
    assert named(room) == ([], 0)


def test_nobody_is_named_before_the_reveal_or_after_it(db):
    room, _people = lesson(GIVEN)
    told = [named(room)]
    for move in (Move.CLOSE, Move.REVEAL, Move.STANDINGS):
        told.append(named(do(room, move)))
    assert [bool(names) for names, _more in told] == [False, False, True, False]


def test_the_screen_names_them_and_phones_and_the_covered_screen_do_not(db):
    room, _people = revealed(GIVEN)
    assert "Nearest:" in stages.draw(look(room), "screen")["stage"]
    assert "Nearest:" not in "".join(stages.draw(look(room), "play").values())
    Room.objects.filter(pk=room.pk).update(covered=True)
    assert "Nearest:" not in "".join(stages.draw(look(room), "screen").values())


def test_other_kinds_name_nobody(db):
    room = do(a_room(), Move.OPEN)
    joins(room, "Ana").answers(room, choice="2")
    assert named(do(room, Move.CLOSE, Move.REVEAL)) == ([], 0)
