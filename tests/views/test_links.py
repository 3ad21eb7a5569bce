"""Links that work once: one signs a teacher in, one lets a teacher set a password."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from live.models import Room, SignInLink
from tests.support.teacher_pages import errors, signed_in

GOOD = {"new_password1": "a bright new board", "new_password2": "a bright new board"}
USED_UP = "This link is used up"
BOTH = pytest.mark.parametrize("page", ["signin", "welcome"])


def test_opening_a_link_signs_nobody_in_and_its_button_does_once(client: Client, ada: User):
    address = f"/signin/{SignInLink.issue(ada)}/"
    for _ in range(3):
        response = client.get(address)
        assert (response.status_code, "Welcome, ada" in response.content.decode()) == (200, True)
    assert not signed_in(client)
    assert client.post(address).headers["Location"] == "/quizzes/"
    assert signed_in(client)
    assert SignInLink.objects.count() == 0


@BOTH
def test_a_used_link_says_so_and_what_to_do(page: str, client: Client, ada: User):
    address = f"/{page}/{SignInLink.issue(ada)}/"
    client.post(address, GOOD)
    for response in (Client().get(address), Client().post(address, GOOD)):
        body = response.content.decode()
        assert (response.status_code, USED_UP in body, 'href="/login/"' in body) == (410, True, True)


@BOTH
def test_a_link_ends_with_its_time(page: str, client: Client, ada: User):
    with clock.frozen():
        address = f"/{page}/{SignInLink.issue(ada, minutes=15)}/"
        clock.pass_(timedelta(minutes=15) - timedelta(seconds=1))
        assert client.get(address).status_code == 200
        clock.pass_(timedelta(seconds=1))
        assert (client.get(address).status_code, client.post(address, GOOD).status_code) == (410, 410)
    assert not signed_in(client)


@BOTH
@pytest.mark.parametrize("secret", ["x", "A" * 32, "%00", "é" * 10, "x" * 5000])
def test_a_made_up_link_is_refused(page: str, client: Client, ada: User, secret: str):
    address = f"/{page}/{secret}/"
    assert (client.get(address).status_code, client.post(address, GOOD).status_code) == (410, 410)


@BOTH
def test_a_phones_link_for_one_room_opens_no_account(page: str, client: Client, ada: User):
    room = Room.objects.create(host=ada, title="Monday")
    address = f"/{page}/{SignInLink.issue(ada, minutes=2, room=room)}/"
    assert (client.get(address).status_code, client.post(address, GOOD).status_code) == (410, 410)
    assert SignInLink.objects.count() == 1


@BOTH
def test_a_removed_teachers_link_opens_nothing(page: str, client: Client, ada: User):
    address = f"/{page}/{SignInLink.issue(ada)}/"
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert (client.get(address).status_code, client.post(address, GOOD).status_code) == (410, 410)


@BOTH
def test_a_page_with_a_secret_is_kept_by_no_cache(page: str, client: Client, ada: User):
    assert "no-store" in client.get(f"/{page}/{SignInLink.issue(ada)}/").headers["Cache-Control"]


def test_a_welcome_link_sets_a_password_and_signs_in(client: Client, ada: User):
    ada.set_unusable_password()
    ada.save()
    address = f"/welcome/{SignInLink.issue(ada)}/"
    assert "<strong>ada</strong>" in client.get(address).content.decode()
    assert client.post(address, GOOD).headers["Location"] == "/quizzes/"
    assert signed_in(client)
    assert Client().login(username="ada", password=GOOD["new_password1"])


@pytest.mark.parametrize(
    ("one", "two"), [("", ""), ("short", "short"), ("12345678", "12345678"), ("long enough 1", "2")]
)
def test_a_weak_password_leaves_the_link_as_it_was(client: Client, ada: User, one: str, two: str):
    address = f"/welcome/{SignInLink.issue(ada)}/"
    response = client.post(address, {"new_password1": one, "new_password2": two})
    assert response.status_code == 422
    assert errors(response.content.decode()).keys() & {"new_password1", "new_password2"}
    assert not signed_in(client)
    assert client.post(address, GOOD).status_code == 302


def test_a_button_from_another_site_does_not_use_a_link_up(ada: User):
    address = f"/signin/{SignInLink.issue(ada)}/"
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    assert SignInLink.objects.count() == 1
