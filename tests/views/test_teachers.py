"""The owner adds teachers, gives them links, removes them and lets them back in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from live.forms.teachers import username
from live.models import Quiz, SignInLink
from tests.support.lessons import PASSWORD
from tests.support.teacher_pages import errors, line, link, signed_in

BROWSER = Callable[[User], Client]
GOOD = {"new_password1": "a bright new board", "new_password2": "a bright new board"}


@pytest.fixture
def owner(olive: User, browser_of: BROWSER) -> Client:
    """Olive's browser."""
    return browser_of(olive)


def test_a_teacher_is_added_by_name_gets_a_link_and_sets_a_password(owner: Client):
    response = owner.post("/teachers/add/", {"name": "Ada Lovelace"})
    body, address = response.content.decode(), link(response.content.decode())
    assert (response.status_code, "They sign in as <strong>ada.lovelace</strong>" in body) == (200, True)
    teacher = User.objects.get(username="ada.lovelace")
    assert (teacher.first_name, teacher.has_usable_password(), teacher.is_superuser) == ("Ada Lovelace", False, False)
    theirs = Client()
    assert theirs.post(address, GOOD).status_code == 302
    assert signed_in(theirs)
    assert Client().login(username="ada.lovelace", password=GOOD["new_password1"])


def test_the_link_is_shown_once(owner: Client):
    assert link(owner.post("/teachers/add/", {"name": "Ada"}).content.decode()).startswith("/welcome/")
    assert link(owner.get("/teachers/").content.decode()) == ""


def test_the_link_names_the_address_of_the_school_and_not_that_of_the_request(owner: Client):
    body = owner.post("/teachers/add/", {"name": "Ada"}, headers={"host": "localhost:9"}).content.decode()
    assert "localhost" not in body


def test_the_link_lives_seven_days(owner: Client):
    with clock.frozen():
        address = link(owner.post("/teachers/add/", {"name": "Ada"}).content.decode())
        clock.pass_(timedelta(days=7) - timedelta(minutes=1))
        assert Client().get(address).status_code == 200
        clock.pass_(timedelta(minutes=1))
        assert Client().get(address).status_code == 410


def test_a_fresh_link_ends_the_one_before_and_keeps_the_password_until_it_is_used(owner: Client, ada: User):
    first = link(owner.post(f"/teachers/{ada.pk}/link/").content.decode())
    second = link(owner.post(f"/teachers/{ada.pk}/link/").content.decode())
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)
    assert Client().login(username="ada", password=PASSWORD)


def test_removing_asks_first(owner: Client, ada: User):
    response = owner.get(f"/teachers/{ada.pk}/remove/")
    assert (response.status_code, "Remove ada?" in response.content.decode()) == (200, True)
    assert User.objects.get(pk=ada.pk).is_active


def test_a_removed_teacher_is_out_everywhere_and_the_quizzes_stay(
    owner: Client, browser: Client, ada: User, quiz: Quiz
):
    secret = SignInLink.issue(ada)
    assert signed_in(browser)
    assert owner.post(f"/teachers/{ada.pk}/remove/").headers["Location"] == "/teachers/"
    assert not signed_in(browser)
    assert not Client().login(username="ada", password=PASSWORD)
    assert Client().get(f"/signin/{secret}/").status_code == 410
    assert Quiz.objects.filter(pk=quiz.pk).exists()


def test_a_fresh_link_lets_a_removed_teacher_back_in(owner: Client, ada: User):
    owner.post(f"/teachers/{ada.pk}/remove/")
    assert "Let back in" in owner.get("/teachers/").content.decode()
    address = link(owner.post(f"/teachers/{ada.pk}/link/").content.decode())
    theirs = Client()
    theirs.post(address, GOOD)
    assert signed_in(theirs)


def test_a_link_made_while_looking_does_nothing(owner: Client, ada: User):
    assert owner.get(f"/teachers/{ada.pk}/link/").headers["Location"] == "/teachers/"
    assert SignInLink.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Please type the teacher's name."),
        ("   ", "Please type the teacher's name."),
        ("\u202e\u200b\0", "Please type the teacher's name."),
        ("!?", "Please use letters or digits in the name."),
        ("a" * 151, "This name is too long: 150 characters at most."),
        ("ADA", "There is a teacher of this name already. Add something that tells them apart."),
        ("olive", "There is a teacher of this name already. Add something that tells them apart."),
    ],
)
def test_a_name_that_will_not_do_is_refused_beside_its_field(owner: Client, ada: User, name: str, sentence: str):
    response = owner.post("/teachers/add/", {"name": name})
    assert (response.status_code, errors(response.content.decode())) == (422, {"name": sentence})
    assert User.objects.count() == 2


def test_a_refused_name_stays_in_its_field(owner: Client, ada: User):
    assert line(owner.post("/teachers/add/", {"name": 'Ada "&" !'}).content.decode(), "name") == 'Ada "&" !'


def test_pressing_twice_adds_one_teacher(owner: Client):
    codes = [owner.post("/teachers/add/", {"name": "Grace Hopper"}).status_code for _ in range(2)]
    assert (codes, User.objects.filter(username="grace.hopper").count()) == ([200, 422], 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", "ada.lovelace"),
        ("ada@school.example", "ada@school.example"),
        ("Zoë", "zoë"),
        ("Мария Кюри", "мария.кюри"),
        ("O'Neil, Pat", "oneil.pat"),
        ("<script>", "script"),
        ("!!!", ""),
    ],
)
def test_a_name_makes_a_user_name_that_can_be_typed(name: str, expected: str):
    assert username(name) == expected


def test_the_owner_cannot_remove_the_owner(owner: Client, olive: User):
    assert owner.post(f"/teachers/{olive.pk}/remove/").status_code == 404
    assert owner.post(f"/teachers/{olive.pk}/link/").status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30])
@pytest.mark.parametrize("verb", ["link", "remove"])
def test_a_teacher_who_is_not_there_is_a_404(owner: Client, pk: str, verb: str):
    assert owner.post(f"/teachers/{pk}/{verb}/").status_code == 404


@pytest.mark.parametrize("path", ["/teachers/", "/teachers/add/", "/teachers/{ben}/link/", "/teachers/{ben}/remove/"])
def test_the_pages_are_there_for_the_owner_alone(browser: Client, client: Client, ben: User, path: str):
    path = path.format(ben=ben.pk)
    assert (browser.get(path).status_code, browser.post(path, {"name": "Mallory"}).status_code) == (404, 404)
    assert [client.get(path).status_code, client.post(path).status_code] == [302, 302]
    assert "/teachers/" not in browser.get("/quizzes/").content.decode()
    assert (User.objects.count(), User.objects.get(pk=ben.pk).is_active, SignInLink.objects.count()) == (2, True, 0)
