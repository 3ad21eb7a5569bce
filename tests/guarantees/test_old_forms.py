"""The door's form of somebody who left, or whose seat was given to another, brings their seat to nobody."""

import re

import pytest

from live.access import identity
from live.models import Knock, Participant
from live.realtime.hub import hub
from tests.support.app_browser import Browser
from tests.support.live_lesson import Classroom, application, in_loop, seat_of

pytestmark = pytest.mark.usefixtures("in_process")


async def form_of(lesson: Classroom, browser: Browser, nickname: str) -> dict[str, str]:
    """The form that the nickname page holds, with a nickname typed into it."""
    page = (await browser.get(f"/join/{lesson.room.key}/")).text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    return {"token": token[1], "nickname": nickname}


async def people(lesson: Classroom) -> list[str]:
    """Everybody's nickname, in the order in which they came."""
    return await lesson.read(lambda: list(lesson.room.participants.values_list("nickname", flat=True)))


def test_who_goes_back_to_the_form_of_one_who_left_a_shared_tablet_gets_a_seat_of_their_own():
    lesson = Classroom()

    async def story():
        tablet, door = Browser(application()), f"/join/{lesson.room.key}/"
        form = await form_of(lesson, tablet, "Ana")
        await tablet.post(door, form)
        ana_s = seat_of(tablet)
        assert (await tablet.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})).status == 303
        assert (await tablet.post(door, {**form, "nickname": "Bo"})).status == 303  # the back button, another name
        assert (await tablet.get(f"/play/{lesson.pk}/")).page.words("me").startswith("Bo")
        assert (seat_of(tablet) != ana_s, await people(lesson)) == (True, ["Ana", "Bo"])

    in_loop(story())


def test_the_form_of_a_seat_that_was_given_to_another_does_not_give_it_back():
    lesson = Classroom()

    async def story():
        old, door = Browser(application()), f"/join/{lesson.room.key}/"
        form = await form_of(lesson, old, "Ana")
        await old.post(door, form)
        hub.live_rooms.clear()  # who has the seat has not been here for a while
        new = Browser(application())
        assert (await new.post(door, {"nickname": "Ana", "ask_back": "1"})).status == 303
        await lesson.press(let_in=str((await lesson.read(Knock.objects.get)).pk))
        assert (await new.get(f"/play/{lesson.pk}/")).status == 200
        assert (await old.post(door, form)).status == 409
        assert (await old.get(f"/play/{lesson.pk}/")).status == 403
        assert (seat_of(old) != seat_of(new), await people(lesson)) == (True, ["Ana"])

    in_loop(story())


def test_an_old_seat_cannot_leave_for_the_new_one():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        person, old = await lesson.person("Ana"), Browser(application(), cookies=dict(ana.cookies))
        await lesson.read(lambda: Participant.objects.update(seat=77))
        ana.cookies[identity.SEAT, f"/play/{lesson.pk}/"] = identity._seats.sign(f"{lesson.pk}:{person.pk}:77")
        assert (await ana.get(f"/play/{lesson.pk}/")).status == 200
        assert hub.is_here(person)
        await old.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        assert hub.is_here(person)
        await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        assert not hub.is_here(person)

    in_loop(story())


@pytest.mark.parametrize("token", ["", "x", "x" * 23, "\0" * 22, "é" * 22, "x" * 21 + "\n", "' OR 1=1; --aaaaaaaaaa"])
def test_what_no_form_of_ours_holds_names_no_form(token):
    lesson = Classroom()

    async def story():
        for nickname in ("Ana", "Bo"):
            answer = await Browser(application()).post(
                f"/join/{lesson.room.key}/", {"nickname": nickname, "token": token}
            )
            assert answer.status == 303
        rows = await lesson.read(lambda: list(Participant.objects.values_list("nickname", "token")))
        assert rows == [("Ana", None), ("Bo", None)]

    in_loop(story())
