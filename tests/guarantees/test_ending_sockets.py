"""Whoever loses the right to look loses the socket: at once, for good, and nothing more is sent (T31)."""

import asyncio

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from live import clock
from live.access.identity import HOST
from live.models import Knock, Move, SignInLink
from live.realtime.hub import hub
from tests.support.app_browser import Browser, Socket
from tests.support.lessons import PASSWORD
from tests.support.live_lesson import Classroom, application, in_loop, listeners, quiet, signed_in
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")

GONE = 4403
AT_ONCE = 1.0


async def ends(*sockets: Socket) -> None:
    """All of these are closed within a second, with the code that says for good."""
    async with asyncio.timeout(AT_ONCE):
        for socket in sockets:
            await asyncio.wait([socket.task])
    assert [socket.code for socket in sockets] == [GONE] * len(sockets)


async def stays(*sockets: Socket) -> None:
    """These are still told what happens."""
    await quiet()
    assert [socket.code for socket in sockets] == [None] * len(sockets)


async def remote(lesson: Classroom) -> Browser:
    """A phone that was made a host of this room."""
    secret = await lesson.read(lambda: SignInLink.issue(lesson.room.host, minutes=2, room=lesson.room))
    phone = Browser(application())
    await phone.get(f"/remote/{secret}/")
    assert (await phone.post(f"/remote/{secret}/")).where == f"/host/{lesson.pk}/"
    assert phone.holds(HOST)
    return phone


async def everybody(lesson: Classroom) -> dict[str, Socket]:
    """A socket of each who may look."""
    ana = await lesson.joins("Ana")
    phone = await remote(lesson)
    return {
        "play": await lesson.listens(ana),
        "screen": await lesson.watches("screen"),
        "host": await lesson.watches("host"),
        "present": await lesson.watches("present"),
        "phone": await phone.open(f"/host/{lesson.pk}/live/"),
    }


def test_a_removed_participant_is_shut_out_at_once():
    lesson = Classroom()

    async def story():
        sockets = await everybody(lesson)
        ana = lesson.students["Ana"]
        person = await lesson.person("Ana")
        await lesson.host.get(f"/host/{lesson.pk}/person/{person.pk}/")
        await lesson.host.post(f"/host/{lesson.pk}/person/{person.pk}/", {"do": "remove"})
        await ends(sockets.pop("play"))
        await stays(*sockets.values())
        assert not (await ana.open(f"/play/{lesson.pk}/live/")).frames
        assert (await ana.get(f"/play/{lesson.pk}/")).status == 403
        assert (await lesson.answers(ana, round="1", choice="1")).status in {403, 422}

    in_loop(story())


SAYS = {
    "play": "You are not in this room any more. Join again",
    "screen": "This screen link has been replaced. Open the screen again from the host page. Type a code",
    "host": "You are not a host of this room any more. Sign in",
    "present": "You are not a host of this room any more. Sign in",
    "phone": "You are not a host of this room any more. Sign in",
}


def test_whoever_is_shut_out_is_told_so_before_the_socket_closes_and_asks_no_more():
    lesson = Classroom()

    async def story():
        sockets = await everybody(lesson)
        await lesson.host.get(f"/rooms/{lesson.pk}/delete/")
        await lesson.host.post(f"/rooms/{lesson.pk}/delete/")
        await ends(*sockets.values())
        pages = {name: Page('<section id="stage">?</section><div id="linkbox">?</div>') for name in sockets}
        for name, socket in sockets.items():
            pages[name].apply(socket.frames[-1])
        assert {name: page.words("stage") for name, page in pages.items()} == SAYS
        assert {page.region("linkbox") for page in pages.values()} == {'<div id="linkbox"></div>'}

    in_loop(story())


def test_a_seat_that_was_given_back_to_somebody_ends_the_old_one():
    lesson = Classroom()

    async def story():
        old = await lesson.joins("Ana")
        socket = await lesson.listens(old)
        person = await lesson.person("Ana")
        await lesson.change(lambda: Knock.objects.create(participant=person, seat=77, asked_at=person.joined_at))
        knock = await lesson.read(lambda: Knock.objects.get(seat=77))
        await lesson.press(let_in=str(knock.pk))
        await ends(socket)
        assert (await old.get(f"/play/{lesson.pk}/")).status == 403

    in_loop(story())


def test_who_leaves_has_all_tabs_closed_and_others_stay():
    lesson = Classroom()

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        first, second, other = await lesson.listens(ana), await lesson.listens(ana), await lesson.listens(bo)
        answer = await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        assert (answer.status, answer.where, ana.holds("seat")) == (303, "/", "")
        await ends(first, second)
        await stays(other)

    in_loop(story())


def test_signing_out_ends_the_sockets_of_that_browser_alone():
    lesson = Classroom()
    laptop = signed_in(lesson.room.host)

    async def story():
        sockets = await everybody(lesson)
        elsewhere = await laptop.open(f"/host/{lesson.pk}/live/")
        await lesson.host.get(f"/host/{lesson.pk}/phone/")
        await lesson.host.post("/logout/")
        await ends(sockets.pop("host"), sockets.pop("present"))
        await stays(elsewhere, *sockets.values())
        assert not (await lesson.host.open(f"/host/{lesson.pk}/live/")).accepted

    in_loop(story())


