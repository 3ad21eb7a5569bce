"""The people in the lobby: as many names as find place, then a number, and of a crowd the faces alone."""

import re

import pytest

from live import clock
from live.models import Participant, Room
from live.rendering import lobby
from live.rendering.stages import draw
from tests.support.lessons import CAPITAL, a_room
from tests.support.looks import look

pytestmark = pytest.mark.django_db
LONG = "Wilhelmina Montgomery"


def a_lobby(people: int, name: str = "Ana") -> Room:
    """A room with so many people in it."""
    room, now = a_room(CAPITAL), clock.now()
    Participant.objects.bulk_create(
        Participant(room=room, nickname=f"{name}{n}", nickname_key=f"{name}{n}", joined_at=now, seen_at=now)
        for n in range(people)
    )
    return room


def drawn(room: Room, region: str = "names") -> str:
    return draw(look(room), "screen")[region]


def named(html: str) -> list[str]:
    return re.findall('<bdi translate="no">(.*?)</bdi>', html)


def ids(html: str) -> list[str]:
    return re.findall(r'id="(p\d[^"]*)"', html)


@pytest.mark.parametrize(
    ("people", "size", "many"),
    [(1, "large", False), (12, "large", False), (24, "small", False), (25, "small", True), (39, "least", True)],
)
def test_all_are_named_as_large_as_they_find_place(people, size, many):
    room = a_lobby(people)
    html = drawn(room)
    assert (re.findall(r'class="names (\w+)"', html), len(named(html)), "+" in html) == ([size], people, False)
    assert 'id="join-many"' in drawn(room, "stage") if many else 'id="join"' in drawn(room, "stage")


@pytest.mark.parametrize(("people", "more"), [(40, 1), (60, 21), (80, 41)])
def test_whoever_is_not_named_is_counted(people, more):
    html = drawn(a_lobby(people))
    assert (len(named(html)), re.findall(r">\+(\d+)<", html)) == (39, [str(more)])


def test_of_long_names_fewer_are_named():
    html = drawn(a_lobby(39, LONG))
    shown = len(named(html))
    assert 10 <= shown < 20
    assert f">+{39 - shown}<" in html


@pytest.mark.parametrize("people", [81, 110, 1000])
def test_of_a_crowd_there_are_faces_alone_in_no_more_than_five_rows(people):
    html = drawn(a_lobby(people))
    assert (named(html), html.count("<use "), len(set(ids(html)))) == ([], min(people, 110), min(people, 110))


def test_an_empty_room_has_twelve_seats():
    html = drawn(a_lobby(0))
    assert (html.count("<i></i>"), named(html)) == (12, [])


@pytest.mark.parametrize("people", [5, 30, 90, 500])
def test_whoever_joins_leaves_all_others_where_they_are(people):
    room = a_lobby(people)
    before = ids(drawn(room))
    now = clock.now()
    Participant.objects.create(room=room, nickname="Zoe", nickname_key="zoe", joined_at=now, seen_at=now)
    after = ids(drawn(room))
    new = set(after) - set(before)
    assert (len(new), [each for each in after if each not in new]) == (1, [each for each in before if each in after])
    assert [after.index(each) for each in after if each in before] == [
        before.index(each) for each in before if each in after
    ]


def test_whoever_comes_to_another_place_is_a_new_element_there():
    """What stays an element never moves: of two the first leaves, or the names become smaller."""
    room = a_lobby(24)
    before = set(ids(drawn(room)))
    first = room.participants.earliest("pk")
    first.remove()
    assert before.isdisjoint(ids(drawn(room)))
    room = a_lobby(24)
    before, now = set(ids(drawn(room))), clock.now()
    Participant.objects.create(room=room, nickname="Zoe", nickname_key="zoe", joined_at=now, seen_at=now)
    assert before.isdisjoint(ids(drawn(room)))


@pytest.mark.parametrize("people", [3, 90])
def test_a_hidden_name_has_no_face_that_tells_it(people):
    room = a_lobby(people)
    Participant.objects.filter(room=room, nickname="Ana1").update(hidden=True)
    html = drawn(room)
    assert (html.count("<use "), html.count("<svg")) == (people - 1, people)
    assert named(html) in ([], ["Ana0", "…", "Ana2"])


def test_the_places_of_a_row_are_filled_one_after_the_other():
    assert lobby._places([40, 30, 30, 80, 10]) == [(0, 40), (0, 70), (1, 30), (2, 80), (3, 10)]


def test_a_join_is_a_small_push_however_many_are_there():
    """The code and its QR are not in it. In bytes, uncompressed."""
    sizes = {people: len(drawn(a_lobby(people)).encode()) for people in (12, 60, 1000)}
    most = {12: 2_100, 60: 6_500, 1000: 10_300}
    assert {people: size for people, size in sizes.items() if size > most[people]} == {}
    room = a_lobby(30)
    before = drawn(room, "stage")
    Participant.objects.filter(room=room, nickname="Ana3").delete()
    assert drawn(room, "stage") == before
