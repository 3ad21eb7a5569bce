"""Redis is killed (T6), or hangs (T7), while a lesson goes on: no request waits for it, and pages are right."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from time import perf_counter

from config.environment import REDIS_SECONDS

from bench.load.browser import Browser
from bench.load.crowd import Crowd
from tests.clusters.test_faults import p95, stored, told
from tests.support.phones import fill, phones, play, timed, until
from tests.support.school import School
from tests.support.ways import apart, hears


@dataclass
class Waits:
    """Seconds: for each answer, for each other request (pages, presses, somebody who comes in), and for right pages."""

    answers: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)


class Lesson:
    """One question after the other: asked in one process, answered in the other one over `spread` seconds."""

    def __init__(self, school: School, hall: Crowd, spread: float) -> None:
        self.school, self.hall, self.spread = school, hall, spread
        self.steps = cycle(["open", "answer", "close", "reveal"])

    async def goes_on(self, steps: int, seconds: float = 0.0) -> Waits:
        """So many steps, and then more of them until so many seconds are over."""
        waits, began = Waits(), perf_counter()
        while steps > 0 or perf_counter() < began + seconds:
            step, steps = next(self.steps), steps - 1
            await (self.answers(waits) if step == "answer" else self.moves(step, waits))
        return waits

    async def moves(self, name: str, waits: Waits) -> None:
        """The host presses, and all phones show it."""
        await self.hall.host.ready()
        began = perf_counter()
        waits.requests.append(await timed(self.hall.host.press(name)))
        await until(lambda: all(each.stage_at > began for each in self.hall.students), f"all phones show {name}")
        waits.pages.append(max(each.stage_at for each in self.hall.students) - began)

    async def answers(self, waits: Waits) -> None:
        """Somebody comes in late, all answer while some load their pages anew, and the screen counts everybody."""
        hall = self.hall
        waits.requests.append(await timed(fill(hall, 1)))
        hall.prepare()
        hall.screen.counts.clear()
        over = asyncio.Event()
        reloading = asyncio.ensure_future(self.reloads(over, waits))
        await hall.answer_over(self.spread)
        answered = perf_counter()
        await until(lambda: hall.screen.showed(len(hall.students)) is not None, "the screen counts all")
        waits.pages.append((hall.screen.showed(len(hall.students)) or 0) - answered)
        over.set()
        await reloading
        waits.answers += [each.reply.at - each.sent_at for each in hall.students if each.reply]
        assert hall.errors == []
        assert stored(self.school, hall) == told(hall) == {each.id: each.value for each in hall.students}

    async def reloads(self, over: asyncio.Event, waits: Waits) -> None:
        """A phone and the host load their pages again and again."""
        host = self.hall.host.browser
        people = [(phones(self.hall)[0].browser, self.hall.system.port), (host, host.port)]
        while not over.is_set():
            for owner, port in people:
                browser = Browser(port)
                browser.cookies = dict(owner.cookies)
                waits.requests.append(await timed(browser.visit(owner.path)))
                browser.http.close()
            await asyncio.sleep(0.1)


async def goes_on_without(school: School, what: str, fails: Callable[[], None], mends: Callable[[], None], size, bars):
    """A lesson before, while and after Redis is not there."""
    async with apart(school, size(20, 300), asks=size(3, 60)) as hall:
        lesson = Lesson(school, hall, spread=size(0.5, 3.0))
        before = await lesson.goes_on(4)
        await asyncio.to_thread(fails)
        try:
            meanwhile = await lesson.goes_on(2, size(0, 30))
        finally:
            await asyncio.to_thread(mends)
        after = await lesson.goes_on(size(1, 4))
        bars.hold(f"{what}: {len(meanwhile.answers)} answers, p95", p95(meanwhile.answers), 0.5)
        bars.hold(f"{what}: {len(meanwhile.requests)} pages, presses and joins, p95", p95(meanwhile.requests), 0.5)
        bars.hold(f"{what}: the longest of all of these", max(meanwhile.answers + meanwhile.requests), 0.5)
        bars.hold_beside(f"{what}: answers, median", meanwhile.answers, before.answers, REDIS_SECONDS)
        bars.hold_beside(f"{what}: all others, median", meanwhile.requests, before.requests, REDIS_SECONDS)
        bars.hold(f"{what}: pages of the other process are right after", max(meanwhile.pages), 3)
        bars.hold(f"{what}: and as soon as it is back, after", max(after.pages), 3)
        await until(lambda: all(map(hears, school.processes)), "the ticks come through again")
        await lesson.goes_on(2)


def test_without_redis_nobody_waits_and_the_other_process_is_soon_right(healthy: School, size, bars):
    redis = healthy.redis
    play(goes_on_without(healthy, f"6 Redis killed for {size(0, 30)} s", redis.kill, redis.start, size, bars))


def test_with_a_redis_that_hangs_nobody_waits_either(healthy: School, size, bars):
    redis = healthy.redis
    play(goes_on_without(healthy, f"7 Redis hangs for {size(0, 30)} s", redis.hold, redis.go_on, size, bars))
