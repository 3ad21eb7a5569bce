"""Ten thousand bots join (T16): a room has a cap, the host ends it in two presses, and the class comes in."""

import asyncio
from collections import Counter
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlencode

from bench.load.browser import Browser
from bench.load.crowd import Crowd
from tests.support.phones import Phone, a_hall, fill, moves, play, presses, timed, until
from tests.support.server import Server

LINES = 16


def inside(server: Server, room: int) -> int:
    """How many seats of a room are good."""
    return int(server.rows("SELECT count(*) FROM live_participant WHERE room_id = ? AND NOT removed", room)[0][0])


async def bots(server: Server, link: str, numbers: range, statuses: Counter[int]) -> None:
    """One after the other, each with a name of its own, as fast as the server lets them."""
    browser = Browser(server.port)
    for number in numbers:
        body = urlencode({"nickname": f"Bot {number}"}).encode()
        statuses[(await browser.send(browser.request("POST", link, body))).status] += 1
        browser.cookies.clear()
    browser.http.close()


async def new_link(server: Server, hall: Crowd, room: int) -> None:
    """The QR has changed."""
    await until(lambda: server.rows("SELECT key FROM live_room WHERE id = ?", room)[0][0] not in hall.link, "a new key")
    hall.link = f"/join/{server.rows('SELECT key FROM live_room WHERE id = ?', room)[0][0]}/"


def test_a_flood_of_bots_is_ended_in_two_presses_and_the_class_comes_in_by_the_new_qr(server, size, bars):
    count, statuses = size(1500, 10_000), Counter[int]()

    async def story():
        async with a_hall(server, 0) as hall:
            room = int(hall.host.path.split("/")[2])
            flood = [bots(server, hall.link, range(line, count, LINES), statuses) for line in range(LINES)]
            flooding = asyncio.gather(*flood)
            await until(lambda: inside(server, room) >= 500, "bots are inside")
            bars.hold("16 bots: the host's press", await timed(presses(hall, toggle="tally_live:on")), 2)
            assert not flooding.done()
            await flooding
            assert statuses == {303: server.cap, 403: count - server.cap}
            assert inside(server, room) == server.cap
            late = Counter[int]()
            more = asyncio.gather(*[bots(server, hall.link, range(count + i, count + 400, 4), late) for i in range(4)])
            await presses(hall, toggle="locked:on")
            await presses(hall, renew="clear")
            assert inside(server, room) == 0
            await new_link(server, hall, room)
            await presses(hall, toggle="locked:off")
            waits = await arrive(hall, 30)
            await more
            assert set(late) <= {403, 404}
            assert inside(server, room) == 30
            bars.hold("16 bots: a student joins by the new QR, p95", quantiles(waits, n=20)[-1], 2)
            await moves(hall, "open")
            hall.prepare()
            await hall.answer_at_once()
            assert all(each.acknowledged for each in hall.students)
        assert server.bugs == []

    play(story())


async def arrive(hall: Crowd, count: int) -> list[float]:
    """A class comes in; each one's wait."""

    async def one() -> float:
        began = perf_counter()
        [phone] = await fill(hall, 1)
        assert isinstance(phone, Phone)
        return perf_counter() - began

    return await asyncio.gather(*(one() for _ in range(count)))
