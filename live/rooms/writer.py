"""One thread per process that writes all that waits in one transaction, and only then acknowledges it."""

import asyncio
import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from live import clock, metrics
from live.models.participant import Participant
from live.models.response import Response
from live.refusal import GONE, NotWritten, Refused, judged, spoken
from live.rooms.answers import Answer, write_answers
from live.rooms.joins import Join, write_joins
from live.storage.outage import outage

GATHER = 0.010
"Seconds that a batch gathers before it is written: while answers trickle in it halves the CPU."
LONGEST_GATHER = 0.040
"As long at most where several processes share the answers."
BATCH = 1000
PATIENCE = 60
"Seconds that a plain view waits for its act."

Write = Callable[[Any], Sequence[Any]]
F = TypeVar("F", "asyncio.Future[Any]", "Future[Any]")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Act:
    """Something that a host does to a room, or that belongs to no room (None), in a transaction of its own."""

    room_id: int | None
    do: Callable[[], Any]
    language: str = field(default_factory=spoken)


@dataclass(frozen=True)
class News:
    """What a commit changed: rooms that moved, rooms that were counted, and by room who answered and when.

    `waited`: seconds from arrival to commit of the slowest answer, by room.
    """

    moved: frozenset[int]
    counted: frozenset[int]
    answered: Mapping[int, Mapping[int, datetime]]
    waited: Mapping[int, float] = field(default_factory=dict)


Waits = asyncio.Future[Any] | Future[Any]
"The future of whoever waits for an outcome: on an event loop, or in a thread of their own."


@dataclass(frozen=True)
class _Work:
    what: Answer | Join | Act
    future: Waits


