"""Before the reveal nothing of the key reaches a participant or the screen (T27); no room ever hears another (T26)."""

from typing import Any

import pytest

from live.models import Move, Question
from tests.support.app_browser import Browser
from tests.support.lessons import CAPITAL, MOOD, PI, PRIMES, RIVER
from tests.support.live_lesson import Classroom, in_loop, quiet

pytestmark = pytest.mark.usefixtures("in_process")

KEY = ["explained-zq1"]
ALWAYS_SECRET = ["noted-zq2"]
MARKED: dict[str, Any] = {"explanation": "It is explained-zq1.", "notes": "Has been noted-zq2."}
KINDS: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "single": ({**CAPITAL, **MARKED}, {"choice": "3"}, ["correct", "verdict"]),
    "several": ({**PRIMES, **MARKED}, {"choice": ["2", "4"]}, ["correct", "verdict"]),
    "number": ({**PI, **MARKED, "content": {**PI["content"], "right": "31415.5"}}, {"number": "27182.5"}, ["31415.5"]),
    "short": ({**RIVER, **MARKED, "content": {"accepted": ["seinezq3", "fleuvezq3"]}}, {"text": "loirezq4"}, ["zq3"]),
    "cloud": ({**MOOD, **MARKED}, {"word": ["gladzq4", "wokenzq4"]}, []),
}
PICTURE = {"name": "fedcba9876543210" * 2, "width": 900, "height": 600, "alt": "described-zq5"}
NEXT = {**CAPITAL, "text": "The next one?", "picture": PICTURE}
IN_NEXT = [str(PICTURE["name"]), str(PICTURE["alt"])]
OTHERS = {"number": ["27182.5"], "short": ["loirezq4"], "cloud": ["gladzq4", "wokenzq4"]}


async def look(lesson: Classroom, *browsers: Browser) -> None:
    """Everybody loads the page again, polls with and without a digest, and asks for what is not theirs."""
    for browser in browsers:
        page = f"/screen/{lesson.room.screen_key}/" if browser is lesson.screen else f"/play/{lesson.pk}/"
        for more in ("", "state/", "state/?down=1&stale=1", "state/?d=x"):
            await browser.get(page + more)
        for page in ("", "key/", "present/", "state/", "person/1/"):
            await browser.get(f"/host/{lesson.pk}/{page}")
        await browser.get(f"/rooms/{lesson.pk}/results.csv")


async def seen(lesson: Classroom, *browsers: Browser) -> None:
    """Let these browsers be sent what is new, and ask for it, too."""
    await quiet()
    await look(lesson, *browsers)


def found(words: list[str], *browsers: Browser) -> list[str]:
    """Which of these words any of these browsers was ever sent."""
    return [word for word in words for browser in browsers if any(word in text for text in browser.heard)]


@pytest.mark.parametrize("slug", KINDS)
def test_before_the_reveal_no_byte_of_the_key_reaches_a_participant_or_the_screen(slug):
    question, answer, key = KINDS[slug]
    lesson = Classroom(question, NEXT)

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        audience = [ana, bo, lesson.screen]
        await lesson.listens(ana)
        await lesson.watches("screen")
        await look(lesson, *audience)
        await lesson.do(Move.OPEN)
        await seen(lesson, *audience)
        assert (await lesson.answers(lesson.students["Bo"], **answer)).status == 200
        await seen(lesson, ana, lesson.screen)
        assert found(OTHERS.get(slug, []), ana, lesson.screen) == []
        await lesson.do(Move.CLOSE)
        await seen(lesson, *audience)
        assert found([*KEY, *ALWAYS_SECRET, *key], *audience) == []
        assert found(OTHERS.get(slug, []), ana) == []
        assert set(found(OTHERS.get(slug, []), lesson.screen)) == set(OTHERS.get(slug, []))  # closed: on the screen
        await lesson.do(Move.REVEAL)
        await seen(lesson, *audience)
        for browser in (ana, lesson.screen):  # there was something to leak
            assert set(KEY) <= set(found(KEY, browser))
        assert set(found(key, *audience)) == set(key)
        await lesson.do(Move.STANDINGS) if question["kind_slug"] != "cloud" else None
        assert found(IN_NEXT, *audience) == []
        await lesson.do(Move.OPEN)
        await seen(lesson, *audience)
        for browser in audience:
            assert found(IN_NEXT, browser) == IN_NEXT
        await lesson.do(Move.END)
        await seen(lesson, *audience)
        assert found(ALWAYS_SECRET, *audience) == []

    in_loop(story())


