"""The database is away: pages are told by the process that cannot read it, and told again when it is back."""

import asyncio
import gc
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from django.db import OperationalError, connection

from live.models import Move
from live.realtime.hub import hub
from live.refusal import NotWritten
from live.rooms.writer import writer
from live.storage import timeouts
from live.storage.outage import Outage, outage
from tests.support.app_browser import until
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, in_loop, listeners, quiet

pytestmark = pytest.mark.usefixtures("in_process")

WORDS = {"host": "The database does not answer.", "screen": "One moment.", "play": "Tap when this has gone."}


@contextmanager
def a_reader_that_hangs() -> Iterator[None]:
    """What is asked of the database inside does not come back."""
    let_go = threading.Event()
    hanging = asyncio.ensure_future(hub.read(let_go.wait))
    try:
        yield
    finally:
        let_go.set()
        hanging.add_done_callback(lambda done: done.result())


@asynccontextmanager
async def a_database_that_fails(lesson: Classroom) -> AsyncIterator[None]:
    """What is asked of any room inside fails."""

    def rename(old: str, new: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")

    await lesson.read(lambda: rename("live_room", "elsewhere"))
    try:
        yield
    finally:
        await lesson.read(lambda: rename("elsewhere", "live_room"))


def test_a_sign_of_life_goes_out_although_the_database_hangs_and_all_pages_say_what_it_means():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        sockets = {"host": await lesson.watches("host"), "screen": await lesson.watches("screen")}
        sockets["play"] = await lesson.listens(ana)
        await quiet()
        with a_reader_that_hangs():
            since = {name: len(socket.frames) for name, socket in sockets.items()}
            await hub.upkeep.beat()
            for name, socket in sockets.items():
                await socket.has('id="beat"', since=since[name])
                await socket.has(WORDS[name], since=since[name])
        since = {name: len(socket.frames) for name, socket in sockets.items()}
        for name, socket in sockets.items():
            await socket.has("#outage", since=since[name])
            assert not any(WORDS[name] in frame for frame in socket.frames[since[name] :])
        await lesson.do(Move.OPEN)
        await sockets["play"].has("Capital of France?")

    in_loop(story())


def test_what_could_not_be_written_is_said_on_the_pages_until_something_is():
    lesson = Classroom(CAPITAL)

    def full() -> None:
        raise OperationalError("database or disk is full")

    async def story():
        host = await lesson.watches("host")
        with pytest.raises(NotWritten):
            await writer.do(full)
        await host.has("is the disk of this computer full?")
        await writer.do(lambda: None)
        await until(lambda: not hub.upkeep.was_away, "the pages are told that it is back")
        assert [WORDS["host"] in frame for frame in host.frames if "#outage" in frame] == [True, False]

    in_loop(story())


def test_work_is_done_once_more_when_the_connection_was_cut_and_patience_is_left():
    met, tries = Outage(), list[int]()

    def cut_once() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("the connection was cut")
        return "done"

    assert (met.meet("writer", cut_once), len(tries), met.is_on) == ("done", 2, False)


def test_whatever_fails_twice_is_an_outage_until_it_works_again_for_whom_it_failed():
    met = Outage()

    def gone() -> None:
        raise OperationalError("gone")

    with pytest.raises(OperationalError):
        met.meet("writer", gone)
    met.meet("reader", lambda: None)
    assert met.is_on
    met.meet("writer", lambda: None)
    assert not met.is_on


def test_a_thread_has_patience_for_all_that_it_asks_inside_together():
    before = timeouts.left()
    with timeouts.within(60):
        first = timeouts.left()
        assert first is not None
        with timeouts.within(0):
            assert timeouts.left() == 0
        assert 0 < (timeouts.left() or 0) <= first <= 60
    assert timeouts.left() == before
    assert not outage.is_on


def test_a_socket_that_comes_meanwhile_is_sent_away_politely_and_let_in_afterwards():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        async with a_database_that_fails(lesson):
            others = [await lesson.watches(name) for name in ("host", "present", "screen")]
            sockets = [await lesson.listens(ana), *others]
            assert [(each.code, each.accepted) for each in sockets] == [(1013, True), *[(1013, False)] * 3]
            for socket in sockets:
                await socket.task
            assert listeners() == 0
        for socket in (await lesson.listens(ana), await lesson.watches("host")):
            assert (socket.code, len(socket.frames)) == (None, 1)

    in_loop(story())


def test_a_drawing_that_fails_while_nobody_waits_for_it_is_no_mystery_in_the_log(caplog):
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.watches("screen")
        await quiet()
        async with a_database_that_fails(lesson):
            hub.tick(lesson.pk, moved=True)
            await until(lambda: outage.is_on, "it could not be drawn")
            await until(lambda: hub.live_rooms[lesson.pk].redraws.drawing is None, "it is over")
        gc.collect()

    with caplog.at_level(logging.ERROR):
        in_loop(story())
    assert [each.getMessage() for each in caplog.records] == []


def test_what_nobody_waits_for_fails_silently_when_the_database_is_away_and_else_with_a_word(caplog):

    async def fails(error: Exception) -> None:
        raise error

    async def story():
        for error in (OperationalError("gone"), NotWritten(), ValueError("a bug")):
            hub._begin(fails(error))
        await until(lambda: not hub.begun, "all have failed")
        gc.collect()

    with caplog.at_level(logging.ERROR):
        in_loop(story())
    assert [(each.levelname, each.exc_info[0]) for each in caplog.records if each.exc_info] == [("ERROR", ValueError)]