def test_sockets_that_knock_while_their_teacher_signs_out_do_not_stay():
    lesson = Classroom()

    async def story():
        await lesson.host.get(f"/host/{lesson.pk}/phone/")
        tab = Browser(application(), cookies=dict(lesson.host.cookies))
        out = asyncio.ensure_future(lesson.host.post("/logout/"))
        knocking = []
        while not out.done():
            knocking.append(asyncio.ensure_future(tab.open(f"/host/{lesson.pk}/live/")))
            await asyncio.sleep(0.0005)
        await ends(*await asyncio.gather(*knocking))
        assert (len(knocking) > 1, listeners()) == (True, 0)

    in_loop(story())


@pytest.mark.parametrize("what", ["expired", "gone", "somebody else's", "good"])
def test_a_beat_ends_the_sockets_whose_session_does_not_hold_any_more(ben, what):
    lesson = Classroom()
    others = signed_in(ben)

    def change() -> None:
        session = Session.objects.get(pk=lesson.host.holds(settings.SESSION_COOKIE_NAME))
        match what:
            case "expired":
                session.expire_date = clock.now()
            case "gone":
                session.delete()
                return
            case "somebody else's":
                theirs = others.holds(settings.SESSION_COOKIE_NAME)
                session.session_data = Session.objects.get(pk=theirs).session_data
        session.save()

    async def story():
        sockets = await everybody(lesson)
        await lesson.read(change)
        await hub.upkeep.look_after()
        if what != "good":
            await ends(sockets.pop("host"), sockets.pop("present"))
        await stays(*sockets.values())

    in_loop(story())


def test_a_new_password_ends_the_teachers_sockets_everywhere():
    lesson = Classroom()
    laptop = signed_in(lesson.room.host)

    async def story():
        sockets = await everybody(lesson)
        elsewhere = await laptop.open(f"/host/{lesson.pk}/live/")
        await lesson.host.get("/password/")
        form = {"old_password": PASSWORD, "new_password1": "battery staple", "new_password2": "battery staple"}
        assert (await lesson.host.post("/password/", form)).status == 302
        await ends(elsewhere)
        await stays(sockets["play"], sockets["screen"])
        assert not (await laptop.open(f"/host/{lesson.pk}/live/")).accepted
        assert (await lesson.host.open(f"/host/{lesson.pk}/live/")).accepted

    in_loop(story())


def test_a_teacher_who_is_removed_loses_the_sockets(ben, ada):
    lesson = Classroom(host=ben)
    ada.is_superuser = True
    ada.save()
    owner = signed_in(ada)

    async def story():
        sockets = await everybody(lesson)
        await owner.get(f"/teachers/{ben.pk}/remove/")
        await owner.post(f"/teachers/{ben.pk}/remove/")
        await ends(sockets["host"], sockets["present"], sockets["phone"])
        await stays(sockets["play"], sockets["screen"])

    in_loop(story())


def test_a_deleted_room_ends_all_its_sockets_and_no_others():
    lesson, next_door = Classroom(), Classroom()

    async def story():
        sockets, others = await everybody(lesson), await everybody(next_door)
        await lesson.host.get(f"/rooms/{lesson.pk}/delete/")
        await lesson.host.post(f"/rooms/{lesson.pk}/delete/")
        await ends(*sockets.values())
        await stays(*others.values())
        assert listeners() == len(others)

    in_loop(story())


def test_a_new_code_ends_the_screen_and_the_phones_that_host():
    lesson = Classroom()

    async def story():
        sockets = await everybody(lesson)
        await lesson.press(renew="1")
        await ends(sockets.pop("screen"), sockets.pop("phone"))
        await stays(*sockets.values())
        assert not (await lesson.watches("screen")).accepted
        new = f"/screen/{(await lesson.now()).screen_key}/live/"
        assert (await lesson.screen.open(new)).accepted

    in_loop(story())


def test_an_ended_socket_gets_nothing_of_what_comes_then():
    lesson = Classroom()

    async def story():
        sockets = await everybody(lesson)
        person = await lesson.person("Ana")
        await lesson.change(person.remove)
        await lesson.press(renew="1")
        closed = [sockets["play"], sockets["screen"], sockets["phone"]]
        await ends(*closed)
        frames = [len(socket.frames) for socket in closed]
        await lesson.do(Move.OPEN)
        await quiet()
        assert [len(socket.frames) for socket in closed] == frames

    in_loop(story())


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/play/{pk}/state/", "You are not in this room any more."),
        ("/screen/{key}/state/", "This screen link has been replaced."),
        ("/host/{pk}/state/", "You are not a host of this room any more."),
        ("/host/{pk}/present/state/", "You are not a host of this room any more."),
    ],
)
def test_the_poll_of_an_ended_page_says_farewell_and_stops_asking(path, sentence):
    lesson = Classroom()

    async def story():
        browser = Browser(application())
        where = path.format(pk=lesson.pk, key="B" * 22)
        told = await browser.get(where + "?down=1", hx_request="true")
        assert told.status == 403
        assert sentence in told.text
        assert '<div id="linkbox"></div>' in told.text
        plain = await browser.get(where)
        assert (plain.status, sentence in plain.page.words()) == (403, True)

    in_loop(story())
