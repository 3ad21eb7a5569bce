"""Links that sign somebody in once: a teacher, or a phone as host of one room."""

import pytest

from live import clock
from live.models import SignInLink
from live.models.link import _digest
from tests.support.lessons import a_room, a_teacher, seconds
from tests.support.looks import at_once, refusal, told

USED = (410, "This link has been used already. Ask for a new one.")


def test_a_link_finds_its_teacher_and_the_secret_itself_is_kept_nowhere(db, noon):
    ada = a_teacher()
    secret = SignInLink.issue(ada)
    row = SignInLink.objects.values().get()
    assert row == {
        "id": row["id"],
        "digest": _digest(secret),
        "teacher_id": ada.pk,
        "room_id": None,
        "expires_at": noon + seconds(15 * 60),
    }
    link = SignInLink.find(secret)
    assert link is not None
    assert (link.teacher, link.room, len(secret), secret in str(row)) == (ada, None, 32, False)


def test_a_link_works_once(db):
    secret = SignInLink.issue(a_teacher())
    first, second = SignInLink.find(secret), SignInLink.find(secret)
    assert first is not None
    assert second is not None
    first.use_up()
    assert refusal(second.use_up) == USED
    assert SignInLink.find(secret) is None


def test_of_two_who_press_at_once_one_is_signed_in(transactional_db):
    secret = SignInLink.issue(a_teacher())
    links = [SignInLink.find(secret), SignInLink.find(secret)]
    refused, done = sorted(
        at_once(*(link.use_up for link in links if link is not None)), key=lambda outcome: outcome is None
    )
    assert (told(refused), done) == (USED, None)


@pytest.mark.parametrize("minutes", [2, 15])
def test_a_link_works_for_its_minutes_and_no_longer(db, minutes):
    secret = SignInLink.issue(a_teacher(), minutes=minutes)
    clock.pass_(seconds(minutes * 60 - 1))
    assert SignInLink.find(secret) is not None
    clock.pass_(seconds(1))
    assert SignInLink.find(secret) is None


def test_a_link_for_a_phone_names_its_room_and_goes_with_it(db):
    room = a_room()
    secret = SignInLink.issue(room.host, minutes=2, room=room)
    link = SignInLink.find(secret)
    assert link is not None
    assert link.room == room
    room.delete()
    assert SignInLink.find(secret) is None


def test_issuing_a_link_sweeps_those_that_are_too_old_and_leaves_the_others(db):
    ada = a_teacher()
    SignInLink.issue(ada, minutes=2)
    fresh = SignInLink.issue(ada, minutes=15)
    clock.pass_(seconds(5 * 60))
    newest = SignInLink.issue(ada)
    kept = set(SignInLink.objects.values_list("digest", flat=True))
    assert kept == {_digest(fresh), _digest(newest)}


@pytest.mark.parametrize("secret", ["", "x", "é" * 32, "a" * 5_000, "\x00"])
def test_what_is_no_secret_finds_nothing(db, secret):
    SignInLink.issue(a_teacher())
    assert SignInLink.find(secret) is None
