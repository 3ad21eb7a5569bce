"""Who was here before comes to the door again: by the QR, or by typing a name that is their own."""

import html
import re

import pytest

from live.access import identity
from live.models import Knock, Move
from live.realtime.presence import MOMENT
from tests.support.app_browser import Browser, until
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, application, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

WAIT = f"If that was you a moment ago, close the other page, wait {MOMENT} seconds and try again."


def test_who_scans_again_comes_to_their_seat_at_its_own_clean_address():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        by_key = await ana.get(f"/join/{lesson.room.key}/")
        assert by_key.where == f"/play/{lesson.pk}/?key={lesson.room.key}"
        clean = await ana.get(by_key.where)
        assert (clean.status, clean.where) == (302, f"/play/{lesson.pk}/")
        assert "Ana" in (await ana.follow(clean)).page.words("me")

    in_loop(story())


def test_a_key_in_the_address_gives_nobody_a_seat_nor_a_circle_to_run_in():
    lesson = Classroom()

    async def story():
        stranger = Browser(application())
        page = await stranger.get(f"/play/{lesson.pk}/?key={lesson.room.key}")
        assert (page.status, page.where, 'name="nickname"' in page.text) == (200, "", True)

    in_loop(story())


def test_who_types_the_name_of_somebody_here_is_told_how_long_to_wait_and_of_somebody_away_not():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        socket = await lesson.listens(ana)
        again = await Browser(application()).post(f"/join/{lesson.room.key}/", {"nickname": "Ana"})
        assert (again.status, WAIT in again.page.words(), "Ask to come back" in again.page.words()) == (
            409,
            True,
            False,
        )
        await socket.close()
        await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        away = await Browser(application()).post(f"/join/{lesson.room.key}/", {"nickname": "Ana"})
        assert (away.status, WAIT in away.page.words(), "Ask to come back" in away.page.words()) == (409, False, True)

    in_loop(story())


def test_who_has_left_cannot_come_back_with_a_copy_of_the_cookie():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, choice="2")
        copy = Browser(application(), cookies=dict(ana.cookies))
        socket = await lesson.listens(copy)
        await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        await until(lambda: socket.ended, "the copy's socket is closed")
        assert (await copy.get(f"/play/{lesson.pk}/")).status == 403
        assert (await lesson.answers(copy, choice="1")).status == 403
        assert (await copy.get(f"/play/{lesson.pk}/state/")).status in {403, 410}
        assert not (await copy.open(f"/play/{lesson.pk}/live/")).frames
        assert (await copy.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})).status == 303
        assert await lesson.responses() == [("Ana", "2")]

    in_loop(story())


def test_who_leaves_while_waiting_to_be_let_in_waits_no_more():
    lesson = Classroom()

    async def story():
        await lesson.joins("Ana")
        ana = await lesson.person("Ana")
        knock = await lesson.read(lambda: Knock.at(ana))
        waiting = Browser(application())
        waiting.cookies[identity.SEAT, f"/play/{lesson.pk}/"] = identity._seats.sign(
            f"{lesson.pk}:{ana.pk}:{knock.seat}"
        )
        assert "Your teacher has been asked." in (await waiting.get(f"/play/{lesson.pk}/")).page.words()
        await waiting.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        assert await lesson.read(Knock.objects.count) == 0
        assert await lesson.person("Ana") == ana

    in_loop(story())


def test_the_way_out_is_a_page_of_its_own_in_the_rooms_language_that_leads_back():
    lesson = Classroom(language="de")

    async def story():
        ana = await lesson.joins("Ana")
        answer = await ana.get(f"/play/{lesson.pk}/leave/")
        assert (answer.status, "Endgültig gehen" in answer.page.words(), "Ana" in answer.page.words()) == (
            200,
            True,
            False,
        )
        assert f'href="/play/{lesson.pk}/"' in answer.text
        assert "Ana" in (await ana.get(f"/play/{lesson.pk}/")).page.words("me"), "to look at it is not to leave"
        await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        assert (await ana.get(f"/play/{lesson.pk}/leave/")).where == f"/play/{lesson.pk}/"

    in_loop(story())


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [("", "suggested"), ("  ", "suggested"), ("Mia B.", "Mia B."), (" Mia ", "Mia")],
)
def test_a_name_that_is_typed_goes_before_the_one_that_is_offered(typed, becomes):
    lesson = Classroom()

    async def story():
        mia, door = Browser(application()), f"/join/{lesson.room.key}/"
        offered = re.search(r'name="suggested" value="([^"]+)"', (await mia.get(door)).text)
        assert offered
        await mia.post(door, {"suggested": html.unescape(offered[1]), "nickname": typed})
        name = identity.signed_name(html.unescape(offered[1])) if becomes == "suggested" else becomes
        assert await lesson.read(lambda: lesson.room.participants.get().nickname) == name

    in_loop(story())
