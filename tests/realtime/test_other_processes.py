"""What was answered by another process reaches those who have a socket in this one."""

from collections.abc import Iterator

import pytest
from channels.layers import channel_layers
from pytest_django import Settings

from live.models import Move
from live.realtime.hub import hub
from tests.support.lessons import CAPITAL, Student
from tests.support.live_lesson import Classroom, in_loop, quiet

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def others(settings: Settings) -> Iterator[None]:
    """There are other processes, though none that speaks."""
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    yield
    channel_layers.backends.clear()


async def answers_there(lesson: Classroom, nickname: str, choice: str) -> int:
    """Another process stores somebody's answer; their id."""
    person, room = await lesson.person(nickname), await lesson.now()
    await lesson.read(lambda: Student(person).answers(room, choice=choice))
    return person.pk


def test_a_socket_here_is_told_when_another_process_says_who_has_answered():
    lesson = Classroom(CAPITAL)

    async def story():
        ana, ben = [await lesson.listens(await lesson.joins(nickname)) for nickname in ("Ana", "Ben")]
        await lesson.do(Move.OPEN)
        await quiet()
        before = len(ana.frames), len(ben.frames)
        hub.hear([("answered", lesson.pk, await answers_there(lesson, "Ana", "2"))])
        await ana.has("Received", since=before[0])
        await quiet()
        assert len(ben.frames) == before[1]

    in_loop(story())


def test_nothing_is_read_of_those_who_have_no_socket_here():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.joins("Ana")
        await lesson.listens(await lesson.joins("Ben"))
        await lesson.do(Move.OPEN)
        await quiet()
        hub.hear([("answered", lesson.pk, await answers_there(lesson, "Ana", "2"))])
        hub.hear([("answered", lesson.pk + 1, 1, 2, 3)])
        assert not hub.begun

    in_loop(story())


def test_what_no_tick_told_of_an_answer_is_told_at_the_beat_once(others):
    lesson = Classroom(CAPITAL)

    async def story():
        ana, ben = [await lesson.listens(await lesson.joins(nickname)) for nickname in ("Ana", "Ben")]
        await lesson.do(Move.OPEN)
        await lesson.answers(lesson.students["Ben"], choice="1")
        await answers_there(lesson, "Ana", "2")
        await quiet()
        before = len(ana.frames)
        await hub.upkeep.look_after()
        await ana.has("Received", since=before)
        await quiet()
        received = [sum("Received" in frame for frame in socket.frames) for socket in (ana, ben)]
        await hub.upkeep.look_after()
        await quiet()
        assert [sum("Received" in frame for frame in socket.frames) for socket in (ana, ben)] == received

    in_loop(story())


def test_an_answer_that_was_changed_elsewhere_is_news_again(others):
    lesson = Classroom(CAPITAL, may_change=True)

    async def story():
        ana = await lesson.listens(await lesson.joins("Ana"))
        await lesson.do(Move.OPEN)
        for choice, city in (("1", "Lyon"), ("3", "Nice")):
            await quiet()
            before = len(ana.frames)
            await answers_there(lesson, "Ana", choice)
            await hub.upkeep.look_after()
            await ana.has(city, since=before)

    in_loop(story())
