"""New code: a screen in a browser of the host follows to the new address, any other ends, and the host reads so."""

import re

import pytest

from live.access import identity
from live.models import FormerScreen, Move, Room
from live.realtime.hub import hub
from tests.support.app_browser import Browser
from tests.support.live_lesson import Classroom, application, in_loop, quiet
from tests.support.page import Page, targets

pytestmark = pytest.mark.usefixtures("in_process")


def link_of(frame: str) -> str:
    """The address that a page asks as soon as this has come."""
    link = Page(frame).find("link")
    assert link is not None
    assert link.get("hx-trigger", "").startswith("load")
    return link.get("hx-get", "")


async def renewed(lesson: Classroom) -> str:
    """The host presses New code; the new address of the screen."""
    await lesson.press(renew="1")
    await quiet()
    return f"/screen/{(await lesson.now()).screen_key}/"


def test_the_hosts_own_screen_asks_at_once_and_is_led_to_the_new_address():
    lesson = Classroom()

    async def story():
        old = lesson.screen_url
        socket = await lesson.host.open(f"{old}live/")
        new = await renewed(lesson)
        assert (socket.code, targets(socket.frames[-1])) == (4403, ["linkbox"])
        answer = await lesson.host.get(link_of(socket.frames[-1]), HX_Request="true")
        assert (answer.status, answer["hx-redirect"]) == (204, new)
        assert (await lesson.host.get(new)).status == 200
        assert new != old

    in_loop(story())


def test_a_screen_that_was_opened_by_the_host_follows_also_when_the_host_has_signed_out():
    lesson = Classroom()

    async def story():
        old = lesson.screen_url
        await lesson.host.get(old)
        marked = Browser(application(), cookies={k: v for k, v in lesson.host.cookies.items() if k[1] == "/screen/"})
        socket = await marked.open(f"{old}live/")
        new = await renewed(lesson)
        assert (await marked.get(link_of(socket.frames[-1]), HX_Request="true"))["hx-redirect"] == new
        assert (await marked.get(old)).where == new

    in_loop(story())


def test_any_other_screen_ends_and_does_not_learn_the_new_address():
    lesson = Classroom()

    async def story():
        old, stranger = lesson.screen_url, lesson.screen
        await stranger.get(old)
        socket = await stranger.open(f"{old}live/")
        new = await renewed(lesson)
        assert "This screen link has been replaced." in Page(socket.frames[-1]).words("stage")
        assert (await stranger.get(old)).status == 404
        poll = await stranger.get(f"{old}state/", HX_Request="true")
        assert (poll.status, poll["hx-redirect"]) == (403, "")
        assert new.split("/")[2] not in "".join(stranger.heard)

    in_loop(story())


def test_after_two_new_codes_the_first_address_still_leads_the_host_to_the_last_one():
    lesson = Classroom()

    async def story():
        old = lesson.screen_url
        await renewed(lesson)
        new = await renewed(lesson)
        assert (await lesson.host.get(old)).where == new
        assert await lesson.read(lambda: FormerScreen.objects.filter(room=lesson.pk).count()) == 2

    in_loop(story())


def test_a_mark_of_another_room_or_one_that_nobody_signed_leads_nowhere():
    lesson, other = Classroom(), Classroom()

    async def story():
        old = lesson.screen_url
        await lesson.host.get(other.screen_url)
        mark = lesson.host.cookies[f"{identity.SCREEN}-{other.pk}", "/screen/"]
        thief = Browser(application())
        await renewed(lesson)
        for value in (mark, mark.replace(f"{other.pk}:", f"{lesson.pk}:"), "", f"{lesson.pk}"):
            thief.cookies[f"{identity.SCREEN}-{lesson.pk}", "/screen/"] = value
            assert (await thief.get(old)).status == 404

    in_loop(story())


@pytest.mark.parametrize(
    ("hosts", "strangers", "words"),
    [
        (0, 0, ""),
        (1, 0, "1 screen has followed to the new address."),
        (0, 1, "1 screen has ended. Open it again: {url}"),
        (2, 2, "2 screens have followed to the new address. 2 screens have ended. Open them again: {url}"),
    ],
)
def test_the_host_reads_how_many_followed_and_how_many_ended(hosts, strangers, words):
    lesson = Classroom()

    async def story():
        old = lesson.screen_url
        own = [await lesson.host.open(f"{old}live/") for _number in range(hosts)]
        for _number in range(strangers):
            await lesson.screen.open(f"{lesson.screen_url}live/")
        page = (await lesson.host.get(f"/host/{lesson.pk}/")).page
        socket = await lesson.watches("host")
        socket.hears = page.apply
        new = await renewed(lesson)
        assert "followed" not in page.words("screens")
        for each in own:
            await lesson.host.get(link_of(each.frames[-1]), HX_Request="true")
        await quiet()
        seen = page.words("screens")
        assert re.sub(r"http://\S+(/screen/\S+)", r"\1", seen) == words.format(url=new)
        assert (await lesson.host.get(f"/host/{lesson.pk}/")).page.words("screens") == seen
        await lesson.do(Move.END)
        await quiet()
        assert page.words("screens") == ""

    in_loop(story())


def test_screens_that_poll_or_have_no_script_are_counted_when_they_follow_or_end():
    lesson = Classroom()

    async def story():
        old, page = lesson.screen_url, (await lesson.host.get(f"/host/{lesson.pk}/")).page
        socket = await lesson.watches("host")
        socket.hears = page.apply
        await renewed(lesson)
        assert page.words("screens") == ""
        await lesson.host.get(f"{old}state/", HX_Request="true")
        await lesson.host.get(old)
        await lesson.screen.get(f"{old}state/", HX_Request="true")
        await lesson.screen.get("/screen/of-nobody/state/", HX_Request="true")
        await quiet()
        words = "2 screens have followed to the new address. 1 screen has ended. Open it again:"
        assert page.words("screens").startswith(words)

    in_loop(story())


def test_what_became_of_screens_in_another_process_is_added():
    lesson = Classroom()

    async def story():
        old, socket = lesson.screen_url, await lesson.watches("host")
        await renewed(lesson)
        await lesson.host.get(old)
        code = (await lesson.now()).code
        hub.hear([("screens", lesson.pk, code, 2, 0)])
        await quiet()
        assert "3 screens have followed to the new address." in Page(socket.frames[-1]).words("screens")

    in_loop(story())


def test_a_removed_teachers_screen_follows_nowhere(ada):
    lesson = Classroom()

    async def story():
        old = lesson.screen_url
        await lesson.host.get(old)
        await renewed(lesson)
        await lesson.read(lambda: type(ada).objects.filter(pk=lesson.room.host_id).update(is_active=False))
        assert (await lesson.host.get(old)).status == 404
        assert await lesson.read(lambda: Room.objects.filter(pk=lesson.pk).exists())

    in_loop(story())
