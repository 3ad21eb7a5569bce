"""Names go after a time, and who answered what with them; how often each answer was given stays."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import localdate

from live import clock
from live.models import Knock, Move, Participant, Response, Room, School, SignInLink
from live.results import grid
from live.retention import purge
from live.rooms import snapshot
from tests.support.lessons import CAPITAL, RIVER, a_room, do, joins

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def taught(people: int = 5) -> Room:
    """A lesson that has ended: everybody answered the first question, all but one the second; Zoe was removed."""
    room = a_room(CAPITAL, RIVER)
    students = [joins(room, f"Student {number}") for number in range(people)]
    zoe = joins(room, "Zoe")
    do(room, Move.OPEN)
    for number, student in enumerate([*students, zoe]):
        student.answers(room, choice=str(number % 3 + 1))
    do(room, Move.CLOSE, Move.REVEAL, Move.OPEN)
    for student in students[1:]:
        student.answers(room, text="La  SEINE")
    do(room, Move.CLOSE, Move.REVEAL)
    zoe.participant.remove()
    Knock.objects.create(participant=students[0].participant, asked_at=clock.now())
    SignInLink.issue(room.host, room=room)
    return do(room, Move.END)


def ends(room: Room, ago: timedelta) -> Room:
    """It ended so long ago."""
    room.ended_at = clock.now() - ago
    room.save(update_fields=["ended_at"])
    return room


def bars(room: Room) -> list[list[tuple[str, int]]]:
    """The tallies of all rounds."""
    return [[(str(bar.label), bar.count) for bar in each.bars] for each in grid.read(room).asked]


def test_the_totals_stay_to_the_last_figure():
    room = taught()
    before = [(each.bars, each.total, each.right, each.mean_ms) for each in grid.read(room).asked]
    purge.forget_names(room)
    found = grid.read(room)
    assert [(each.bars, each.total, each.right, each.mean_ms) for each in found.asked] == before
    assert len(found.rows) == 5


def test_no_row_holds_a_name_a_seat_or_what_was_typed():
    room = taught()
    old = set(Participant.objects.values_list("pk", "seat"))
    purge.forget_names(room)
    people = list(Participant.objects.values_list("nickname", "nickname_key", "token", "joined_at", "seen_at"))
    assert people == [("", None, None, room.created_at, room.created_at)] * 5
    assert not old & set(Participant.objects.values_list("pk", "seat"))
    assert set(Response.objects.values_list("typed", flat=True)) == {""}
    assert set(Response.objects.values_list("arrived_at")) == set(room.rounds.values_list("opened_at"))
    assert (Knock.objects.count(), SignInLink.objects.count()) == (0, 0)


def test_nobody_is_drawn_on_any_page():
    room = taught()
    purge.forget_names(room)
    seen = snapshot.take(room.pk, set())
    assert seen is not None
    assert seen.people == []


def test_two_answers_of_one_person_are_no_pair_any_more():
    room = a_room(CAPITAL, CAPITAL)
    students = [joins(room, f"Student {number}") for number in range(40)]
    for _question in range(2):
        do(room, Move.OPEN)
        for number, student in enumerate(students):
            student.answers(room, choice=str(number % 2 + 1))
        do(room, Move.CLOSE, Move.REVEAL)
    purge.forget_names(do(room, Move.END))
    pairs: dict[int, list[str]] = {}
    for pk, value in Response.objects.order_by("round").values_list("participant", "value"):
        pairs.setdefault(pk, []).append(value)
    assert len({tuple(pair) for pair in pairs.values()}) > 2, "before, they were all (1, 1) and (2, 2)"


def test_to_forget_twice_changes_nothing():
    room = taught()
    purge.forget_names(room)
    before = list(Response.objects.values())
    purge.forget_names(Room.objects.get(pk=room.pk))
    assert list(Response.objects.values()) == before


@pytest.mark.parametrize(("ago", "gone"), [(YEAR - timedelta(minutes=1), 0), (YEAR + timedelta(minutes=1), 1)])
def test_names_are_kept_for_a_school_year_by_default(ago, gone):
    ends(taught(), ago)
    assert len(purge.purge()) == gone


def test_the_owner_sets_the_time():
    School.objects.create(pk=1, keep_days=30)
    room = ends(taught(), timedelta(days=31))
    assert purge.purge() == [room.pk]
    assert purge.purge() == []


def test_the_day_that_a_host_chose_counts_more_and_is_still_whole():
    today = localdate(clock.now())
    early, late = ends(taught(), timedelta(days=2)), ends(taught(), 2 * YEAR)
    Room.objects.filter(pk=early.pk).update(keep_until=today - timedelta(days=1))
    Room.objects.filter(pk=late.pk).update(keep_until=today)
    assert purge.purge() == [early.pk]


def test_a_room_that_runs_keeps_its_names_whatever_the_day():
    room = a_room(CAPITAL, keep_until=date(2020, 1, 1))
    joins(room, "Ana")
    assert purge.purge() == []


def test_the_day_is_told_as_it_will_be():
    room = taught()
    assert purge.last_day(room) == localdate(clock.now() + YEAR)
    room.keep_until = date(2030, 1, 2)
    assert purge.last_day(room) == date(2030, 1, 2)
    assert purge.last_day(a_room(CAPITAL)) is None


def test_logins_that_have_run_out_go_too():
    for days in (-1, 1):
        session = SessionStore()
        session.set_expiry(clock.now() + timedelta(days=days))
        session.create()
    purge.purge()
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_process_purges_when_it_starts_and_then_once_a_day(monkeypatch):
    monkeypatch.setattr(purge, "_last", None)
    rooms = [ends(taught(), 2 * YEAR)]
    assert purge.purge_daily() == [rooms[0].pk]
    rooms.append(ends(taught(), 2 * YEAR))
    assert purge.purge_daily() == []
    with clock.ahead(timedelta(hours=24, seconds=1)):
        assert purge.purge_daily() == [rooms[1].pk]


@pytest.mark.django_db(transaction=True)
def test_the_command_says_how_many(capsys):
    ends(taught(), 2 * YEAR)
    call_command("purge")
    call_command("purge")
    assert capsys.readouterr().out.splitlines() == [
        "Names were removed from 1 room.",
        "Names were removed from 0 rooms.",
    ]


def test_what_sqlite_frees_is_overwritten():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone() == (1,)


def test_tallies_by_value_are_as_before():
    room = taught(7)
    before = Counter(Response.objects.filter(participant__removed=False).values_list("round", "value"))
    purge.forget_names(room)
    assert Counter(Response.objects.values_list("round", "value")) == before
    assert bars(room)[0] == [("Lyon", 3), ("Paris", 2), ("Nice", 2)]
