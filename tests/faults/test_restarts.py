"""The process dies or is asked to go while everybody answers (T4, T5), and everybody answers at once (T11)."""

import asyncio
from collections import Counter
from time import perf_counter
from typing import Any

from bench.load.crowd import Crowd
from bench.load.http import Lost
from bench.report.truth import compare
from tests.support.phones import Phone, a_hall, moves, phones, play, questions, teacher_of, until
from tests.support.server import Server

RECEIVED = b"Received"


def stored(server: Server, hall: Crowd) -> dict[int, str]:
    """Participant -> value of the round that is asked; nobody has two."""
    rows = server.rows("SELECT participant_id, value FROM live_response WHERE round_id = ?", hall.students[0].round_id)
    assert Counter(pk for pk, _ in rows).most_common(1)[0][1] == 1
    return dict(rows)


def watchers(hall: Crowd) -> list[Any]:
    """The host and the screen."""
    return [hall.host, hall.screen]


def told(hall: Crowd) -> dict[int, str]:
    """Participant -> value of those who were told "Received"."""
    return {each.id: each.value for each in hall.students if each.acknowledged}


async def back_again(hall: Crowd, since: float) -> float:
    """All phones open their sockets again: seconds until the last one shows its own answer."""
    came = await asyncio.gather(*(phone.come_back() for phone in phones(hall)))
    assert [phone.id for phone in phones(hall) if RECEIVED not in phone.mine] == []
    return max(came) - since


def test_who_was_told_received_before_a_crash_has_the_answer_once_and_all_go_on_after_it(own_server, size, bars):
    count = size(200, 1000)

    async def story():
        async with a_hall(own_server, count) as hall:
            await moves(hall, "open")
            hall.prepare()
            answering = [asyncio.ensure_future(each.insist(i * 0.003)) for i, each in enumerate(phones(hall))]
            await until(lambda: len(told(hall)) >= count // 3, "a third has answered")
            own_server.kill()
            acknowledged = told(hall)
            rows = stored(own_server, hall)
            assert count // 3 <= len(acknowledged) < count
            assert acknowledged.items() <= rows.items()
            await asyncio.to_thread(own_server.start)
            since = perf_counter()
            await asyncio.gather(*answering)
            lag = await back_again(hall, since)
            bars.hold(f"4 kill -9 while {count} answer: the last phone is right again after", lag, 10)
            assert stored(own_server, hall) == told(hall) == {each.id: each.value for each in hall.students}
            assert own_server.bugs == []

    play(story())


def test_a_stop_answers_whom_it_has_heard_and_sends_every_socket_away_with_1012(own_server, size, bars):
    count = size(200, 1000)

    async def once(phone: Phone) -> str:
        """One tap, as Chromium sends it: again when a kept connection was closed unanswered, and no more."""
        try:
            await phone.answer()
        except ConnectionRefusedError:
            return "refused"
        except Lost:
            return "lost"
        return "received" if phone.acknowledged else "failed"

    async def story():
        async with a_hall(own_server, count) as hall:
            await moves(hall, "open")
            hall.prepare()
            tapping = [asyncio.ensure_future(once(each)) for each in phones(hall)]
            await until(lambda: bool(told(hall)), "the first are answered")
            own_server.term()
            outcomes = Counter(await asyncio.gather(*tapping))
            sockets = [each.socket for each in [*hall.students, *watchers(hall)] if each.socket]
            await until(lambda: all(each.transport.is_closing() for each in sockets), "all sockets are gone")
            assert Counter(each.closed_with for each in sockets) == {1012: count + 2}
            assert own_server.ended() == 0
            assert outcomes == {"received": count}
            assert stored(own_server, hall) == told(hall)
            await asyncio.to_thread(own_server.start)
            lag = await back_again(hall, perf_counter())
            bars.hold(f"5 SIGTERM under {count} phones: the last is right again after", lag, 10)
            assert own_server.bugs == []

    play(story())


def test_five_hundred_answers_in_two_seconds_lock_nobody_out(server, size, bars):
    runs, count = size(3, 30), size(300, 500)

    async def writes(done: asyncio.Event) -> None:
        """A teacher who saves and saves, through usual Django."""
        teacher = await teacher_of(server)
        while not done.is_set():
            await teacher.write_quiz(questions(1))
            await asyncio.sleep(0.05)
        teacher.http.close()

    async def story():
        async with a_hall(server, count, asks=runs) as hall:
            done = asyncio.Event()
            busy = asyncio.ensure_future(writes(done))
            for _run in range(runs):
                await moves(hall, "open")
                hall.prepare()
                await hall.answer_over(size(0.6, 2.0))
                kept = compare(server.database, hall.students)
                assert (kept.lost, kept.twice, kept.unfounded, kept.refused) == (0, 0, 0, 0)
                await moves(hall, "close")
            done.set()
            await busy
        assert hall.errors == []
        assert "locked" not in server.words
        assert server.bugs == []

    play(story())
