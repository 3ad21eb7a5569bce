"""What nobody has drawn yet is drawn before it is shown, and no other room waits meanwhile."""

import asyncio
from typing import Any

import pytest

from live.models import Move, Question, Room, Round
from live.models.drawn import with_drawings
from live.rendering import stages
from live.workshop import drawings
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, in_loop, quiet
from tests.support.looks import look
from tests.workshop.test_place import SLOW

pytestmark = pytest.mark.usefixtures("in_process")
LISTING = {**CAPITAL, "text": "What does it print?\n\n```python\nprint('a')\n```", "explanation": "See $x^2$."}
SHOWN = '<span class="nf">print</span>'


@pytest.fixture(autouse=True)
def nothing_at_hand() -> None:
    """Nothing has been drawn yet."""
    drawings._cache.clear()


def test_a_question_that_nobody_has_drawn_is_drawn_before_it_is_shown():
    lesson = Classroom(LISTING)

    async def story():
        ana, screen = await lesson.joins("Ana"), await lesson.watches("screen")
        await lesson.do(Move.OPEN)
        await quiet()
        assert [SHOWN in page for page in ((await ana.get(f"/play/{lesson.pk}/")).text, screen.frames[-1])] == [
            True
        ] * 2
        assert "<code>print" not in "".join(screen.frames)

    in_loop(story())


def test_no_other_room_waits_for_a_drawing():
    lesson, other = Classroom(LISTING), Classroom(CAPITAL)

    async def story():
        ana, ben = await lesson.joins("Ana"), await other.joins("Ben")
        await lesson.do(Move.OPEN)
        await other.do(Move.OPEN)
        before = [drawings.place.put({"form": "markdown", "text": SLOW}) for _ in range(4)]
        waiting = asyncio.ensure_future(ana.get(f"/play/{lesson.pk}/"))
        assert "Capital of France?" in (await ben.get(f"/play/{other.pk}/")).text
        assert not before[-1].done()
        assert SHOWN in (await waiting).text

    in_loop(story())


def test_what_is_kept_with_a_question_is_frozen_into_its_round_and_needs_no_child():
    lesson = Classroom(with_drawings(LISTING))
    drawings._cache.clear()

    async def story():
        ana = await lesson.joins("Ana")
        before = [drawings.place.put({"form": "markdown", "text": SLOW}) for _ in range(2)]
        await lesson.do(Move.OPEN)
        assert SHOWN in (await ana.get(f"/play/{lesson.pk}/")).text
        assert not before[-1].done()
        question, round = await lesson.read(lambda: (Question.objects.get(), Round.objects.get()))
        assert question.drawn == round.drawn

    in_loop(story())


def test_a_quick_question_is_drawn_before_its_press_enters_the_writer():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.press(quick="yesno", quick_text="Is $x^2$ **odd**?")
        drawn: Any = (await lesson.read(Round.objects.get)).drawn
        assert [name for name, html in drawn["html"].items() if "<strong>odd</strong>" in html] != []

    in_loop(story())


def test_a_question_in_the_hosts_list_that_lacked_its_drawing_has_it_the_next_time():
    lesson = Classroom({**CAPITAL, "text": "**Capital** of France?"})

    def drawn() -> str:
        return stages.draw(look(Room.objects.get(pk=lesson.pk)), "host")["jump"]

    async def story():
        undrawn, missing = await lesson.read(lambda: drawings.collected(drawn))
        assert ("**Capital**" in undrawn, ("plain", "**Capital** of France?") in missing) == (True, True)
        await drawings.made(missing)
        assert "**Capital**" not in await lesson.read(drawn)

    in_loop(story())
