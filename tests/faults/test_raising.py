"""A consumer that raises (T45): its sockets end with 1011, their pages come back, nobody is left behind."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from tests.support.phones import a_hall, moves, phones, play, until
from tests.support.server import Server


class Fragile(Server):
    """A server whose sockets fail when they are told to."""

    command = ("-m", "tests.support.raising")


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[Server]:
    """It, on data of its own."""
    server = Fragile(tmp_path / "data")
    yield server
    assert server.stop() == 0


def test_sockets_whose_consumer_raises_end_with_1011_and_come_back(fragile, bars):
    async def story():
        async with a_hall(fragile, 10) as hall:
            files = fragile.descriptors()
            victims = phones(hall)[:5]
            for phone in victims:
                page, phone.page = phone.page, phone.page.replace('/live/"', '/live/?raise"')
                await phone.look_again()
                phone.page = page
            await until(lambda: all(not phone.is_connected for phone in victims), "they have failed")
            assert [phone.socket.closed_with for phone in victims if phone.socket] == [1011] * 5
            since = perf_counter()
            came = await asyncio.gather(*(phone.come_back() for phone in victims))
            bars.hold("45 consumers that raise: the last is back after", max(came) - since, 3)
            await until(lambda: fragile.descriptors() <= files, "nothing is left behind")
            await moves(hall, "open")
            hall.prepare()
            await hall.answer_at_once()
            assert all(phone.acknowledged for phone in phones(hall))
        assert [line for line in fragile.bugs if "on purpose" not in line and "Traceback" not in line] == []

    play(story())
