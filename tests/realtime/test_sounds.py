"""Sounds: what happened is heard once, by screens that have their sound on and by nobody else."""

import re

import pytest

from live import clock
from live.models import Move
from live.models.round import PUSH_TAKES
from live.realtime.hub import hub
from live.realtime.sounds import KNOCKS_APART, LAST
from tests.support.app_browser import Socket
from tests.support.lessons import CAPITAL, MOOD, ms, seconds
from tests.support.live_lesson import Classroom, in_loop, quiet
from tests.support.page import Page, targets

pytestmark = pytest.mark.usefixtures("in_process")

PLACES = {"screen": "{screen}", "present": "/host/{pk}/present/"}
SOUND = re.compile(r"live/sounds/(\w+)(?:\.\w+)?\.wav")


def place(lesson: Classroom, audience: str) -> str:
    return PLACES[audience].format(screen=lesson.screen_url, pk=lesson.pk)


async def sounding(lesson: Classroom, audience: str = "screen") -> Socket:
    """The socket of a screen that has its sound on."""
    browser = lesson.host if audience == "present" else lesson.screen
    socket = await browser.open(f"{place(lesson, audience)}sound/live/")
    await quiet()
    return socket


def heard(socket: Socket) -> list[str]:
    """The sounds that a socket was sent, in order; "" for silence."""
    cues = [Page(frame).find("cue") for frame in socket.frames if targets(frame) == ["cue"]]
    assert sum("#cue" in frame for frame in socket.frames) == len(cues)
    found = [SOUND.search(cue.get("src", "")) for cue in cues if cue is not None]
    return [each[1] if each else "" for each in found]


async def moves(lesson: Classroom, *steps: Move) -> None:
    for step in steps:
        await lesson.do(step)
        await quiet()


@pytest.mark.parametrize("audience", PLACES)
def test_a_screen_hears_a_question_open_close_and_be_revealed_and_the_podium(audience):
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        socket = await sounding(lesson, audience)
        await moves(lesson, Move.OPEN)
        await lesson.answers(ana, choice="2")
        await moves(lesson, Move.CLOSE, Move.REVEAL, Move.STANDINGS, Move.END)
        assert heard(socket) == ["open", "close", "reveal", "podium"]

    in_loop(story())


def test_a_screen_without_sound_gets_the_same_but_for_the_sounds():
    lesson = Classroom(CAPITAL)

    async def story():
        without = await lesson.watches("screen")
        socket = await sounding(lesson)
        others = {audience: await lesson.watches(audience) for audience in ("host", "present", "key")}
        others["play"] = await lesson.listens(await lesson.joins("Ana"))
        await quiet()
        await moves(lesson, Move.OPEN, Move.CLOSE, Move.REVEAL)
        assert heard(socket) == ["join", "open", "close", "reveal"]
        assert [frame for frame in socket.frames if targets(frame) != ["cue"]][1:] == without.frames[1:]
        assert [audience for audience, each in others.items() if "sounds/" in "".join(each.frames)] == []

    in_loop(story())


def test_a_knock_is_heard_in_the_lobby_alone_and_at_most_four_times_a_second():
    lesson = Classroom(CAPITAL)

    async def story():
        socket = await sounding(lesson)
        for number in range(4):
            await lesson.joins(f"Early {number}")
            await quiet()
        sounds = hub.live_rooms[lesson.pk].sounds
        assert 1 <= len(heard(socket)) <= 4
        assert not sounds._may_knock()
        sounds.knocked_at -= KNOCKS_APART
        before = len(heard(socket))
        await lesson.joins("Ana")
        await quiet()
        assert heard(socket)[before:] == ["join"]
        await moves(lesson, Move.OPEN)
        sounds.knocked_at -= KNOCKS_APART
        await lesson.joins("Late")
        await quiet()
        assert heard(socket)[before:] == ["join", "open"]

    in_loop(story())


def test_who_has_just_turned_it_on_is_not_told_what_was():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.joins("Ana")
        await moves(lesson, Move.OPEN)
        socket = await sounding(lesson)
        assert heard(socket) == []
        await moves(lesson, Move.CLOSE)
        assert heard(socket) == ["close"]

    in_loop(story())


def test_covered_results_sound_when_they_are_shown():
    lesson = Classroom(CAPITAL, covered=True)

    async def story():
        socket = await sounding(lesson)
        await moves(lesson, Move.OPEN, Move.CLOSE, Move.REVEAL)
        assert heard(socket) == ["open", "close"]
        for toggle in ("covered:off", "board:on", "board:off"):
            await lesson.press(toggle=toggle)
            await quiet()
            assert heard(socket) == ["open", "close", "reveal"]

    in_loop(story())


