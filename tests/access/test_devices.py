"""A browser in which a teacher has signed in before is not held up by what others try where it is (T18)."""

from datetime import timedelta
from itertools import count

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from live.access import devices
from live.models import SignInLink
from tests.support.lessons import PASSWORD, a_teacher

LATE, NO_FIT, IN = 429, 422, 302


@pytest.fixture
def school(db: None) -> User:
    """Ada, whose school is one address."""
    return a_teacher("ada")


def sign_in(client: Client, name: str = "ada", password: str = PASSWORD) -> int:
    """Try it; the status."""
    return client.post("/login/", {"username": name, "password": password}).status_code


def somebody_floods() -> None:
    """Wrong names from the same address, until nobody new may try."""
    client, names = Client(), count()
    while sign_in(client, f"nobody-{next(names)}", "wrong") != LATE:
        pass


def known_browser(teacher: User) -> Client:
    """A browser in which this teacher has signed in, and out."""
    client = Client()
    assert sign_in(client, teacher.username) == IN
    client.post("/logout/")
    return client


def test_a_known_browser_signs_in_while_others_are_held_up(school: User):
    client = known_browser(school)
    with clock.frozen():
        somebody_floods()
        assert (sign_in(Client()), sign_in(client)) == (LATE, IN)


def test_the_cookie_goes_to_the_sign_in_page_alone_and_no_script_reads_it(school: User):
    cookie = known_browser(school).cookies[devices.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/login/", True, "Lax")
    assert PASSWORD not in cookie.value


def test_a_known_browser_is_known_for_one_account_only(school: User):
    a_teacher("ben")
    client = known_browser(school)
    with clock.frozen():
        somebody_floods()
        assert (sign_in(client, "ben"), sign_in(client, "ada")) == (LATE, IN)


def test_a_known_browser_has_ten_attempts_of_its_own_and_costs_the_others_none(school: User):
    client = known_browser(school)
    with clock.frozen():
        assert [sign_in(client, password="wrong") for _ in range(11)] == [NO_FIT] * 10 + [LATE]
        assert sign_in(client) == LATE
        assert sign_in(Client()) == IN
        clock.pass_(timedelta(minutes=2))
        assert sign_in(client) == IN


def test_with_a_new_password_older_browsers_are_known_no_more_and_the_one_that_set_it_is(school: User):
    old, here = known_browser(school), Client()
    assert sign_in(here) == IN
    new = "a bright new board"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/password/", form).status_code == 302
    with clock.frozen():
        somebody_floods()
        assert (sign_in(old, password=new), sign_in(here, password=new)) == (LATE, IN)


@pytest.mark.parametrize("forged", ["", "1:key:mark", "x", "1:key:mark:signature", "\0", "1" * 5000])
def test_a_cookie_that_is_not_ours_counts_for_nothing(school: User, forged: str):
    client = Client()
    client.cookies[devices.COOKIE] = forged
    with clock.frozen():
        somebody_floods()
        assert sign_in(client) == LATE


def test_a_teacher_who_was_removed_is_known_nowhere(school: User):
    client = known_browser(school)
    User.objects.update(is_active=False)
    with clock.frozen():
        somebody_floods()
        assert sign_in(client) == LATE


def test_a_sign_in_link_is_never_held_up_and_makes_the_browser_known(school: User):
    client = Client()
    with clock.frozen():
        somebody_floods()
        path = f"/signin/{SignInLink.issue(school)}/"
        assert (client.get(path).status_code, client.post(path).status_code) == (200, IN)
        client.post("/logout/")
        assert sign_in(client) == IN


def test_whoever_is_held_up_is_told_what_still_works(school: User):
    with clock.frozen():
        somebody_floods()
        body = Client().post("/login/", {"username": "ada", "password": PASSWORD}).content.decode()
    assert "A browser in which you have signed in before is not held up by others" in body
