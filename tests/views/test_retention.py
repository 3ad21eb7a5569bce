"""Where teachers read and choose how long names are kept."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from live import clock
from live.models import Move, Room, School
from live.retention import purge
from tests.support.lessons import CAPITAL, a_room, a_teacher, do, joins

pytestmark = pytest.mark.django_db
IN_YEARS = timedelta(days=3650)


@pytest.fixture
def room() -> Room:
    """A room of Ada's that has ended."""
    room = a_room(CAPITAL, host=a_teacher("ada"))
    joins(room, "Ana")
    return do(room, Move.OPEN, Move.CLOSE, Move.END)


@pytest.fixture
def browser(room: Room) -> Client:
    """Ada's."""
    client = Client()
    client.force_login(room.host)
    return client


@pytest.fixture
def owner() -> Client:
    """Olive's, who runs the installation."""
    client = Client()
    client.force_login(User.objects.create_superuser("olive"))
    return client


def page(browser: Client, room: Room) -> str:
    """The room's results."""
    return browser.get(reverse("room-results", args=[room.pk])).content.decode()


def day(ahead: timedelta) -> str:
    """A day as a browser sends it."""
    return (localdate(clock.now()) + ahead).isoformat()


def test_the_results_say_until_when_names_are_kept(browser, room):
    until = date_format(localdate(clock.now()) + timedelta(days=365), "DATE_FORMAT")
    assert f"are kept until <strong>{until}</strong>" in page(browser, room)


def test_the_results_of_a_room_that_runs_say_how_long(browser):
    assert "go 365 days after its end" in page(browser, a_room(CAPITAL))


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=9), IN_YEARS])
def test_a_host_chooses_another_day(browser, room, ahead):
    response = browser.post(reverse("room-keep", args=[room.pk]), {"until": day(ahead)}, follow=True)
    until = date_format(localdate(clock.now()) + ahead, "DATE_FORMAT")
    assert f"<strong>{until}</strong>" in response.content.decode()
    room.refresh_from_db()
    assert room.keep_until == localdate(clock.now()) + ahead


def test_no_day_means_as_long_as_the_school_says(browser, room):
    Room.objects.update(keep_until=localdate(clock.now()))
    browser.post(reverse("room-keep", args=[room.pk]), {"until": ""})
    room.refresh_from_db()
    assert room.keep_until is None


@pytest.mark.parametrize("until", [day(timedelta(-1)), day(IN_YEARS + timedelta(1)), "tomorrow", "9999-99-99", "0"])
def test_a_day_that_is_none_is_refused(browser, room, until):
    response = browser.post(reverse("room-keep", args=[room.pk]), {"until": until})
    assert (response.status_code, b"Please choose a day" in response.content) == (422, True)
    room.refresh_from_db()
    assert room.keep_until is None


def test_without_names_the_results_show_the_totals_alone(browser, room):
    purge.forget_names(room)
    shown = page(browser, room)
    assert "were removed on" in shown
    assert [words in shown for words in ("1 participant", "Who answered what", "Keep until", "(CSV)")] == [
        True,
        False,
        False,
        False,
    ]
    assert browser.get(reverse("room-csv", args=[room.pk])).status_code == 410


def test_the_owner_chooses_how_many_days(owner):
    assert 'value="365"' in owner.get("/teachers/").content.decode()
    response = owner.post("/teachers/keep/", {"days": "30"}, follow=True)
    assert "Names are now kept for 30 days." in response.content.decode()
    assert School.get().keep_days == 30


def test_the_address_stays_when_the_days_change(owner):
    School.objects.create(pk=1, address="quiz.school.example")
    owner.post("/teachers/keep/", {"days": "30"})
    assert (School.get().address, School.get().keep_days) == ("quiz.school.example", 30)


@pytest.mark.parametrize("days", ["", "0", "-1", "3651", "a year", "1.5"])
def test_days_that_are_none_are_refused(owner, days):
    response = owner.post("/teachers/keep/", {"days": days})
    assert (response.status_code, b"from 1 to 3650" in response.content) == (422, True)
    assert School.get().keep_days == 365
