"""A class takes part in a frame of a learning platform: the seat's cookie, and what posts must prove (T30)."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from config.asgi import gate
from pytest_django import Settings

from live.access import identity
from live.asgi import frames
from live.models import Move
from live.server import hosts
from tests.support.app_browser import Answer, Browser
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, application, in_loop

pytestmark = pytest.mark.usefixtures("in_process", "framing")

NAME, MOODLE = "quiz.school.example", "https://moodle.school.example"
FRAME: dict[str, Any] = {"sec-fetch-dest": "iframe", "sec-fetch-site": "same-origin", "origin": f"https://{NAME}"}
OUTSIDE = "Open in a new window"


@pytest.fixture
def framing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SHOW_FRAMED_BY names a site, and browsers come by https."""
    settings.SHOW_FRAMED_BY = [MOODLE]
    monkeypatch.setattr(gate, "framed_by", [MOODLE])
    monkeypatch.setattr(gate, "of_pages", (gate.headers, frames.framed(gate.headers, [MOODLE])))
    hosts.answer_to(f"https://{NAME}")
    settings.ALLOWED_HOSTS = [*hosts.names()]
    yield
    hosts._named.discard(NAME)
    hosts._by_https.clear()


def cookies(answer: Answer) -> dict[str, tuple[str, bool, bool, str]]:
    """What is set: SameSite, Secure, Partitioned and path of each cookie."""
    found = {}
    for line in (value for name, value in answer.headers if name == "set-cookie"):
        for morsel in SimpleCookie(line).values():
            flags = bool(morsel["secure"]), bool(morsel["partitioned"])
            found[morsel.key] = (morsel["samesite"], *flags, morsel["path"])
    return found


async def joins(lesson: Classroom, nickname: str) -> tuple[Browser, Answer]:
    """Somebody joins in the frame."""
    ana = Browser(application(), host=NAME)
    door = await ana.get(f"/join/{lesson.room.key}/", sec_fetch_dest="iframe")
    assert OUTSIDE in door.page.words()
    return ana, await ana.post(f"/join/{lesson.room.key}/", {"nickname": nickname}, **FRAME)


def test_a_seat_in_a_frame_is_for_that_frame_alone_and_works():
    lesson = Classroom(CAPITAL)

    async def story():
        ana, joined = await joins(lesson, "Ana")
        framed = ("None", True, True)
        assert cookies(joined) == {
            identity.FRAMED: (*framed, f"/play/{lesson.pk}/"),
            identity.SEATED: (*framed, f"/join/{lesson.room.key}/"),
        }
        await lesson.do(Move.OPEN)
        form = {"round": str((await lesson.now()).round_id), "choice": "2"}
        page = await ana.get(f"/play/{lesson.pk}/", sec_fetch_dest="iframe")
        assert (page.status, f"frame-ancestors {MOODLE}" in page["content-security-policy"]) == (200, True)
        answered = await ana.post(f"/play/{lesson.pk}/answer/", form, htmx=True, origin=f"https://{NAME}")
        assert answered.status == 200
        assert (await ana.open(f"/play/{lesson.pk}/live/", origin=f"https://{NAME}")).accepted
        assert await lesson.responses() == [("Ana", "2")]

    in_loop(story())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": None}, 403),
        ({"origin": None, "sec-fetch-site": "none"}, 403),
        ({"origin": None, "sec-fetch-site": "cross-site"}, 403),
        ({"origin": MOODLE}, 403),
        ({"origin": "null"}, 403),
        ({"origin": None, "sec-fetch-site": "same-origin"}, 303),
        ({"origin": f"https://{NAME}"}, 303),
    ],
    ids=str,
)
def test_a_post_by_a_seat_in_a_frame_proves_that_it_is_ours(headers, status):
    lesson = Classroom(CAPITAL)

    async def story():
        ana, _joined = await joins(lesson, "Ana")
        assert (await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"}, **headers)).status == status

    in_loop(story())


def test_a_browser_that_keeps_no_cookie_in_a_frame_takes_no_seat_and_is_offered_a_window():
    lesson = Classroom()

    async def story():
        ana = Browser(application(), host=NAME)
        await ana.get(f"/join/{lesson.room.key}/", sec_fetch_dest="iframe")
        ana.cookies.clear()
        refused = await ana.post(f"/join/{lesson.room.key}/", {"nickname": "Ana"}, **FRAME)
        assert (refused.status, OUTSIDE in refused.page.words()) == (409, True)
        assert "your browser keeps no seat for you" in refused.page.words("error")
        assert await lesson.read(lesson.room.participants.count) == 0

    in_loop(story())


def test_who_leaves_in_a_frame_comes_to_the_nickname_page_and_nobody_twice():
    lesson = Classroom()

    async def story():
        ana, _joined = await joins(lesson, "Ana")
        copy = Browser(application(), host=NAME, cookies=dict(ana.cookies))
        left = await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"}, **FRAME)
        assert left.where == f"/join/{lesson.room.key}/"
        assert "Who are you?" in (await ana.follow(left)).page.words()
        assert (await copy.post(f"/play/{lesson.pk}/leave/", {"leave": "1"}, **FRAME)).where == "/"

    in_loop(story())


def test_outside_of_a_frame_a_seat_is_as_it_was():
    lesson = Classroom()

    async def story():
        ana = Browser(application(), host=NAME)
        door = await ana.get(f"/join/{lesson.room.key}/", sec_fetch_dest="document")
        assert (OUTSIDE in door.page.words(), cookies(door)) == (False, {})
        joined = await ana.post(f"/join/{lesson.room.key}/", {"nickname": "Ana"}, origin=f"https://{NAME}")
        assert cookies(joined)[identity.SEAT] == ("Lax", True, False, f"/play/{lesson.pk}/")

    in_loop(story())


def test_without_the_setting_no_frame_is_one(settings):
    settings.SHOW_FRAMED_BY = []
    lesson = Classroom()

    async def story():
        ana = Browser(application(), host=NAME)
        joined = await ana.post(f"/join/{lesson.room.key}/", {"nickname": "Ana"}, **FRAME)
        assert cookies(joined)[identity.SEAT] == ("Lax", True, False, f"/play/{lesson.pk}/")

    in_loop(story())
