"""Who gets a socket at all: the right Origin, the right Host, and a seat, a key, a login or a pass (T29)."""

import pytest

from live.models import Room
from live.routing import websocket_urlpatterns
from tests.support.app_browser import Browser
from tests.support.lessons import MOOD
from tests.support.live_lesson import Classroom, application, in_loop, listeners, seat_of, signed_in

pytestmark = pytest.mark.usefixtures("in_process")


def paths_of(room: Room) -> list[str]:
    """The seven sockets of a room."""
    host, play, screen = f"/host/{room.pk}/", f"/play/{room.pk}/", f"/screen/{room.screen_key}/"
    sounding = f"{host}present/sound/", f"{screen}sound/"
    return [f"{place}live/" for place in (host, f"{host}present/", f"{host}key/", play, screen, *sounding)]


def test_these_are_all_the_sockets_that_there_are():
    paths = paths_of(Classroom().room)
    found = [
        [route.pattern.match(path[1:]) is not None for path in paths].count(True) for route in websocket_urlpatterns
    ]
    assert (found, len(paths)) == ([1] * len(paths), 7)


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "http://localhost:8001",
        "https://localhost",
        "http://sub.localhost",
        "http://localhost.evil.example",
        "http://LOCALHOST@evil.example",
        "http://localhost/page",
        "file://",
        "*",
    ],
)
def test_a_foreign_origin_is_refused_although_the_cookies_are_right(origin):
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        for path in paths_of(lesson.room):
            browser = ana if path.startswith("/play") else lesson.host
            socket = await browser.open(path, origin=origin)
            assert (socket.accepted, socket.frames) == (False, [])
        assert listeners() == 0

    in_loop(story())


def test_the_right_origin_in_capitals_is_the_same_origin():
    lesson = Classroom()

    async def story():
        assert (await lesson.host.open(f"/host/{lesson.pk}/live/", origin="http://LOCALHOST")).accepted

    in_loop(story())


def test_a_socket_under_a_strange_host_is_refused():
    lesson = Classroom()

    async def story():
        for path in paths_of(lesson.room):
            socket = await lesson.host.open(path, host="evil.example", origin="http://evil.example")
            assert not socket.accepted

    in_loop(story())


def test_strangers_get_no_socket(ben):
    lesson, other = Classroom(), Classroom(MOOD)
    ben_s = signed_in(ben)

    async def story():
        bo = await other.joins("Bo")
        bo.cookies["seat", f"/play/{lesson.pk}/"] = seat_of(bo)  # the seat of another room
        forged = Browser(application(), cookies={("seat", "/"): f"{lesson.pk}:1:1:forged"})
        host, present, key, play, screen, present_sound, screen_sound = paths_of(lesson.room)
        nobody = Browser(application())
        refused = [(ben_s, host), (ben_s, present), (nobody, host), (nobody, play), (bo, play), (forged, play)]
        refused += [(bo, host), (bo, key), (ben_s, key), (ben_s, present_sound), (nobody, present_sound)]
        refused += [(nobody, each.replace(lesson.room.screen_key, "A" * 22)) for each in (screen, screen_sound)]
        for browser, path in refused:
            assert not (await browser.open(path)).accepted, path
        assert listeners() == 0

    in_loop(story())