class Writer:
    """The one door to what is live: answers, joins and acts, in the order in which they came."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[_Work] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self.tell: Callable[[News], None] = lambda news: None
        "Called in the writer's thread after each commit, before anybody is told that theirs was received."

    async def answer(self, answer: Answer) -> Response:
        """Store an answer. Returns what is stored, after the commit; raises Refused."""
        return await self._put(answer, asyncio.get_running_loop().create_future())

    async def join(self, join: Join) -> Participant:
        """Give somebody a seat, after the commit; raises Refused, or Taken with the participant who has the name."""
        return await self._put(join, asyncio.get_running_loop().create_future())

    async def act(self, room_id: int, do: Callable[[], Any]) -> Any:
        """Do something to a room behind all answers that came before; raises what `do` raises."""
        return await self._put(Act(room_id, do), asyncio.get_running_loop().create_future())

    def act_now(self, room_id: int, do: Callable[[], Any]) -> Any:
        """The same for a plain view, which waits in its own thread."""
        return self._put(Act(room_id, do), Future()).result(PATIENCE)

    async def do(self, do: Callable[[], Any]) -> Any:
        """Do something that belongs to no room, and changes nothing that a page of one shows."""
        return await self._put(Act(None, do), asyncio.get_running_loop().create_future())

    def do_now(self, do: Callable[[], Any]) -> Any:
        """The same for a plain view."""
        return self._put(Act(None, do), Future()).result(PATIENCE)

    def _put(self, what: Answer | Join | Act, future: F) -> F:
        self._waiting.put(_Work(what, future))
        if self._thread is None:
            self._start()
        return future

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            batch = [self._waiting.get()]
            if not isinstance(batch[0].what, Act):
                time.sleep(gathers())
            self._gather(batch)
            for kind, works in groupby(batch, key=lambda work: type(work.what)):
                self._write(kind, list(works))

    def _gather(self, batch: list[_Work]) -> None:
        try:
            while len(batch) < BATCH:
                batch.append(self._waiting.get_nowait())
        except Empty:
            pass

    def _write(self, kind: type, works: list[_Work]) -> None:
        if kind is Act:
            for work in works:
                self._finish([work], [_alone(_act, work)])
            return
        write: Write = write_answers if kind is Answer else write_joins
        try:
            outcomes = _steadily(write, works)
        except GONE as error:  # the database itself: no row would fare better alone
            outcomes = _not_written(error, works)
        except Exception:
            logger.exception("A batch of %d failed; its rows go one by one", len(works))
            outcomes = [_alone(write, work) for work in works]
        if kind is Answer:
            _count(outcomes)
        self._finish(works, outcomes)

    def _finish(self, works: list[_Work], outcomes: Sequence[Any]) -> None:
        """Tell the hub, then everybody whose work it was; each event loop is woken once."""
        try:
            self.tell(_news(works, outcomes))
        except Exception:
            logger.exception("The hub could not be told")
        loops: defaultdict[asyncio.AbstractEventLoop, list[tuple[Waits, Any]]] = defaultdict(list)
        for work, outcome in zip(works, outcomes, strict=True):
            if isinstance(work.future, asyncio.Future):
                loops[work.future.get_loop()].append((work.future, outcome))
            elif work.future.set_running_or_notify_cancel():
                _settle([(work.future, outcome)])
        for loop, settled in loops.items():
            with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(_settle, settled)


def gathers() -> float:
    """Seconds that a batch gathers. Each of several processes gets fewer answers, and a small batch costs as much."""
    return min(GATHER * settings.SHOW_PROCESSES, LONGEST_GATHER)


def _settle(settled: Sequence[tuple[Waits, Any]]) -> None:
    for future, outcome in settled:
        if future.done():  # whoever waited has gone
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)


def _steadily(write: Write, works: list[_Work]) -> Sequence[Any]:
    """Write in one transaction, which may be tried twice.

    When the server goes silent at the commit nobody knows whether it was done: all are told that it was not. What is
    sent again finds its row, and nothing older can come later, as that transaction holds its rows until it ends.
    """

    def written() -> Sequence[Any]:
        with transaction.atomic():
            return write([work.what for work in works])

    return outage.meet("writer", written)


def _alone(write: Write, work: _Work) -> Any:
    """Write one piece of work; what it raises is its outcome, so that neither neighbours nor the thread are harmed."""
    try:
        return _steadily(write, [work])[0]
    except GONE as error:
        return _not_written(error, [work])[0]
    except Exception as error:
        if not isinstance(error, Refused):
            logger.exception("Something could not be written")
        return error


def _not_written(error: Exception, works: list[_Work]) -> Sequence[Any]:
    """Refuse each piece of work, and log why."""
    logger.error("The database took nothing: %s", error)
    return judged(_refuse, [work.what for work in works])


def _refuse(_what: Any) -> Any:
    raise NotWritten


def _count(outcomes: Sequence[Any]) -> None:
    stored = sum(isinstance(outcome, Response) for outcome in outcomes)
    metrics.BATCH.observe(len(outcomes))
    metrics.ANSWERS.labels("stored").inc(stored)
    metrics.ANSWERS.labels("refused").inc(len(outcomes) - stored)


def _act(acts: Sequence[Act]) -> Sequence[Any]:
    [act] = acts
    with override(act.language):
        return [act.do()]


def _news(works: list[_Work], outcomes: Sequence[Any]) -> News:
    pairs = [(work.what, outcome) for work, outcome in zip(works, outcomes, strict=True)]
    done = [(what, outcome) for what, outcome in pairs if not isinstance(outcome, Exception)]
    answered: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
    for what, outcome in done:
        if isinstance(what, Answer):
            answered[what.seat.room_id][what.seat.participant_id] = outcome.arrived_at
    return News(
        moved=frozenset(what.room_id for what, _ in done if isinstance(what, Act) and what.room_id is not None),
        counted=frozenset(what.room_id for what, _ in done if isinstance(what, Join)) | frozenset(answered),
        answered=answered,
        waited=_waited([what for what, _ in done if isinstance(what, Answer)]),
    )


def _waited(answers: list[Answer]) -> dict[int, float]:
    now, waited = clock.now(), defaultdict[int, float](float)
    for each in answers:
        waited[each.seat.room_id] = max(waited[each.seat.room_id], (now - each.arrived).total_seconds())
    return waited


writer = Writer()
