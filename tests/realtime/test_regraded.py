"""After a re-mark every page of the lesson is drawn anew by its socket, and a press from before is refused."""

import pytest

from live.models import Move
from live.refusal import Refused
from live.rooms import moves
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, in_loop

pytestmark = pytest.mark.usefixtures("in_process")


def test_phone_and_host_hear_of_it_and_the_next_of_before_is_refused():
    lesson = Classroom(CAPITAL, CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, choice="1")
        before = await lesson.do(Move.CLOSE, Move.REVEAL)
        phone, host = await lesson.listens(ana), await lesson.watches("host")
        heard = len(phone.frames), len(host.frames)
        url = f"/rooms/{lesson.pk}/rounds/1/"
        assert "Counts too" in (await lesson.host.get(url)).page.words()
        assert "1 gain, 0 lose, no place changes" in (await lesson.host.post(url, {"too": "1"})).page.words()
        assert (len(phone.frames), len(host.frames)) == heard  # a look changes nothing
        done = await lesson.host.post(url, {"too": "1", "since": "0"})
        assert done.where == f"/rooms/{lesson.pk}/results/"
        assert "Right!" in await phone.has("Re-marked: Lyon counts too", since=heard[0])
        await host.has("Re-marked: Lyon counts too", since=heard[1])

        def presses_next() -> None:
            with pytest.raises(Refused):
                moves.move(before, Move.OPEN, version=before.version)

        await lesson.read(presses_next)
        assert (await lesson.now()).phase == "revealed"

    in_loop(story())
