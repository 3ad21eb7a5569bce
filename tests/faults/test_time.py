"""Time goes strange ways: the clock jumps (T37), the host is away (T24), a screen stays open for a day (T38)."""

import gc
from datetime import timedelta

import pytest
from pytest_django import Settings

from live import clock
from live.models import Move, Response
from live.realtime.hub import hub
from live.realtime.upkeep import BEAT
from live.rooms.scoring import points, speed_fraction
from tests.support.lessons import CAPITAL, PRIMES, a_teacher, seconds
from tests.support.live_lesson import Classroom, in_loop, listeners, quiet, signed_in

HOUR = timedelta(hours=1)
TIMED = {**CAPITAL, "seconds": 20}


@pytest.fixture(autouse=True)
def database(transactional_db: None, settings: Settings) -> None:
    """Ada's, shared by threads; passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    a_teacher("ada")


def test_a_clock_that_jumps_ahead_closes_a_round_once_and_a_reopened_one_goes_on():
    lesson = Classroom(TIMED, scoring="speed")

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        socket = await lesson.listens(ana)
        opened = await lesson.do(Move.OPEN)
        assert (await lesson.answers(ana, choice="2")).status == 200
        with clock.ahead(HOUR):
            await hub.upkeep.look_after()
            await socket.has("Answers are closed.")
            assert (await lesson.answers(bo, choice="2")).status == 409
            await quiet()
            room = await lesson.now()
            assert room.round is not None
            assert opened.round is not None
            assert (room.phase, room.round.closed_at) == ("closed", opened.round.closes_at)
            reopened = await lesson.do(Move.REOPEN)
            assert reopened.version == opened.version + 1
            assert (await lesson.answers(bo, choice="2")).status == 200
        await lesson.do(Move.CLOSE, Move.REVEAL)
        assert await lesson.responses() == [("Ana", "2"), ("Bo", "2")]
        assert await within_bounds(lesson) == [True, True]

    in_loop(story())


def test_a_clock_that_jumps_back_moves_the_deadline_by_the_jump_and_no_points_out_of_bounds():
    lesson = Classroom(TIMED, scoring="speed")

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        opened = await lesson.do(Move.OPEN)
        assert (await lesson.answers(ana, choice="2")).status == 200
        with clock.ahead(-HOUR):
            room = await lesson.now()
            assert opened.round is not None
            assert room.round is not None
            left = room.round.left()
            assert left is not None
            assert timedelta() < left - HOUR <= seconds(20)
            assert (await lesson.answers(bo, choice="2")).status == 200
            more = await lesson.do(Move.MORE)
            assert more.round is not None
            assert room.round.closes_at is not None
            assert more.round.closes_at == room.round.closes_at + seconds(15)
            closed = await lesson.do(Move.CLOSE, Move.REVEAL)
            assert (closed.phase, closed.version) == ("revealed", opened.version + 3)
        assert await lesson.responses() == [("Ana", "2"), ("Bo", "2")]
        assert await within_bounds(lesson) == [True, True]

    in_loop(story())


async def within_bounds(lesson: Classroom) -> list[bool]:
    """For each answer: its time is within the question's, and its points lie between half and full."""
    times = await lesson.read(lambda: list(Response.objects.order_by("pk").values_list("time_ms", flat=True)))
    in_time = [time is None or 0 <= time <= 20_000 for time in times]
    earned = [points(1, 1.0, speed_fraction(time or 0, 20)) for time in times]
    return [good and 500 <= got <= 1000 for good, got in zip(in_time, earned, strict=True)]


def test_a_lesson_goes_on_while_the_hosts_laptop_is_closed_and_another_device_takes_it_over():
    lesson = Classroom(TIMED, PRIMES)
    tablet = signed_in(lesson.room.host)

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        socket, laptop = await lesson.listens(ana), await lesson.watches("host")
        await lesson.do(Move.OPEN)
        await laptop.close()
        assert (await lesson.answers(ana, choice="2")).status == 200
        with clock.ahead(timedelta(minutes=5)):
            await hub.upkeep.look_after()
            await socket.has("Answers are closed.")
            assert (await lesson.answers(bo, choice="2")).status == 409
            assert "Your answer: Paris" in (await ana.get(f"/play/{lesson.pk}/")).page.words("mine")
            lesson.host = tablet
            page = await tablet.get(f"/host/{lesson.pk}/")
            assert 'value="reveal"' in page.text
            back = await lesson.watches("host")
            assert (await lesson.press(move="reveal")).status in {204, 302}
            await back.has("Paris")
            await socket.has("Since Clovis.")
            assert not socket.ended

    in_loop(story())


def test_a_screen_that_stays_open_for_a_day_still_hears_and_nothing_grows(size):
    lesson = Classroom(CAPITAL)
    beats = size(400, 24 * 3600 // BEAT)

    async def story():
        screen, ana = await lesson.watches("screen"), await lesson.listens(await lesson.joins("Ana"))
        with clock.ahead(timedelta()):
            for beat in range(beats):
                if beat == beats // 4:
                    warm = things()
                clock.pass_(timedelta(days=1) / beats)
                await hub.upkeep.beat()
                await hub.upkeep.look_after()
                for socket in (screen, ana):
                    assert len(socket.frames) >= 1
                    socket.frames.clear()
                    socket._heard.clear()
            assert things() - warm < 1000
            assert (listeners(), len(hub.live_rooms), len(hub.begun)) == (2, 1, 0)
            await lesson.do(Move.OPEN)
            for socket in (screen, ana):
                await socket.has("Capital of France?")
            await quiet()

    in_loop(story())


def things() -> int:
    """How many objects there are."""
    gc.collect()
    return len(gc.get_objects())
