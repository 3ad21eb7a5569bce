"""Who is asking: seats and passes that nobody can make up, and posts from other sites' pages that are refused."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from live.access import identity
from live.models import Move, Room
from live.models.participant import Seat
from tests.support.lessons import a_room, a_teacher, do
from tests.support.looks import refusal

SEAT = Seat(7, 42, 123456789)
FOREIGN = (403, "This came from another website and was not taken.")


def cookie(request: HttpRequest, seat: Seat = SEAT) -> Any:
    """The cookie that puts a seat into a browser."""
    response = HttpResponse()
    identity.give_seat(response, request, seat)
    return response.cookies["seat"]


# --- the seat -------------------------------------------------------------------------------------------------------


def test_a_seat_comes_back_as_it_was_given_and_in_its_own_room_alone(rf: RequestFactory):
    value = cookie(rf.get("/")).value
    assert [identity.seat({"seat": value}, room_id) for room_id in (7, 8, 42)] == [SEAT, None, None]


@pytest.mark.parametrize("secure", [False, True])
def test_the_seats_cookie_is_for_this_rooms_addresses_and_for_no_script(rf: RequestFactory, secure):
    morsel = cookie(rf.get("/", secure=secure))
    kept = {name: value for name, value in morsel.items() if value != ""}
    assert kept == {
        "path": "/play/7/",
        "max-age": 60 * 60 * 24 * 30,
        "expires": kept["expires"],
        "httponly": True,
        "samesite": "Lax",
        **({"secure": True} if secure else {}),
    }


@pytest.mark.parametrize(
    "tamper",
    [
        lambda value: "",
        lambda value: "7:42:123456789",
        lambda value: value.replace("7:42:", "7:43:", 1),
        lambda value: value.replace("7:42:", "8:42:", 1),
        lambda value: value[:-1],
        lambda value: value + "x",
        lambda value: value.upper(),
        lambda value: "7:42:123456789:" + "A" * 43,
        lambda value: "\x00" * 9,
        lambda value: "é" + value,
    ],
)
def test_a_seat_that_was_tampered_with_is_none(rf: RequestFactory, tamper):
    forged = {"seat": tamper(cookie(rf.get("/")).value)}
    assert [identity.seat(forged, room_id) for room_id in (7, 8)] == [None, None]


def test_no_cookie_is_no_seat():
    assert identity.seat({}, 7) is None


def test_what_signs_one_thing_signs_no_other(rf: RequestFactory, db):
    room = a_room()
    response = HttpResponse()
    identity.give_pass(response, rf.get("/"), room)
    name = identity.sign_name(f"{room.pk}:42:5")
    assert identity.seat({"seat": response.cookies["host"].value}, room.pk) is None
    assert identity.seat({"seat": name}, room.pk) is None
    assert identity.signed_name(cookie(rf.get("/")).value) is None


def test_leaving_takes_the_seat_out_of_the_browser_for_the_same_path():
    response = HttpResponse()
    identity.delete_seat(response, 7)
    morsel = response.cookies["seat"]
    assert (morsel.value, morsel["path"], morsel["max-age"]) == ("", "/play/7/", 0)


# --- suggested names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Calm Fox", "Zoë: 3", "名"])
def test_a_suggested_name_comes_back_and_nobody_makes_one_up(name):
    signed = identity.sign_name(name)
    assert identity.signed_name(signed) == name
    assert [identity.signed_name(made_up) for made_up in (name, "", "x" + signed, signed[:-1])] == [None] * 4


# --- the pass -------------------------------------------------------------------------------------------------------


def a_pass(rf: RequestFactory, room: Room) -> dict[str, str]:
    response = HttpResponse()
    identity.give_pass(response, rf.get("/"), room)
    assert (response.cookies["host"]["path"], response.cookies["host"]["httponly"]) == (f"/host/{room.pk}/", True)
    return {"host": response.cookies["host"].value}


def test_a_pass_opens_its_own_room_alone(rf: RequestFactory, db):
    room, other = a_room(), a_room()
    cookies = a_pass(rf, room)
    assert [identity.has_pass(cookies, each) for each in (room, other)] == [True, False]
    others = [{}, {"host": ""}, {"host": cookies["host"] + "x"}]
    assert [identity.has_pass(each, room) for each in others] == [False, False, False]


def test_a_pass_ends_with_new_code_with_the_room_and_with_its_teacher(rf: RequestFactory, db):
    renewed, ended, left = a_room(), a_room(), a_room(host=a_teacher("ben"))
    passes = [a_pass(rf, room) for room in (renewed, ended, left)]
    renewed.renew()
    do(ended, Move.END)
    left.host.is_active = False
    assert [identity.has_pass(each, room) for each, room in zip(passes, (renewed, ended, left), strict=True)] == [
        False,
        False,
        False,
    ]
    looks = [
        identity.has_pass(each, room, ended=True) for each, room in zip(passes, (renewed, ended, left), strict=True)
    ]
    assert looks == [False, True, False]


def opens(find: Any, request: HttpRequest, room: Room) -> bool:
    try:
        return bool(find(request, room.pk) == room)
    except Http404:
        return False


def test_who_may_see_the_hosts_page_and_who_the_results(rf: RequestFactory, db):
    room = a_room()
    who: dict[str, User | AnonymousUser] = {
        "host": room.host,
        "teacher": a_teacher("ben"),
        "phone": AnonymousUser(),
        "anybody": AnonymousUser(),
    }
    seen = {}
    for name, user in who.items():
        request = rf.get("/")
        request.user = user
        request.COOKIES.update(a_pass(rf, room) if name == "phone" else {})
        seen[name] = (opens(identity.hosted_room, request, room), opens(identity.own_room, request, room))
    assert seen == {
        "host": (True, True),
        "teacher": (False, False),
        "phone": (True, False),
        "anybody": (False, False),
    }


def test_a_room_that_is_not_there_is_a_404_for_its_host_too(rf: RequestFactory, db):
    request = rf.get("/")
    request.user = a_teacher()
    for find in (identity.hosted_room, identity.own_room):
        with pytest.raises(Http404):
            find(request, 10**9)


# --- posts from other sites -----------------------------------------------------------------------------------------

HERE, SECURE = "http://192.168.1.5:8000", "https://192.168.1.5"
# scheme and host asked, headers, whether the post is taken
POSTS: list[tuple[str, dict[str, str], bool]] = [
    (HERE, {}, True),
    (HERE, {"Sec-Fetch-Site": "same-origin"}, True),
    (HERE, {"Sec-Fetch-Site": "none"}, True),
    (HERE, {"Sec-Fetch-Site": "same-site"}, False),
    (HERE, {"Sec-Fetch-Site": "cross-site"}, False),
    (HERE, {"Sec-Fetch-Site": "nonsense"}, False),
    (HERE, {"Sec-Fetch-Site": "cross-site", "Origin": HERE}, False),
    (HERE, {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"}, False),
    (HERE, {"Sec-Fetch-Site": "same-origin", "Referer": "http://evil.example/"}, True),
    (HERE, {"Origin": HERE}, True),
    (HERE, {"Origin": "HTTP://192.168.1.5:8000"}, True),
    (HERE, {"Origin": "http://192.168.1.5"}, False),
    (HERE, {"Origin": "http://192.168.1.5:8001"}, False),
    (HERE, {"Origin": "https://192.168.1.5:8000"}, False),
    (HERE, {"Origin": "http://192.168.1.50:8000"}, False),
    (HERE, {"Origin": "http://192.168.1.5:8000.evil.example"}, False),
    (HERE, {"Origin": "http://192.168.1.5:8000@evil.example"}, False),
    (HERE, {"Origin": "http://evil.example"}, False),
    (HERE, {"Origin": "null"}, False),
    (HERE, {"Origin": "nonsense"}, False),
    (HERE, {"Origin": "http://[bad"}, False),
    (HERE, {"Origin": "http://192.168.1.5:port"}, False),
    (HERE, {"Origin": HERE, "Referer": "http://evil.example/"}, True),
    (HERE, {"Origin": "null", "Referer": f"{HERE}/play/7/"}, False),
    (HERE, {"Referer": f"{HERE}/play/7/"}, True),
    (HERE, {"Referer": "http://192.168.1.5:8001/play/7/"}, False),
    (HERE, {"Referer": "http://evil.example/?http://192.168.1.5:8000/"}, False),
    (HERE, {"Referer": "nonsense"}, False),
    (SECURE, {"Origin": SECURE}, True),
    (SECURE, {"Origin": "https://192.168.1.5:443"}, True),
    (SECURE, {"Origin": "http://192.168.1.5"}, False),
    (SECURE, {"Origin": "http://192.168.1.5:443"}, False),
    (SECURE, {"Referer": f"{SECURE}/play/7/"}, True),
]


@pytest.mark.parametrize(("here", "headers", "taken"), POSTS, ids=repr)
def test_a_post_is_taken_from_our_own_pages_alone(rf: RequestFactory, settings, here, headers, taken):
    settings.ALLOWED_HOSTS = ["192.168.1.5"]
    scheme, _sep, host = here.partition("://")
    request = rf.post("/play/7/answer/", secure=scheme == "https", headers={"Host": host, **headers})
    if taken:
        identity.refuse_foreign(request)
    else:
        assert refusal(lambda: identity.refuse_foreign(request)) == FOREIGN


# --- a socket's cookies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "cookies"),
    [
        ([], {}),
        ([(b"host", b"a=b")], {}),
        ([(b"cookie", b"seat=7:42; sessionid=abc")], {"seat": "7:42", "sessionid": "abc"}),
        ([(b"cookie", b"seat=1"), (b"cookie", b"host=2")], {"seat": "1", "host": "2"}),
        ([(b"cookie", b"\xff\xfe; ;;= ==")], {}),
    ],
)
def test_the_cookies_of_a_handshake_are_read_and_nonsense_is_as_good_as_none(headers, cookies):
    assert identity.cookies(headers) == cookies


def test_a_seat_survives_the_way_through_a_handshake(rf: RequestFactory):
    sent = f"theme=dark; seat={cookie(rf.get('/')).value}".encode()
    assert identity.seat(identity.cookies([(b"cookie", sent)]), 7) == SEAT
