"""A phone as remote: a QR behind a press makes it host of one room, once, within two minutes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from live.models import Room, SignInLink
from tests.support.teacher_pages import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
TOO_OLD = "This QR has been used or is too old."


@pytest.fixture
def room(ada: User) -> Room:
    """Ada's room, without a quiz."""
    return Room.objects.create(host=ada, title="Monday")


def scanned(ada: User, room: Room) -> str:
    """The address that a phone reads off the QR."""
    return f"/remote/{SignInLink.issue(ada, minutes=2, room=room)}/"


def test_the_qr_is_behind_a_press_and_lives_two_minutes(browser: Client, room: Room):
    page = browser.get(f"/host/{room.pk}/phone/").content.decode()
    assert ("<svg" in page, SignInLink.objects.count()) == (False, 0)
    with clock.frozen():
        shown = browser.post(f"/host/{room.pk}/phone/")
        link = SignInLink.objects.get()
        assert (link.room, link.expires_at - clock.now()) == (room, timedelta(minutes=2))
    assert "<svg" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]


def test_a_phone_is_host_of_that_room_alone(client: Client, ada: User, room: Room):
    other = Room.objects.create(host=ada, title="Tuesday")
    address = scanned(ada, room)
    looked = client.get(address)
    assert (looked.status_code, "no-store" in looked.headers["Cache-Control"]) == (200, True)
    assert client.get(f"/host/{room.pk}/").status_code != 200
    assert client.post(address).headers["Location"] == f"/host/{room.pk}/"
    opened = [client.get(path).status_code for path in (f"/host/{room.pk}/", f"/host/{other.pk}/")]
    assert (opened, client.get(f"/rooms/{room.pk}/results/").status_code) == ([200, 404], 404)
    assert client.get(f"/host/{room.pk}/phone/").status_code == 404
    assert not signed_in(client)


def test_the_qr_works_once(client: Client, ada: User, room: Room):
    address = scanned(ada, room)
    Client().post(address)
    for response in (client.get(address), client.post(address)):
        assert (response.status_code, TOO_OLD in response.content.decode()) == (410, True)
    assert client.get(f"/host/{room.pk}/").status_code != 200


def test_the_qr_ends_with_its_two_minutes_and_with_its_room(client: Client, ada: User, room: Room):
    with clock.frozen():
        address = scanned(ada, room)
        clock.pass_(timedelta(minutes=2))
        assert client.post(address).status_code == 410
        address = scanned(ada, room)
        Room.objects.filter(pk=room.pk).update(ended_at=clock.now(), phase="ended")
        assert client.post(address).status_code == 410
