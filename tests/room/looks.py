"""What a test reads back from the database to compare as a whole, and how it asks for several things at once."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from live import lesson
from live.lesson import Lesson
from live.models import Response, Room, Round
from live.refusal import Refused

TIMED = {
    "kind_slug": "single",
    "text": "Capital of France?",
    "content": {"choices": ["Lyon", "Paris", "Nice"], "right": [2]},
    "seconds": 20,
}
MOVED_ON = "The room has moved on already. Look again, then press."
TOO_LATE = "Too late: this question is closed."


def rows(room: Room) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The room and its rounds, every column."""
    return list(Room.objects.filter(pk=room.pk).values()), list(Round.objects.filter(room=room.pk).values())


def round_of(room: Room) -> Round:
    """The round that is asked, as the database has it."""
    found = Room.objects.select_related("round").get(pk=room.pk).round
    assert found is not None
    return found


def look(room: Room, here: set[int] | None = None) -> Lesson:
    """The lesson as it stands."""
    seen = lesson.read(room.pk, here or set())
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


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Call each in a thread of its own, all at the same moment, as that many processes would."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait(10)
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