@pytest.mark.parametrize("slug", KINDS)
def test_asked_again_or_reopened_it_keeps_its_key_as_if_for_the_first_time(slug):
    question, answer, key = KINDS[slug]
    lesson = Classroom(question)

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        await lesson.do(Move.OPEN)
        await lesson.answers(bo, **answer)
        await lesson.do(Move.CLOSE, Move.REOPEN, Move.CLOSE)
        pk = await lesson.read(lambda: Question.objects.get(quiz=lesson.room.quiz).pk)
        await lesson.do(Move.OPEN, question=pk)
        await lesson.answers(bo, **answer)
        await lesson.watches("screen")
        await lesson.listens(ana)
        await look(lesson, ana, lesson.screen)
        await lesson.do(Move.CLOSE)
        await quiet()
        await look(lesson, ana, lesson.screen)
        assert found([*KEY, *key], ana, lesson.screen) == []

    in_loop(story())


def test_with_a_live_tally_the_screen_counts_and_still_tells_no_key():
    question, answer, key = KINDS["single"]
    lesson = Classroom(question, tally_live=True, typed_live=True)

    async def story():
        bo = await lesson.joins("Bo")
        await lesson.do(Move.OPEN)
        socket = await lesson.watches("screen")
        await lesson.answers(bo, **answer)
        await quiet()
        assert "100 %" in socket.frames[-1]
        await look(lesson, bo, lesson.screen)
        assert found([*KEY, *key], bo, lesson.screen) == []

    in_loop(story())


def test_the_host_page_shows_no_key_before_the_reveal_but_its_own_page_does():
    question, _answer, key = KINDS["short"]
    lesson = Classroom(question)

    async def story():
        await lesson.do(Move.OPEN)
        await lesson.host.get(f"/host/{lesson.pk}/")
        await lesson.host.get(f"/host/{lesson.pk}/present/")
        await lesson.watches("host")
        assert found([*KEY, *ALWAYS_SECRET, *key], lesson.host) == []
        await lesson.host.get(f"/host/{lesson.pk}/key/")
        assert set(found([*KEY, *ALWAYS_SECRET, *key], lesson.host)) == {*KEY, *ALWAYS_SECRET, *key}

    in_loop(story())


def test_a_hidden_answer_and_a_hidden_name_are_in_no_byte_that_the_screen_is_sent_then():
    lesson = Classroom(RIVER)

    async def story():
        bo = await lesson.joins("Rude Bozq5")
        await lesson.do(Move.OPEN)
        await lesson.answers(bo, text="rudezq6")
        person = await lesson.person("Rude Bozq5")
        assert (await lesson.press(hide="rudezq6")).status == 302
        assert (await lesson.press(hide_person=str(person.pk))).status == 302
        await lesson.watches("screen")
        await lesson.do(Move.CLOSE, Move.REVEAL, Move.STANDINGS, Move.END)
        await quiet()
        await look(lesson, lesson.screen)
        assert found(["rudezq6", "Bozq5"], lesson.screen) == []
        await lesson.host.get(f"/host/{lesson.pk}/")
        assert found(["Bozq5"], lesson.host) == ["Bozq5"]

    in_loop(story())


def test_nothing_of_one_room_reaches_another():
    rooms = [Classroom({**RIVER, "text": f"river-{n}-of-zq7"}) for n in range(8)]

    async def story():
        for number, lesson in enumerate(rooms):
            student = await lesson.joins(f"name-{number}-of-zq7")
            await lesson.do(Move.OPEN)
            await lesson.listens(student)
            await lesson.watches("screen")
            await lesson.answers(student, text=f"word-{number}-of-zq7")
        for move in (Move.CLOSE, Move.REVEAL, Move.STANDINGS):
            for lesson in rooms:
                await lesson.do(move)
            await quiet()
        for number, lesson in enumerate(rooms):
            others = [f"{what}-{n}-of-zq7" for what in ("river", "name", "word") for n in range(8) if n != number]
            assert found(others, lesson.screen, *lesson.students.values()) == []
            assert found([f"word-{number}-of-zq7"], lesson.screen) == [f"word-{number}-of-zq7"]

    in_loop(story())
