"""The database is away: pages are told by the process that cannot read it, and told again when it is back."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError

from live import patience
from live.ballot import ballot
from live.hub import hub
from live.models import Move
from live.outage import Outage, outage
from live.refusal import NotWritten
from tests.lessons import CAPITAL
from tests.live.browser import until
from tests.live.classroom import Classroom, in_loop, quiet

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
            await ballot.act(0, full)
        await host.has("is the disk of this computer full?")
        await ballot.act(0, lambda: None)
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

    assert (met.meet("ballot", cut_once), len(tries), met.is_on) == ("done", 2, False)


def test_whatever_fails_twice_is_an_outage_until_it_works_again_for_whom_it_failed():
    met = Outage()

    def gone() -> None:
        raise OperationalError("gone")

    with pytest.raises(OperationalError):
        met.meet("ballot", gone)
    met.meet("reader", lambda: None)
    assert met.is_on
    met.meet("ballot", lambda: None)
    assert not met.is_on


def test_a_thread_has_patience_for_all_that_it_asks_inside_together():
    before = patience.left()
    with patience.within(60):
        first = patience.left()
        assert first is not None
        with patience.within(0):
            assert patience.left() == 0
        assert 0 < (patience.left() or 0) <= first <= 60
    assert patience.left() == before
    assert not outage.is_on
