"""Signing in by name and password, out again, and changing the password."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from tests.support.lessons import PASSWORD
from tests.support.teacher_pages import alert, errors, line, signed_in

BROWSER = Callable[[User], Client]
NO_FIT = "This name and password do not fit together. Please try again."
NEW = {"old_password": PASSWORD, "new_password1": "a bright new board", "new_password2": "a bright new board"}


def test_the_right_password_opens_the_dashboard(client: Client, ada: User):
    response = client.post("/login/", {"username": "ada", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/quizzes/")
    assert signed_in(client)


def test_who_is_not_signed_in_is_sent_to_sign_in_and_then_where_they_were_going(client: Client, ada: User):
    response = client.get("/teachers/")
    assert response.headers["Location"] == "/login/?next=/teachers/"
    assert 'name="next" value="/teachers/"' in client.get("/login/?next=/teachers/").content.decode()
    response = client.post("/login/", {"username": "ada", "password": PASSWORD, "next": "/teachers/"})
    assert response.headers["Location"] == "/teachers/"


@pytest.mark.parametrize("typed", ["ada.lovelace", "Ada.Lovelace", "ADA.LOVELACE ", "Ada Lovelace", " ada  lovelace"])
def test_the_name_may_be_typed_as_the_owner_typed_it_and_with_capitals(client: Client, typed: str, db: None):
    User.objects.create_user("ada.lovelace", password=PASSWORD)
    assert client.post("/login/", {"username": typed, "password": PASSWORD}).status_code == 302
    assert signed_in(client)


def test_a_name_that_is_kept_with_capitals_fits_as_it_is(client: Client, ada: User):
    User.objects.create_user("Ada", password="another one altogether")
    client.post("/login/", {"username": "Ada", "password": "another one altogether"})
    assert signed_in(client)


def test_other_ways_to_write_a_name_are_no_further_guesses(client: Client, ada: User):
    with clock.frozen():
        tried = [client.post("/login/", {"username": name, "password": "wrong"}) for name in ["ada", "Ada", " ADA"] * 4]
    assert [response.status_code for response in tried] == [422] * 10 + [429] * 2


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_sent_to_another_site_after_signing_in(client: Client, ada: User, elsewhere: str):
    response = client.post("/login/", {"username": "ada", "password": PASSWORD, "next": elsewhere})
    assert response.headers["Location"] == "/quizzes/"


@pytest.mark.parametrize(
    ("username", "password"),
    [("ada", "wrong"), ("nobody", PASSWORD), ("", ""), ("ada", ""), ("", PASSWORD), ("a" * 5000, "b"), ("a\0da", "x")],
)
def test_a_wrong_name_or_password_says_the_same_and_keeps_the_name(
    client: Client, ada: User, username: str, password: str
):
    response = client.post("/login/", {"username": username, "password": password})
    assert (response.status_code, alert(response.content.decode())) == (422, NO_FIT)
    assert not signed_in(client)


def test_the_password_is_in_no_byte_of_the_answer(client: Client, ada: User):
    body = client.post("/login/", {"username": "ada", "password": "s3cret-typo"}).content.decode()
    assert line(body, "username") == "ada"
    assert "s3cret-typo" not in body


def test_a_teacher_who_was_removed_cannot_sign_in(client: Client, ada: User):
    User.objects.filter(pk=ada.pk).update(is_active=False)
    response = client.post("/login/", {"username": "ada", "password": PASSWORD})
    assert (response.status_code, alert(response.content.decode())) == (422, NO_FIT)


def test_after_ten_wrong_passwords_even_the_right_one_waits_two_minutes(client: Client, ada: User):
    with clock.frozen():
        for _ in range(10):
            assert client.post("/login/", {"username": "ada", "password": "wrong"}).status_code == 422
        response = client.post("/login/", {"username": "ada", "password": PASSWORD})
        assert (response.status_code, response.headers["Retry-After"]) == (429, "120")
        body = response.content.decode()
        assert alert(body) == "Too many attempts to sign in. Please try again in 2 minutes."
        assert line(body, "username") == "ada"
        clock.pass_(timedelta(minutes=2))
        assert client.post("/login/", {"username": "ada", "password": PASSWORD}).status_code == 302


def test_a_link_or_a_picture_cannot_sign_anybody_out(browser: Client):
    assert browser.get("/logout/").headers["Location"] == "/login/"
    assert signed_in(browser)


def test_signing_out_ends_this_browser(browser: Client):
    assert browser.post("/logout/").headers["Location"] == "/login/"
    assert not signed_in(browser)


def test_a_new_password_ends_all_other_browsers(browser: Client, browser_of: BROWSER, ada: User):
    other = browser_of(ada)
    assert browser.post("/password/", NEW).headers["Location"] == "/quizzes/"
    assert (signed_in(browser), signed_in(other)) == (True, False)
    ada.refresh_from_db()
    assert ada.check_password(NEW["new_password1"])


def test_the_old_password_is_asked_for(browser: Client, ada: User):
    response = browser.post("/password/", NEW | {"old_password": "wrong"})
    assert (response.status_code, list(errors(response.content.decode()))) == (422, ["old_password"])
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("one", "two"),
    [("", ""), ("short", "short"), ("password", "password"), ("a bright new board", "another board"), ("ada", "ada")],
)
def test_a_password_that_is_weak_or_typed_differently_is_refused(browser: Client, ada: User, one: str, two: str):
    response = browser.post("/password/", NEW | {"new_password1": one, "new_password2": two})
    assert response.status_code == 422
    assert errors(response.content.decode()).keys() & {"new_password1", "new_password2"}
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_the_owner_who_came_by_link_and_has_no_password_sets_one_without_an_old_one(browser_of: BROWSER, olive: User):
    browser = browser_of(olive)
    assert "old_password" not in browser.get("/password/").content.decode()
    assert browser.post("/password/", NEW).headers["Location"] == "/quizzes/"
    olive.refresh_from_db()
    assert olive.check_password(NEW["new_password1"])


def test_a_form_from_another_site_is_refused(ada: User):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert browser.post("/password/", NEW).status_code == 403
    assert browser.post("/logout/").status_code == 403
    assert signed_in(browser)
