"""A process dies (T3), both are replaced one after the other (T5), the database restarts (T8), while all answer."""

import asyncio
from collections import Counter
from statistics import quantiles
from time import perf_counter

from bench.load.crowd import Crowd
from tests.support.phones import Phone, a_hall, fill, moves, phones, play, until
from tests.support.school import School

RECEIVED = b"Received"


def told(hall: Crowd) -> dict[int, str]:
    """Participant -> value of those who were told "Received"."""
    return {each.id: each.value for each in hall.students if each.acknowledged}


def stored(school: School, hall: Crowd) -> dict[int, str]:
    """Participant -> value of the round that is asked; nobody has two."""
    rows = school.rows("SELECT participant_id, value FROM live_response WHERE round_id = ?", hall.students[0].round_id)
    assert Counter(pk for pk, _ in rows).most_common(1)[0][1] == 1
    return dict(rows)


def p95(figures: list[float]) -> float:
    """What all but one in twenty stay below."""
    return quantiles(figures, n=20)[-1]


async def back_again(hall: Crowd, since: float) -> list[float]:
    """Those whose socket went open it again: seconds until each shows its own answer. (Others were told by reply.)"""
    gone = [phone for phone in phones(hall) if not phone.is_connected]
    came = await asyncio.gather(*(phone.come_back() for phone in gone))
    assert [phone.id for phone in gone if RECEIVED not in phone.mine] == []
    return [at - since for at in came]


def insisting(hall: Crowd, step: float) -> "list[asyncio.Future[None]]":
    """Everybody answers, one after the other, and taps until it was received."""
    hall.prepare()
    return [asyncio.ensure_future(each.insist(step * number)) for number, each in enumerate(phones(hall))]


def test_a_process_that_is_killed_loses_nothing_that_was_acknowledged(school: School, size, bars):
    count = size(100, 1000)

    async def story():
        async with a_hall(school, count) as hall:  # type: ignore[arg-type]
            await moves(hall, "open")
            answering = insisting(hall, 0.003)
            await until(lambda: len(told(hall)) >= count // 3, "a third has answered")
            since, acknowledged = perf_counter(), told(hall)
            school.processes[1].kill()
            assert acknowledged.items() <= stored(school, hall).items()
            await asyncio.gather(*answering)
            await until(lambda: any(not phone.is_connected for phone in phones(hall)), "sockets are cut")
            lags = await back_again(hall, since)
            assert stored(school, hall) == told(hall) == {each.id: each.value for each in hall.students}
            bars.hold(f"3 kill -9 one of two while {count} answer: the last page is right after", max(lags), 10)
            bars.hold(f"3 kill -9 one of two while {count} answer: p95 of the pages", p95(lags), 5)

    try:
        play(story())
    finally:
        school.processes[1].start()


def test_both_are_replaced_one_after_the_other_and_no_post_fails(school: School, size, bars):
    count = size(100, 500)

    async def once(phone: Phone, after: float) -> str:
        await asyncio.sleep(after)
        await phone.answer()
        return "received" if phone.acknowledged else f"failed: {phone.reply.status if phone.reply else ''}"

    async def story():
        async with a_hall(school, count) as hall:  # type: ignore[arg-type]
            await moves(hall, "open")
            hall.prepare()
            seconds = size(5, 10)
            step = seconds / count
            tapping = [asyncio.ensure_future(once(each, step * i)) for i, each in enumerate(phones(hall))]
            lags = []
            for process in school.processes:
                since = perf_counter()
                codes = await asyncio.to_thread(process.stop)
                assert codes == 0
                await asyncio.to_thread(process.start)
                gone = [phone for phone in phones(hall) if not phone.is_connected]
                assert {phone.socket.closed_with for phone in gone if phone.socket} == {1012}
                lags += [at - since for at in await asyncio.gather(*(phone.come_back() for phone in gone))]
            assert Counter(await asyncio.gather(*tapping)) == {"received": count}
            assert stored(school, hall) == told(hall)
            bars.hold(f"5 rolling restart under {count} phones: p95 of the pages", p95(lags), 3)

    play(story())


def test_a_database_that_restarts_loses_nothing_that_was_acknowledged(school: School, size, bars):
    count = size(100, 1000)

    async def story():
        async with a_hall(school, count) as hall:  # type: ignore[arg-type]
            await moves(hall, "open")
            answering = insisting(hall, 0.005)
            await until(lambda: len(told(hall)) >= count // 3, "a third has answered")
            await asyncio.to_thread(school.postgresql.restart_at_once)
            since = perf_counter()
            await asyncio.gather(*answering)
            bars.hold(f"8 PostgreSQL restarts while {count} answer: all received after", perf_counter() - since, 5)
            assert stored(school, hall) == told(hall) == {each.id: each.value for each in hall.students}
            refused = Counter(each.reply.status for each in hall.students if each.reply)
            assert refused == {200: count}
            await moves(hall, "close", "reveal")
            assert await fill(hall, 3)

    play(story())
