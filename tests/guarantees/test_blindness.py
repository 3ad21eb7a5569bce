"""Before the reveal whatever a participant or the screen is sent is the same, byte for byte, for every other key (T27).

The leak test looks for words that it knows. This one knows none: a key that is hidden in a class, an order or a length
would make a difference, too.
"""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from live.kinds import all_kinds
from live.models import Move, Question, Round
from live.realtime.hub import hub
from live.realtime.redraws import ALL_AUDIENCES
from tests.support.app_browser import Browser
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.lessons import MOOD
from tests.support.live_lesson import Classroom, in_loop, quiet

pytestmark = pytest.mark.usefixtures("in_process")

Fields = dict[str, Any]
BY_CHANCE = re.compile(r"poll-\d|period-\d|p\d\b|delay:\d+ms|at=\d+")
Look = Callable[[], Awaitable[list[str]]]


def test_every_kind_is_tried():
    assert sorted(kind.slug for kind in all_kinds()) == SLUGS


def eyes(lesson: Classroom, *students: Browser) -> Look:
    """All that can be asked for: the page, the poll, and the first message of a socket."""
    pages = [*((each, f"/play/{lesson.pk}/") for each in students), (lesson.screen, lesson.screen_url)]

    async def look() -> list[str]:
        if lesson.pk in hub.live_rooms:
            hub.live_rooms[lesson.pk].redraws.mark(ALL_AUDIENCES)  # what is kept in memory is not asked about here
        seen = []
        for browser, page in pages:
            for path in (page, f"{page}state/", f"{page}state/?down=1&stale=1"):
                answer = await browser.get(path)
                seen.append(f"{answer.status} {answer.headers} {answer.text}")
            socket = await browser.open(f"{page}live/")
            seen += socket.frames[:1]
            await socket.close()
        return [BY_CHANCE.sub("", text) for text in seen]

    return look


@pytest.mark.parametrize("slug", SLUGS)
def test_until_the_reveal_nobody_can_tell_one_key_from_another(slug):
    example = EXAMPLES[slug]
    question = {"kind_slug": slug, "text": "What is it?", "content": example.content, **example.question}
    lesson = Classroom(question, MOOD)

    async def change(content: Fields, words: str) -> None:
        """Another key, another explanation, other notes: for the quiz and for what has been asked of it."""
        fields = {"content": content, "explanation": words, "notes": words}
        for model in (Question, Round):
            rows = model.objects.filter(text=question["text"])
            await lesson.read(partial(rows.update, **fields))

    async def differs(look: Look) -> bool:
        await change(question["content"], "")
        one = await look()
        await change(example.other, "Quite another **explanation**, much longer than none.")
        return one != await look()

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        look, told = eyes(lesson, ana, bo), []
        for move in (None, Move.OPEN, Move.CLOSE, Move.REOPEN, Move.CLOSE, Move.REVEAL):
            if move:
                await lesson.do(move)
            if move == Move.OPEN:
                await lesson.answers(bo, **example.answer)
            await quiet()
            told.append((move, await differs(look)))
        assert told == [
            (None, False),
            (Move.OPEN, False),
            (Move.CLOSE, False),
            (Move.REOPEN, False),
            (Move.CLOSE, False),
            (Move.REVEAL, True),
        ]

    in_loop(story())
