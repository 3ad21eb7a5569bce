"""Polls and posts: what a page without a socket is told, by htmx and plainly."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from live import clock
from live.models import Move
from live.rendering import partials
from tests.support.app_browser import Browser
from tests.support.lessons import CAPITAL, RIVER
from tests.support.live_lesson import Classroom, in_loop
from tests.support.page import Page, targets

pytestmark = pytest.mark.usefixtures("in_process")

LINK = re.compile(r'hx-get="([^"]+)"')
PAGES = {"host": "/host/{pk}/", "present": "/host/{pk}/present/", "screen": "/screen/{key}/", "play": "/play/{pk}/"}


async def looks(lesson: Classroom, audience: str) -> tuple[Browser, str]:
    """Whoever looks, and the address of what they see."""
    browser = {"screen": lesson.screen, "play": await lesson.joins("Ana")}.get(audience, lesson.host)
    return browser, PAGES[audience].format(pk=lesson.pk, key=lesson.room.screen_key)


def poll_of(text: str) -> str:
    """The address that a page or an answer would ask next."""
    found = LINK.search(text[text.index('id="linkbox"') :])
    assert found
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize("audience", PAGES)
def test_a_poll_is_answered_204_until_something_happens_and_then_with_all_regions(audience):
    lesson = Classroom(CAPITAL)

    async def story():
        browser, url = await looks(lesson, audience)
        page = await browser.get(url)
        ask = poll_of((await browser.get(poll_of(page.text))).text)
        assert ask.startswith(f"{url}state/?d=")
        assert [(await browser.get(ask)).status, (await browser.get(ask)).text] == [204, ""]
        await lesson.do(Move.OPEN)
        news = await browser.get(ask)
        assert news.status == 200
        assert "Capital of France?" in news.text
        assert {"stage", "timer", "say", "linkbox"} <= set(targets(news.text))
        assert (await browser.get(poll_of(news.text))).status == 204

    in_loop(story())


@pytest.mark.parametrize("audience", PAGES)
def test_a_page_that_only_polls_shows_what_a_fresh_one_shows(audience):
    lesson = Classroom(CAPITAL, RIVER)

    async def story():
        browser, url = await looks(lesson, audience)
        first = await browser.get(url)
        page, ask = first.page, poll_of(first.text)
        for move in (Move.OPEN, Move.CLOSE, Move.REVEAL, Move.STANDINGS, Move.OPEN, Move.END):
            await lesson.do(move)
            news = await browser.get(ask)
            page.apply(news.text)
            ask = poll_of(news.text)
            fresh = (await browser.get(url)).page
            names = [name for name in targets(news.text) if name not in {"say", "linkbox", "beat"}]
            assert {name: page.region(name) for name in names} == {name: fresh.region(name) for name in names}

    in_loop(story())


@pytest.mark.parametrize("audience", PAGES)
def test_who_lost_the_socket_polls_and_who_was_deaf_gets_a_new_one(audience):
    lesson = Classroom()

    async def story():
        browser, url = await looks(lesson, audience)
        down = await browser.get(f"{url}state/?down=1")
        assert (down.status, "sock" in targets(down.text)) == (200, False)
        assert 'class="polling' in down.text
        deaf = await browser.get(f"{url}state/?down=1&stale=1")
        assert targets(deaf.text)[-1] == "sock"
        assert f'hx-ws:connect="{url}live/"' in deaf.text

    in_loop(story())


def test_the_digest_leaves_out_the_seconds():
    lesson = Classroom({**CAPITAL, "seconds": 300})

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        first = await ana.get(f"/play/{lesson.pk}/state/?down=1")
        assert (await ana.get(poll_of(first.text))).status == 204

    in_loop(story())


@pytest.mark.parametrize("audience", PAGES)
def test_a_poll_that_brings_nothing_new_is_a_sign_of_life_now_and_then(audience):
    lesson = Classroom(CAPITAL)

    async def story():
        browser, url = await looks(lesson, audience)
        page = await browser.get(url)
        assert "Connection lost." not in page.text  # where nothing asks, nothing could say that it is there again
        first = await browser.get(poll_of(page.text))
        assert (targets(first.text), "Not moving?" in first.text, "Connection lost." in first.text) == (
            ["linkbox"],
            False,
            True,
        )
        ask = poll_of(first.text)
        statuses = []
        for _second in range(0, partials.YOUNG + 5, 5):
            statuses.append((await browser.get(ask)).status)
            clock.pass_(timedelta(seconds=5))
        assert statuses == [204, 204, 204, 200]
        assert (await browser.get(poll_of((await browser.get(ask)).text))).status == 204

    with clock.frozen():
        in_loop(story())


@pytest.mark.parametrize("at", ["", "x", "-1", "²", "9" * 18, "9" * 50])
def test_an_age_that_is_none_is_answered_with_the_link_box(at):
    lesson = Classroom(CAPITAL)

    async def story():
        ask = poll_of((await lesson.screen.get(lesson.screen_url)).text)
        answer = await lesson.screen.get(ask.partition("&at=")[0] + f"&at={quote(at)}")
        assert (answer.status, targets(answer.text)) == (200, ["linkbox"])

    in_loop(story())


def test_an_answer_by_htmx_gets_mine_and_a_plain_one_goes_back_to_the_page():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        opened = await lesson.do(Move.OPEN)
        swapped = await lesson.answers(ana, choice="2")
        assert (swapped.status, targets(swapped.text)) == (200, [f"mine-{opened.round_id}-open", "say"])
        assert "Received" in swapped.text
        plain = await lesson.answers(ana, htmx=False, choice="1")
        assert (plain.status, plain.where) == (302, f"/play/{lesson.pk}/")
        assert "Your answer: Lyon" in (await ana.follow(plain)).page.words("mine")
        assert await lesson.responses() == [("Ana", "1")]

    in_loop(story())


def test_a_refused_answer_is_seen_on_the_page_or_as_a_page():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        number = str((await lesson.now()).round_id)
        page = (await ana.get(f"/play/{lesson.pk}/")).page
        await lesson.do(Move.CLOSE, Move.REVEAL)
        form = {"round": number, "choice": "2"}
        swapped = await ana.post(f"/play/{lesson.pk}/answer/", form, htmx=True)
        page.apply(swapped.text)
        assert (swapped.status, page.words("say")) == (409, "Too late: this question is closed.")
        plain = await ana.post(f"/play/{lesson.pk}/answer/", form)
        assert plain.status == 409
        assert "Too late: this question is closed." in plain.page.words()
        assert f'href="/play/{lesson.pk}/"' in plain.text
        assert await lesson.responses() == []

    in_loop(story())


def test_a_press_of_the_host_by_htmx_gets_the_regions_and_a_refused_one_a_sentence():
    lesson = Classroom(CAPITAL)

    async def story():
        page = (await lesson.host.get(f"/host/{lesson.pk}/")).page
        done = await lesson.press(htmx=True, move="open")
        page.apply(done.text)
        assert (done.status, "Capital of France?" in page.words("stage")) == (200, True)
        late = await lesson.press(htmx=True, move="open", version="1")
        page.apply(late.text)
        assert late.status == 409
        assert page.words("say") == "The room has moved on already. Look again, then press."
        plain = await lesson.press(move="open", version="1")
        assert (plain.status, "The room has moved on already." in plain.page.words()) == (409, True)

    in_loop(story())


def test_the_reply_to_a_plain_press_is_the_page_after_the_move():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.watches("host")
        for move, word in (("open", "Close"), ("close", "Reveal"), ("reveal", "Standings"), ("standings", "Standings")):
            done = await lesson.press(move=move)
            assert word in (await lesson.host.follow(done)).page.words("stage")

    in_loop(story())


def test_a_farewell_leaves_no_more_to_ask():
    page = Page('<main><section id="stage">old</section><div id="linkbox">asks</div></main>')
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        person = await lesson.person("Ana")
        await lesson.change(person.remove)
        told = await ana.get(f"/play/{lesson.pk}/state/?d=x", hx_request="true")
        page.apply(told.text)
        assert (told.status, page.region("linkbox")) == (403, '<div id="linkbox"></div>')
        assert page.words("stage") == "You are not in this room any more. Join again"

    in_loop(story())
