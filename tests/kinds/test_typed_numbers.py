"""Numbers are typed by people: the screen shows them after the close, and the host may hide one."""

from typing import Any

import pytest

from live.models import Move
from tests.support.lessons import PI
from tests.support.live_lesson import Classroom, in_loop, quiet

pytestmark = pytest.mark.usefixtures("in_process")


def test_a_number_is_on_the_screen_after_the_close_and_not_when_it_is_hidden():
    lesson = Classroom(PI, tally_live=True)

    async def story():
        ana, ben = await lesson.joins("Ana"), await lesson.joins("Ben")
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, number="3.14")
        await lesson.answers(ben, number="8008135")
        await quiet()
        tallies = []
        presses: list[dict[str, Any]] = [{}, {"move": "close"}, {"hide": "8008135"}, {"show": "8008135"}]
        for press in presses:
            if press:
                assert (await lesson.press(**press)).status == 302
            page = (await lesson.screen.get(lesson.screen_url)).page
            tallies.append([number for number in ("3.14", "8008135") if number in page.words("tally")])
        assert tallies == [[], ["3.14", "8008135"], ["3.14"], ["3.14", "8008135"]]

    in_loop(story())
