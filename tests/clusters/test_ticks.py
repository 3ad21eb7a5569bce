"""What happens in one process is seen in the other."""

import asyncio
import re
from time import perf_counter

from bench.load.browser import Browser
from bench.load.crowd import Crowd
from bench.load.people import VERSION, Host
from bench.patience import PATIENCE
from tests.support.phones import Phone, moves, phones, play, press_as, presses, until
from tests.support.school import School
from tests.support.ways import apart, the_teacher

COUNT = 20
ANSWERED = rb'id="answered".*?<b>(\d+)</b> of (\d+)'


def shown(hall: Crowd) -> int:
    """How many have answered, as the screen shows it."""
    return hall.screen.counts[-1][1] if hall.screen.counts else 0


async def all_answer(hall: Crowd) -> None:
    """Everybody answers, and the screen of the other process counts them."""
    hall.prepare()
    await asyncio.gather(*(each.answer() for each in hall.students))
    assert all(each.acknowledged for each in hall.students)
    await until(lambda: shown(hall) == len(hall.students), "the screen counts all")


def test_a_lesson_goes_through_two_processes(healthy: School):
    async def story():
        async with apart(healthy, COUNT) as hall:
            await moves(hall, "open")
            await all_answer(hall)
            await moves(hall, "close", "reveal", "standings")
            assert all(b"Place" in each.stage or b"place" in each.mine.lower() for each in phones(hall))
            assert hall.errors == []

    play(story())


def test_a_second_tab_in_another_process_is_told_what_the_first_one_answered(healthy: School):
    async def story():
        async with apart(healthy, 2) as hall:
            await moves(hall, "open")
            hall.prepare()
            ana, ben = phones(hall)
            other = Phone(healthy.processes[0].port, hall.ears)
            other.browser.cookies, other.page = dict(ana.browser.cookies), ana.page
            other.ready = asyncio.get_running_loop().create_future()
            other.browser.path = ana.browser.path
            await other.look_again()
            before = other.mine
            await ana.answer()
            await until(lambda: other.mine != before and b"Received" in other.mine, "the other tab is told")
            assert b"Received" not in ben.mine
            other.leave()

    play(story())


def test_who_leaves_in_one_process_has_no_socket_in_the_other(healthy: School):
    async def story():
        async with apart(healthy, 1) as hall:
            [ana] = phones(hall)
            here = Browser(healthy.processes[0].port)
            here.cookies, here.path = dict(ana.browser.cookies), ana.browser.path
            reply = await here.send(here.request("POST", f"{ana.browser.path}leave/", b"leave=1"))
            assert reply.status == 303
            assert ana.socket is not None
            await until(lambda: ana.socket is not None and ana.socket.closed_with == 4403, "the socket is ended")

    play(story())


def test_a_session_that_ends_in_one_process_has_no_socket_in_the_other(healthy: School):
    async def story():
        async with apart(healthy, 0) as hall:
            there = await the_teacher(healthy, healthy.processes[1].port)
            await there.submit("/logout/", there.token)
            await until(lambda: hall.host.socket is not None and hall.host.socket.closed_with == 4403, "it is ended")
            healthy.teacher = None  # who comes next signs in anew

    play(story())


def test_a_host_who_was_too_late_sees_what_another_process_knows_although_no_tick_has_come(healthy: School):
    async def story():
        async with apart(healthy, 0) as hall:
            there = await the_teacher(healthy, healthy.processes[1].port)
            late = Host(there, hall.host.path, (await there.visit(hall.host.path)).text, hall.ears)
            healthy.redis.hold()
            try:
                await hall.host.press("open")
                await hall.host.ready()
                reply = await press_as(late, move="open")
            finally:
                healthy.redis.go_on()
            seen = VERSION.search(reply.body)
            assert (reply.status, seen and seen[1].decode()) == (409, hall.host.version)

    play(story())


def test_a_code_renewed_in_one_process_opens_no_door_of_the_other(healthy: School):
    async def story():
        async with apart(healthy, 1) as hall:
            guest = Browser(healthy.processes[1].port)
            assert (await guest.visit(hall.link)).status == 200
            await presses(hall, renew="1")
            began = perf_counter()
            while (await guest.send(guest.request("GET", hall.link))).status != 404:
                assert perf_counter() - began < PATIENCE, "the old door stays open"

    play(story())


def test_the_host_sees_who_is_here_in_another_process(healthy: School):
    async def story():
        async with apart(healthy, 3) as hall:
            await moves(hall, "open")
            seen: list[tuple[int, int]] = []
            hear = hall.screen.socket.hear  # type: ignore[union-attr]

            def read(payload: bytes) -> None:
                hear(payload)
                if found := re.search(ANSWERED, payload, re.DOTALL):
                    seen.append((int(found[1]), int(found[2])))

            hall.screen.socket.hear = read  # type: ignore[union-attr]
            hall.prepare()
            await phones(hall)[0].answer()
            await until(lambda: (1, 3) in seen, "one of three has answered")

    play(story())
