"""Which names are ours."""

import pytest
from django.http.request import validate_host

from live.server import hosts
from live.server.addresses import lan_addresses


@pytest.fixture(autouse=True)
def _own_names():
    before = set(hosts._named)
    yield
    hosts._named.clear()
    hosts._named.update(before)
    hosts._by_https.clear()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LocalHost", *lan_addresses()])
def test_this_machine_is_allowed(name):
    assert hosts.allowed(name)


@pytest.mark.parametrize("name", ["", "*", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example"])
def test_nothing_else_is(name):
    assert not hosts.allowed(name)


def test_a_name_is_allowed_once_it_was_named():
    assert not hosts.allowed("named-here.example")
    hosts.also_allow("Named-Here.Example")
    assert hosts.allowed("named-here.example")


def test_the_settings_may_name_more_but_never_everything(settings):
    settings.SHOW_HOSTS = ["show.example", "*"]
    assert hosts.allowed("show.example")
    assert not hosts.allowed("evil.example")


def test_everything_cannot_be_named():
    hosts.also_allow("*")
    assert not hosts.allowed("evil.example")


def test_django_asks_the_same_list_anew_each_time():
    allowed = hosts.AllowedHosts()
    assert not validate_host("late.example", allowed)
    hosts.also_allow("late.example")
    assert validate_host("late.example", allowed)
    assert list(allowed) == list(hosts.names())
    assert "late.example" in allowed
    assert "*" not in allowed
    assert bool(allowed)
    assert len(allowed) == len(list(allowed))


@pytest.mark.parametrize(
    ("address", "comes"),
    [
        ("https://quiz.school.example", ["quiz.school.example", "Quiz.School.Example", "quiz.school.example:443"]),
        ("https://quiz.school.example:443", ["quiz.school.example", "quiz.school.example:443"]),
        ("https://quiz.school.example:8443", ["quiz.school.example:8443"]),
        ("http://quiz.school.example", []),
        ("quiz.school.example", []),
    ],
)
def test_browsers_come_by_https_to_an_address_that_was_given_so_and_to_no_other(address, comes):
    hosts.answer_to(address)
    assert hosts.allowed("quiz.school.example")
    others = ["quiz.school.example:8000", "localhost", "127.0.0.1:8000", "evil.example", ""]
    places = dict.fromkeys([*comes, "quiz.school.example", "quiz.school.example:443", *others])
    assert [place for place in places if hosts.comes_by_https(place)] == comes
