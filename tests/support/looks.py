"""What a test reads back from the database to compare as a whole, and how it asks for several things at once."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection
from django.db.models import Model

from bench.patience import PATIENCE
from live.models import Move, Response, Room, Round
from live.refusal import Refused
from live.rooms import snapshot
from live.rooms.answers import Answer, write_answers
from live.rooms.snapshot import Snapshot
from tests.support.lessons import CAPITAL, Student, a_room, do, joins

TIMED: dict[str, Any] = {
    "kind_slug": "single",
    "text": "Capital of France?",
    "content": {"choices": ["Lyon", "Paris", "Nice"], "right": [2]},
    "seconds": 20,
}
MOVED_ON = "The room has moved on already. Look again, then press."
TOO_LATE = "Too late: this question is closed."
LATE = (409, TOO_LATE)


def row(of: Model) -> dict[str, Any]:
    """One row as the database has it, every column."""
    return dict(type(of)._default_manager.values().get(pk=of.pk))


def rows(room: Room) -> list[dict[str, Any]]:
    """The room and its rounds, every column."""
    return [row(room), *(row(each) for each in room.rounds.all())]


def round_of(room: Room) -> Round:
    """The round that is asked, as the database has it."""
    found = Room.objects.select_related("round").get(pk=room.pk).round
    assert found is not None
    return found


def look(room: Room, here: set[int] | None = None) -> Snapshot:
    """The lesson as it stands."""
    seen = snapshot.take(room.pk, here or set())
    assert seen is not None
    return seen


def answers(round: Round) -> dict[str, tuple[str, str, int | None]]:
    """By nickname: value, what was typed, and the time on the round's clock."""
    found = Response.objects.filter(round=round).values_list("participant__nickname", "value", "typed", "time_ms")
    return {nickname: (value, typed, time_ms) for nickname, value, typed, time_ms in found}


def told(outcome: object) -> tuple[int, str]:
    """A refusal as status and sentence."""
    assert isinstance(outcome, Refused), outcome
    return outcome.status, outcome.message


def refusal(work: Callable[[], object]) -> tuple[int, str]:
    """What this is refused with."""
    try:
        outcome = work()
    except Refused as refused:
        return told(refused)
    raise AssertionError(f"it was not refused: {outcome!r}")


def written(*batch: Answer) -> list[tuple[int, str] | str]:
    """The outcome of a batch: for each the value that is stored, or the refusal."""
    return [each.value if isinstance(each, Response) else told(each) for each in write_answers(batch)]


def a_lesson(question: dict[str, Any] = TIMED, **settings: Any) -> tuple[Room, Student, Student]:
    """A room with one question open, Ana and Ben."""
    room = do(a_room(question, CAPITAL, **settings), Move.OPEN)
    return room, joins(room, "Ana"), joins(room, "Ben")


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Call each in a thread of its own, all at the same moment, as that many processes would."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait(PATIENCE)
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def awaited(*waits: Awaitable[Any]) -> list[Any]:
    """Wait for all of them on one loop, as the students' handler does; what was raised is among the outcomes."""

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*waits, return_exceptions=True)

    return asyncio.run(all_of_them())
