"""However many people ask, the program holds no more connections than its pools may have, and none in the middle of
something (T44)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import psycopg

from bench.load.browser import Browser
from bench.systems.engines import until
from live.asgi.admission import AT_ONCE
from tests.clusters.test_faults import stored, told
from tests.support.phones import a_hall, moves, phones, play
from tests.support.school import School
from tests.support.ways import another_tab

MOST = AT_ONCE + 2
"Of one process, as its settings say."
OPEN = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
HELD = """
    SELECT count(*), count(*) FILTER (WHERE state LIKE 'idle in %' AND state_change < now() - interval '2 s')
    FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


class Held:
    """What was seen of the connections."""

    looks = most = stuck = 0

    async def look(self, address: str) -> None:
        """Count again and again, until cancelled."""
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            while True:
                row = await asyncio.to_thread(lambda: connection.execute(HELD).fetchone())
                assert row
                self.looks, self.most, self.stuck = self.looks + 1, max(self.most, row[0]), self.stuck + row[1]
                await asyncio.sleep(0.05)


@asynccontextmanager
async def watched(school: School) -> AsyncIterator[Held]:
    """Everything inside is watched."""
    held = Held()
    looking = asyncio.ensure_future(held.look(school.database))
    try:
        yield held
        assert not looking.done(), looking
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def opens(browser: Browser, path: str, times: int) -> Counter[int]:
    """Another tab, in which a page is opened again and again; the statuses."""
    tab = another_tab(browser)
    statuses = Counter([(await tab.send(tab.request("GET", path))).status for _ in range(times)])
    tab.http.close()
    return statuses


def test_each_process_has_all_its_connections_before_anybody_comes(healthy: School):
    every = len(healthy.processes) * MOST
    until(lambda: healthy.rows(OPEN) == [(every,)], "all are open")


def test_no_more_connections_than_the_pools_may_have_while_everybody_acts(school: School, size, bars):
    count, pages = size(200, 1000), size(1, 9)

    async def story():
        async with a_hall(school, count, seconds=size(0.5, 4)) as hall:  # type: ignore[arg-type]
            await moves(hall, "open")
            hall.prepare()
            async with watched(school) as held:
                own = [opens(each.browser, each.browser.path, pages) for each in phones(hall)]
                paths = ["/quizzes/", hall.host.path, f"{hall.host.path}present/"] * 20
                teachers = [opens(hall.host.browser, path, pages) for path in paths]
                answering = asyncio.gather(*(each.insist() for each in phones(hall)))
                opened = sum(await asyncio.gather(*own, *teachers), Counter[int]())
                await answering
                assert opened == {200: (count + len(paths)) * pages}
                assert stored(school, hall) == told(hall) == {each.id: each.value for each in hall.students}
            assert (held.looks > 3, held.stuck) == (True, 0)
            processes = len(school.processes)
            assert processes * 2 <= held.most <= processes * MOST
            bars.hold(f"44 {count} act: connections of two processes", held.most, processes * MOST, "")

    play(story())
