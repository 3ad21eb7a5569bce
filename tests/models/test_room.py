"""Codes and keys that find a room, and the school's one address."""

import secrets
from collections.abc import Callable

import pytest
from django.db.utils import IntegrityError

from live import clock
from live.models import Move, Room, School
from live.models.keys import new_key, new_pass
from live.models.room import new_code
from tests.support.lessons import a_room, do, seconds

DAY = 24 * 3600


@pytest.fixture
def dice(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Loads the machine's dice: the next numbers that they show."""

    def load(*numbers: int) -> None:
        shown = iter(numbers)
        monkeypatch.setattr(secrets, "randbelow", lambda below: next(shown))

    return load


def test_a_code_has_six_digits_with_zeros_in_front(db, dice):
    dice(42)
    assert new_code() == "000042"


def test_a_new_code_is_none_that_a_live_room_has(db, dice):
    a_room(code="000001")
    dice(1, 1, 2)
    assert new_code() == "000002"


@pytest.mark.parametrize(("later", "code"), [(0, "000002"), (DAY - 1, "000002"), (DAY, "000001"), (DAY + 1, "000001")])
def test_the_code_of_an_ended_room_rests_for_a_day(db, dice, later, code):
    do(a_room(code="000001"), Move.END)
    clock.pass_(seconds(later))
    dice(1, 2)
    assert new_code() == code


def test_the_database_itself_refuses_one_code_for_two_live_rooms(db):
    a_room(code="000001")
    with pytest.raises(IntegrityError):
        a_room(code="000001")


def test_a_code_finds_the_live_room_and_for_a_day_the_ended_one(db):
    ended = do(a_room(code="000001"), Move.END)
    assert (Room.by_code("000001"), Room.by_code("000002")) == (ended, None)
    clock.pass_(seconds(DAY))
    assert Room.by_code("000001") is None
    live = a_room(code="000001")
    assert Room.by_code("000001") == live


def test_of_a_code_that_two_rooms_have_had_the_live_one_is_found_else_the_later(db):
    first = do(a_room(code="000001"), Move.END)
    clock.pass_(seconds(60))
    second = a_room(code="000001")
    assert Room.by_code("000001") == second
    do(second, Move.END)
    assert (Room.by_code("000001"), first.ended_at) == (second, clock.now() - seconds(60))


@pytest.mark.parametrize("code", ["", "00001", "abcdef", "0000011", "'; --"])
def test_what_is_no_code_finds_no_room(db, code):
    a_room(code="000001")
    assert Room.by_code(code) is None


def test_keys_are_long_and_each_room_has_two_of_its_own(db):
    rooms = [a_room() for _each in range(5)]
    keys = [key for room in rooms for key in (room.key, room.screen_key)]
    assert (len(set(keys)), {len(key) for key in keys}) == (10, {22})
    assert len({new_key() for _each in range(100)}) == len({new_pass() for _each in range(100)}) == 100


def test_the_school_is_one_row_that_follows_the_network_until_an_address_is_chosen(db):
    assert (School.get().address, School.get().pk) == ("", 1)
    School.objects.update_or_create(pk=1, defaults={"address": "quiz.school:8000"})
    assert (School.get().address, School.objects.count()) == ("quiz.school:8000", 1)
