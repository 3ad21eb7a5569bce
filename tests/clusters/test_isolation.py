"""Rooms at once, each with marked texts and with people in both processes: nothing of one is seen in another (T26)."""

import asyncio

from bench.load.crowd import Crowd
from tests.support.marked import lesson_in, marked, marks, own_marks
from tests.support.phones import leave, phones, play
from tests.support.school import School
from tests.support.ways import Through, the_teacher


async def reload_all(hall: Crowd) -> None:
    """Everybody loads their page anew; what it says is heard, too."""
    people = [hall.host.browser, hall.screen.browser, *(phone.browser for phone in phones(hall))]
    for browser in people:
        hall.ears.heard((await browser.visit(browser.path)).body)


def test_nothing_of_one_room_is_seen_in_another_whatever_process_its_people_are_in(healthy: School, size):
    count = size(6, 50)
    ports = [process.port for process in healthy.processes]

    async def begun(number: int) -> Crowd:
        port = ports[number % 2]
        return await marked(Through(healthy, port), await the_teacher(healthy, port), number, ports)

    async def story():
        halls = [await begun(0), *await asyncio.gather(*(begun(number) for number in range(1, count)))]
        await asyncio.gather(*(lesson_in(hall) for hall in halls))
        await asyncio.gather(*(reload_all(hall) for hall in halls))
        assert marks(halls) == own_marks(count)
        assert [hall.errors for hall in halls] == [[]] * count
        for hall in halls:
            leave(hall)

    play(story())
