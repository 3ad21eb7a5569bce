"""When the lesson is over, or about to be: what the host's pages offer, by login and on the phone that is a remote."""

import pytest

from live.models import Move, SignInLink
from tests.support.app_browser import Answer, Browser
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, application, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

RUNS = {"Present here", "Notes and key", "Phone as remote"}
"Links for while the room runs."
ENDED = "This room has ended."


async def a_phone(lesson: Classroom) -> Browser:
    """The host's phone, made a remote by the QR."""
    phone = Browser(application())
    secret = await lesson.read(lambda: SignInLink.issue(lesson.room.host, room=lesson.room))
    await phone.get(f"/remote/{secret}/")
    await phone.follow(await phone.post(f"/remote/{secret}/"))
    return phone


def links(answer: Answer) -> set[str]:
    """What the page links to, in words."""
    return {each.text_content().strip() for each in answer.page.root.xpath("//a[@href]")} - {"Skip to the content"}


def buttons(answer: Answer) -> set[str]:
    """What can be pressed on the page, by field."""
    return set(answer.page.root.xpath("//button/@name"))


# --- after the end --------------------------------------------------------------------------------------------------


def test_the_phone_that_ends_the_room_sees_how_it_ended():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.joins("Ana")
        phone = await a_phone(lesson)
        pressed = await phone.post(f"/host/{lesson.pk}/act/", {"move": "end", "version": "1"})
        page = await phone.follow(pressed)
        assert (page.status, page.page.words("stage")) == (200, ENDED.rstrip("."))
        for path in ("present/", "state/", "present/state/", "key/"):
            assert (path, (await phone.get(f"/host/{lesson.pk}/{path}")).status) == (path, 200)

    in_loop(story())


def test_a_phone_is_offered_no_link_that_it_cannot_open():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.joins("Ana")
        phone = await a_phone(lesson)
        for ended in (False, True):
            page = await phone.get(f"/host/{lesson.pk}/")
            for url in page.page.root.xpath("//nav//a/@href | //main//a[starts-with(@href, '/')]/@href"):
                assert (url, bool(url) and (await phone.get(url)).status) == (url, bool(url) and 200)
            assert links(page) >= ({"Ana"} | RUNS - {"Phone as remote"} if not ended else {"Screen"})
            await lesson.do(*[] if ended else [Move.END])

    in_loop(story())


def test_the_host_by_login_is_led_to_the_results():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        running = await lesson.host.get(f"/host/{lesson.pk}/")
        await lesson.do(Move.END)
        ended = await lesson.host.get(f"/host/{lesson.pk}/")
        assert (links(running) & RUNS, links(ended) & RUNS) == (RUNS, set())
        assert {"Results", "See the results"} <= links(ended)

    in_loop(story())


def test_nothing_can_be_pressed_on_a_page_that_is_opened_after_the_end():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        pages = [f"/host/{lesson.pk}/", f"/host/{lesson.pk}/present/"]
        assert buttons(await lesson.host.get(pages[0])) >= {"move", "quick", "question", "toggle"}
        assert buttons(await lesson.host.get(pages[1])) == {"move"}
        await lesson.do(Move.END)
        assert [buttons(await lesson.host.get(page)) for page in pages] == [set(), set()]

    in_loop(story())


PRESSES = [{"move": "end"}, {"quick": "yesno"}, {"toggle": "locked:on"}, {"hide": "1"}, {"renew": "1"}, {"old": "1"}]


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: next(iter(press)))
def test_a_press_on_a_page_from_before_the_end_is_told_that_the_room_has_ended(press):
    lesson = Classroom(CAPITAL)

    async def story():
        phone = await a_phone(lesson)
        await lesson.host.get(f"/host/{lesson.pk}/")
        await lesson.do(Move.END)
        for browser in (lesson.host, phone):
            plain = await browser.post(f"/host/{lesson.pk}/act/", press)
            swapped = await browser.post(f"/host/{lesson.pk}/act/", press, True)
            assert (plain.status, swapped.status) == (409, 409)
            assert ENDED in plain.page.words()
            page = (await browser.get(f"/host/{lesson.pk}/")).page
            page.apply(swapped.text)
            assert page.words("say") == ENDED

    in_loop(story())


# --- when nothing is left -------------------------------------------------------------------------------------------


def test_when_no_question_is_left_the_host_is_told_what_to_do():
    lesson = Classroom(CAPITAL, with_standings=False)
    left = "No question is left. Ask a quick one, or end the room."

    async def story():
        pages = {"host": f"/host/{lesson.pk}/", "present": f"/host/{lesson.pk}/present/"}
        for move in (Move.OPEN, Move.CLOSE):
            await lesson.do(move)
            assert left not in (await lesson.host.get(pages["host"])).page.words("stage")
        await lesson.do(Move.REVEAL)
        host, present = [await lesson.host.get(url) for url in pages.values()]
        assert left in host.page.words("stage")
        primary = "//a[contains(@class, 'primary') and @href='#end']"
        assert [len(each.page.root.xpath(primary)) for each in (host, present)] == [1, 1]

    in_loop(story())


@pytest.mark.parametrize("path", ["", "present/"])
def test_both_pages_of_the_host_can_end_the_room_and_ask_first(path):
    lesson = Classroom(CAPITAL)

    async def story():
        page = (await lesson.host.get(f"/host/{lesson.pk}/{path}")).page
        assert page.root.xpath("//button[@value='end']/ancestor::details/summary/text()") == ["End "]
        assert len(page.root.xpath("//*[@id='end']//button[@name='move' and @value='end' and @form='moves']")) == 1
        assert (await lesson.press(move="end", back="present" if path else "")).where == f"/host/{lesson.pk}/{path}"
        assert (await lesson.now()).phase == "ended"

    in_loop(story())
