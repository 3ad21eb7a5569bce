"""What a press of the host is answered: with and without htmx, alone and as the second of two."""

import pytest

from live.models import Move
from tests.support.app_browser import Answer
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, in_loop, quiet
from tests.support.page import Page, targets

pytestmark = pytest.mark.usefixtures("in_process")

TWICE = "Two moves at once: only the first one counted. Look again, then press."


async def press_again(lesson: Classroom, htmx: bool, **fields: str) -> Answer:
    """The host presses without a look at what the last press did."""
    version = str((await lesson.now()).version)
    answer: Answer = await lesson.host.post(f"/host/{lesson.pk}/act/", {"version": version, **fields}, htmx)
    return answer


def test_the_second_of_two_presses_is_answered_with_the_page_as_it_is_and_a_sentence():
    lesson = Classroom(CAPITAL)

    async def story():
        page = (await lesson.host.get(f"/host/{lesson.pk}/")).page
        await lesson.press(htmx=True, move="open")
        second = await press_again(lesson, htmx=True, move="close")
        page.apply(second.text)
        assert (second.status, page.words("say")) == (200, TWICE)
        assert "Capital of France?" in page.words("stage")
        room = await lesson.now()
        assert (room.phase, room.version) == ("open", 2)

    in_loop(story())


@pytest.mark.parametrize(("fields", "path"), [({}, ""), ({"back": "present"}, "present/")])
def test_without_script_the_second_of_two_presses_leads_back_to_the_page_which_says_so(fields, path):
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.press(move="open")
        second = await press_again(lesson, htmx=False, move="close", **fields)
        assert (second.status, second.where) == (302, f"/host/{lesson.pk}/{path}")
        page = await lesson.host.follow(second)
        assert page.page.root.xpath("//ul[@class='messages']/li/text()") == [TWICE]
        assert (await lesson.now()).phase == "open"

    in_loop(story())


def test_a_second_press_is_no_news_for_the_class():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.press(move="open")
        socket = await lesson.listens(ana)
        await quiet()
        heard = len(socket.frames)
        await press_again(lesson, htmx=True, move="close")
        await quiet()
        assert len(socket.frames) == heard

    in_loop(story())


@pytest.mark.parametrize(
    "fields", [{"move": "open"}, {"toggle": "locked:on"}, {"quick": "yesno"}], ids=lambda each: next(iter(each))
)
def test_each_press_of_a_live_page_is_answered_that_it_was_heard_and_the_socket_brings_the_rest(fields):
    lesson = Classroom(CAPITAL)

    async def story():
        heard = await lesson.press(htmx=True, live="1", **fields)
        field = ["quick-field"] if "quick" in fields else []
        assert (heard.status, targets(heard.text)) == (200, [".unheard", *field])

    in_loop(story())


def test_a_refused_press_is_heard_as_well():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        await lesson.looks()
        refused = await lesson.press(htmx=True, live="1", quick="yesno")
        assert (refused.status, targets(refused.text)[-2:]) == (409, ["say", ".unheard"])

    in_loop(story())


def test_a_press_in_a_room_of_others_is_heard_as_well():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.host.get(f"/host/{lesson.pk}/")
        lesson.host.cookies = {key: value for key, value in lesson.host.cookies.items() if key[0] == "csrftoken"}
        refused = await lesson.press(htmx=True, live="1", toggle="locked:on")
        assert (refused.status, targets(refused.text)) == (404, ["say", ".unheard"])

    in_loop(story())


def test_the_same_refusal_is_another_one_when_it_is_said_again():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        await lesson.looks()
        replies = [Page((await lesson.press(htmx=True, quick="yesno")).text) for _press in range(2)]
        ids = [page.root.xpath("//span[@class='refused']/@id") for page in replies]
        assert ids[0] != ids[1]

    in_loop(story())