def test_an_end_without_a_podium_is_quiet():
    lesson = Classroom(MOOD)

    async def story():
        socket = await sounding(lesson)
        await moves(lesson, Move.OPEN, Move.CLOSE, Move.END)
        assert heard(socket) == ["open", "close"]

    in_loop(story())


def timed(seconds: int) -> dict[str, object]:
    return {**CAPITAL, "seconds": seconds}


async def nearly_over(lesson: Classroom) -> Socket:
    """A screen on which a question's last seconds are about to begin."""
    await moves(lesson, Move.OPEN)
    clock.pass_(seconds(20) - seconds(5) - ms(20))
    return await sounding(lesson)


@pytest.mark.usefixtures("standing_clock")
@pytest.mark.parametrize("move", [Move.PAUSE, Move.MORE])
def test_the_last_five_seconds_tick_and_stop_with_the_clock(move):
    lesson = Classroom(timed(20))

    async def story():
        socket = await nearly_over(lesson)
        await socket.has("sounds/last")
        await moves(lesson, move)
        assert heard(socket) == ["last", ""]

    in_loop(story())


@pytest.mark.usefixtures("standing_clock")
def test_a_close_takes_the_place_of_the_ticks():
    lesson = Classroom(timed(20))

    async def story():
        socket = await nearly_over(lesson)
        await socket.has("sounds/last")
        await moves(lesson, Move.CLOSE)
        assert heard(socket) == ["last", "close"]

    in_loop(story())


@pytest.mark.usefixtures("standing_clock")
@pytest.mark.parametrize("left", [LAST, seconds(3)])
def test_a_clock_that_has_no_more_than_its_last_seconds_does_not_begin_to_tick(left):
    lesson = Classroom(timed(20))

    async def story():
        await moves(lesson, Move.OPEN)
        clock.pass_(seconds(20) + PUSH_TAKES - left)
        await sounding(lesson)
        assert hub.live_rooms[lesson.pk].sounds.due is None

    in_loop(story())


def test_nothing_is_done_while_no_screen_has_its_sound_on(monkeypatch):
    lesson = Classroom(timed(20))
    monkeypatch.setattr("live.realtime.sounds.happened", _never)

    async def story():
        socket = await sounding(lesson)
        await socket.close()
        await lesson.watches("screen")
        await moves(lesson, Move.OPEN, Move.CLOSE)
        sounds = hub.live_rooms[lesson.pk].sounds
        assert (sounds.listeners, sounds.due, sounds.closes_at) == (set(), None, None)

    in_loop(story())


def _never(*snapshots: object) -> str:
    raise AssertionError("nobody hears it")


async def turned(lesson: Classroom, audience: str, query: str = "") -> str:
    """The reply to the press of the button."""
    browser = lesson.host if audience == "present" else lesson.screen
    answer = await browser.get(f"{place(lesson, audience)}sound/{query}", HX_Request="true")
    assert answer.status == 200
    return answer.text


@pytest.mark.parametrize("audience", PLACES)
def test_a_press_brings_the_socket_of_a_page_that_sounds_and_a_second_one_that_of_a_quiet_one(audience):
    lesson = Classroom(CAPITAL)

    async def story():
        url = place(lesson, audience)
        on = Page("<main><div id=sound></div><div id=sock></div></main>")
        on.apply(await turned(lesson, audience))
        assert [_asks(on, "sock", "hx-ws:connect"), on.words("sound")] == [f"{url}sound/live/", "Sound off"]
        assert SOUND.findall(_asks(on, "cue", "src")) == ["join"]
        on.apply(await turned(lesson, audience, "?off=1"))
        assert [_asks(on, "sock", "hx-ws:connect"), on.words("sound")] == [f"{url}live/", "Sound on"]
        assert on.find("cue") is None

    in_loop(story())


def _asks(page: Page, name: str, attribute: str) -> str:
    element = page.find(name)
    assert element is not None
    return element.get(attribute, "")


@pytest.mark.parametrize("audience", PLACES)
def test_a_page_that_sounds_asks_and_comes_back_as_one_and_is_quiet_when_it_is_loaded_anew(audience):
    lesson = Classroom(CAPITAL)

    async def story():
        url = place(lesson, audience)
        socket = await sounding(lesson, audience)
        browser = lesson.host if audience == "present" else lesson.screen
        assert f'hx-get="{url}sound/state/?down=1"' in socket.frames[0]
        answer = await browser.get(f"{url}sound/state/?down=1&stale=1", HX_Request="true")
        assert [f'hx-ws:connect="{url}sound/live/"' in answer.text, f"{url}sound/state/?d=" in answer.text] == [
            True
        ] * 2
        page = await browser.get(url)
        assert (f'hx-ws:connect="{url}live/"' in page.text, "<audio" in page.text) == (True, False)
        assert (await browser.get(f"{url}sound/")).where == url

    in_loop(story())
