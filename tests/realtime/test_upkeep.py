"""What the hub does by itself: looks again, tries again, makes room, and closes when all have answered."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from live import clock
from live.kinds import Content, forget, register
from live.kinds.single import Single
from live.models import Move, Phase, Question, Quiz, School
from live.models.deletion import REGRET
from live.realtime.attendance import MOST_TABS
from live.realtime.hub import hub
from live.rooms.moves import NOBODY_HERE
from tests.support.lessons import CAPITAL, PRIMES
from tests.support.live_lesson import Classroom, in_loop, quiet
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")


def test_a_question_that_was_added_in_another_tab_is_there_on_the_hosts_next_page():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.host.get(f"/host/{lesson.pk}/")
        await lesson.read(lambda: Question.append(Quiz.objects.get(), **PRIMES))
        assert "Which are prime?" in (await lesson.host.get(f"/host/{lesson.pk}/")).text

    in_loop(story())


def test_a_beat_brings_a_changed_question_and_a_changed_address_to_open_pages_and_else_nothing():
    lesson = Classroom(CAPITAL)

    async def story():
        screen, host = await lesson.watches("screen"), await lesson.watches("host")
        await hub.upkeep.look_after()
        await quiet()
        before = len(screen.frames), len(host.frames)
        await hub.upkeep.beat()
        await hub.upkeep.look_after()
        await quiet()
        assert (len(screen.frames), len(host.frames)) == (before[0] + 1, before[1] + 1), "a sign of life alone"
        await lesson.read(lambda: Question.objects.update(text="Capital of **Spain**?"))
        await lesson.read(lambda: School.objects.create(pk=1, address="quiz.school.example"))
        await hub.upkeep.look_after()
        await screen.has("quiz.school.example", since=before[0])
        await host.has("Capital of Spain?", since=before[1])

    in_loop(story())


def test_looking_after_lets_go_of_a_quiz_whose_deletion_cannot_be_undone_any_more():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.read(lambda: Quiz.objects.get().put_away())
        left = []
        for waited in (REGRET - timedelta(seconds=1), timedelta(seconds=1)):
            clock.pass_(waited)
            await hub.upkeep.look_after()
            left.append(await lesson.read(Quiz.every.count))
        assert left == [1, 0]

    with clock.frozen():
        in_loop(story())


@pytest.mark.parametrize(
    ("who", "stays"), [("nobody", False), ("host", False), ("screen", False), ("student", True), ("press", True)]
)
def test_a_room_is_kept_awake_by_people_and_not_by_pages_that_were_left_open(who, stays):
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        hub.live_rooms.clear()  # she has gone
        clock.pass_(NOBODY_HERE - timedelta(hours=1))
        match who:
            case "student":
                await lesson.listens(ana)
            case "press":
                await lesson.press(toggle="tally_live:on")
            case "host" | "screen":
                await lesson.watches(who)
        await hub.upkeep.look_after()
        clock.pass_(timedelta(hours=2))
        await hub.upkeep.look_after()
        assert ((await lesson.now()).ended_at is None) == stays

    with clock.frozen():
        in_loop(story())


def test_a_room_that_closes_when_all_have_answered_does_so_although_nobody_watches():
    lesson = Classroom(CAPITAL, close_when_all=True)

    async def story():
        ana, ben = await lesson.joins("Ana"), await lesson.joins("Ben")
        sockets = [await lesson.listens(ana), await lesson.listens(ben)]
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, choice="1")
        await quiet()
        assert (await lesson.now()).phase == Phase.OPEN
        await lesson.answers(ben, choice="2")
        for socket in sockets:
            await socket.has('class="closed')
        assert (await lesson.now()).phase == Phase.CLOSED

    in_loop(story())


def test_a_restart_closes_no_round_before_those_who_were_here_are_back():
    lesson = Classroom(CAPITAL, close_when_all=True)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.joins("Ben")
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, choice="1")
        await quiet()
        hub.live_rooms.clear()  # as after a restart: nobody is remembered, and the host comes back first
        await lesson.watches("host")
        await quiet()
        assert (await lesson.now()).phase == Phase.OPEN

    in_loop(story())


def test_a_seat_has_a_few_sockets_and_the_oldest_gives_way():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        sockets = [await lesson.listens(ana) for _tab in range(MOST_TABS + 2)]
        await sockets[-1].has("stage")
        await quiet()
        assert [socket.code for socket in sockets] == [4403, 4403] + [None] * MOST_TABS

    in_loop(story())


class Shaky(Single):
    """A kind whose drawing fails the first time."""

    slug = "shaky"
    failures = 0

    def context(self, content: Content) -> dict[str, Any]:
        self.failures += 1
        if self.failures == 1:
            raise ValueError("drawn badly")
        return super().context(content)

    def template(self, part: str) -> str:
        return f"live/kinds/single/_{part}.html"


@pytest.fixture
def shaky() -> Iterator[Shaky]:
    kind = Shaky()
    register(kind)
    yield kind
    forget(kind.slug)


def test_a_redraw_that_fails_is_tried_again_in_a_moment(shaky):
    lesson = Classroom({**CAPITAL, "kind_slug": shaky.slug})

    async def story():
        screen = await lesson.watches("screen")
        await lesson.do(Move.OPEN)
        await screen.has('class="open')
        assert shaky.failures > 1

    in_loop(story())


def test_an_acknowledgement_that_comes_after_the_close_finds_no_place_on_the_page():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        late = await lesson.answers(ana, choice="2")
        await lesson.do(Move.CLOSE)
        closed = await ana.get(f"/play/{lesson.pk}/")
        page = Page(closed.text)
        before = page.words("mine")
        page.apply(late.text)
        assert (page.words("mine"), "Received" in late.text) == (before, True)

    in_loop(story())
