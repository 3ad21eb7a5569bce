"""One round of three servers that run side by side: every step of a lesson is done on each of them, in turns."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.load.crowd import Crowd, Teacher
from bench.load.http import Lost
from bench.load.pages import first_load_kb
from bench.phases import SPREAD, arrival_seconds, check_reveal, lags
from bench.plan import Turns
from bench.report.figures import ms, quantile
from bench.report.limits import Gauge
from bench.report.ratios import AGAIN, BASE, HERE, Ratios
from bench.report.truth import Kept, compare
from bench.systems.embedded import Embedded

ORDERS = (HERE, BASE, AGAIN), (AGAIN, BASE, HERE)
"In turns: this checkout and the control are equally far from what both are divided by, and equally often first."
MIB = 1024
MIB = 1024
MOVES, AT_ONCE, JOINS = "moves", "answers at once", "join storm"


@dataclass
class Side:
    """One of the three servers, and the class that came to it."""

    name: str
    system: Embedded
    start_cpu: float
    teacher: Teacher
    crowd: Crowd | None = None

    @property
    def room(self) -> Crowd:
        """The class, once it is there."""
        assert self.crowd is not None
        return self.crowd


def served(data: Path, checkout: Path, cap: int) -> Embedded:
    """Start a checkout on a data folder."""
    return Embedded(data, cap=cap, checkout=checkout)


class Round:
    """The three servers from their start to their end; `number` says who begins."""

    def __init__(self, turns: Turns, ratios: Ratios, number: int) -> None:
        self.turns, self.ratios, self.plan = turns, ratios, turns.plan(ratios.students)
        self.taken = number
        self.sides: dict[str, Side] = {}
        self.base: dict[str, int] = {}
        self.errors: list[str] = []
        self.kept, self.gauge, self.stack = Kept(), Gauge(), ExitStack()

    def __enter__(self) -> "Round":
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    async def play(self, checkouts: Mapping[str, Path], folders: Mapping[str, Path]) -> None:
        """The servers start, and classes come and go."""
        for name in self._order():
            self._start(name, checkouts[name], folders[name])
        self._keep("start_s", {name: side.system.start_s for name, side in self.sides.items()})
        self._keep("start_cpu_s", {name: side.start_cpu for name, side in self.sides.items()})
        self.base = self._memory()
        self._keep("rss_base_mib", {name: kib / MIB for name, kib in self.base.items()})
        for side in self.sides.values():
            await side.teacher.sign_in(side.system.sign_in)
        for number in range(self.turns.lessons):
            await self._lesson(is_first=number == 0)
        self._keep("rss_end_mib", {name: kib / MIB for name, kib in self._memory().items()})

    async def _lesson(self, is_first: bool) -> None:
        """Everybody comes, some questions are asked in each way, everybody goes."""
        await self._each(self._join)
        await self._each(self._rest)
        if is_first:
            seats = {name: (kib - self.base[name]) / self.ratios.students for name, kib in self._memory().items()}
            self._keep("kib_per_seat", seats)
        for _ in range(self.turns.openings):
            await self._each(self._opening)
        for _ in range(self.turns.bursts):
            await self._each(self._at_once)
        await self._each(self._over_seconds)
        await self._each(self._first_load)
        self._leave()

    # --- turns -------------------------------------------------------------------------------------------------

    def _order(self) -> tuple[str, ...]:
        self.taken += 1
        return ORDERS[self.taken % len(ORDERS)]

    async def _each(self, step: Callable[[Side], Awaitable[dict[str, float]]]) -> None:
        """Do one step on each side, and keep what it gives."""
        found = {name: await self._one(name, step) for name in self._order()}
        for key in found[BASE]:
            self._keep(key, {name: values[key] for name, values in found.items()})

    async def _one(self, name: str, step: Callable[[Side], Awaitable[dict[str, float]]]) -> dict[str, float]:
        try:
            return await step(self.sides[name])
        except Lost as lost:
            raise Lost(f"{name}: {lost}") from lost

    def _keep(self, key: str, values: Mapping[str, float]) -> None:
        self.ratios.add(key, values)

    def _memory(self) -> dict[str, int]:
        return {name: side.system.rss_kib() for name, side in self.sides.items()}

    # --- steps -------------------------------------------------------------------------------------------------

    def _start(self, name: str, checkout: Path, data: Path) -> None:
        system = served(data, checkout, self.plan.cap)
        self.stack.callback(system.stop)
        self.sides[name] = Side(name, system, system.cpu(), Teacher(system.port))

    async def _join(self, side: Side) -> dict[str, float]:
        count = self.ratios.students
        side.crowd = await Crowd.open(side.system, side.teacher, self.plan)
        cpu = side.system.cpu()
        with self.gauge.phase(JOINS):
            ready, _ = await side.crowd.fill(count, arrival_seconds(count))
        await side.crowd.quiet()
        return {"join_ready_s": ready, "join_cpu_ms": 1000 * (side.system.cpu() - cpu) / count}

    async def _rest(self, side: Side) -> dict[str, float]:
        """The phones have let go of their HTTP connections, as they do after a minute."""
        side.room.hang_up()
        await side.room.quiet()
        return {}

    async def _opening(self, side: Side) -> dict[str, float]:
        waits, opened = await self._move(side, "open")
        sizes = [len(student.stage) for student in side.room.students]
        _, closed = await self._move(side, "close")
        return {
            "move_cpu_ms": (opened + closed) / 2,
            "fanout_first_ms": 1000 * waits[0],
            "fanout_last_ms": 1000 * waits[-1],
            "push_kb": sum(sizes) / len(sizes) / 1000,
        }

    async def _move(self, side: Side, move: str) -> tuple[list[float], float]:
        """Seconds until each phone had the new stage, and milliseconds of CPU until all was told."""
        cpu = side.system.cpu()
        with self.gauge.phase(MOVES):
            waits = await side.room.press(move)
        await side.room.quiet(0.3)
        return waits, 1000 * (side.system.cpu() - cpu)

    async def _at_once(self, side: Side) -> dict[str, float]:
        await self._ask(side)
        cpu = side.system.cpu()
        with self.gauge.phase(AT_ONCE):
            waits = await side.room.answer_at_once()
        await side.room.quiet(0.3)
        cpu = side.system.cpu() - cpu
        p99 = ms(quantile(waits, 0.99)) or 0.0
        told = {"at_once_cpu_ms": 1000 * cpu / len(side.room.students), "answers_at_once_p99_ms": p99}
        return {**told, **await self._finish(side)}

    async def _over_seconds(self, side: Side) -> dict[str, float]:
        side.room.screen.counts.clear()
        heard = side.room.ears.bytes
        await self._ask(side)
        cpu = side.system.cpu()
        with self.gauge.phase(SPREAD):
            await side.room.answer_over(self.plan.spread)
        await side.room.counted()
        await side.room.quiet(0.5)
        cpu = side.system.cpu() - cpu
        found, count = lags(side.room), len(side.room.students)
        acknowledged, shown = ([lag for _, lag in found[name]] for name in ("acknowledged", "on the screen"))
        told = {
            "spread_cpu_ms": 1000 * cpu / count,
            "answer_spread_p99_ms": quantile(acknowledged, 0.99) or 0.0,
            "tally_lag_p99_ms": quantile(shown, 0.99) or 0.0,
        }
        finished = await self._finish(side)
        return {**told, **finished, "question_kb": (side.room.ears.bytes - heard) / count / 1000}

    async def _ask(self, side: Side) -> None:
        await side.room.press("open")
        side.room.prepare()
        await side.room.quiet(0.3)

    async def _finish(self, side: Side) -> dict[str, float]:
        """The answers are looked for in the database, the question is closed and revealed."""
        self.kept += compare(side.system.database, side.room.students)
        await side.room.press("close")
        await side.room.quiet(0.3)
        waits, cpu = await self._move(side, "reveal")
        check_reveal(side.room)
        return {"reveal_last_ms": 1000 * waits[-1], "reveal_cpu_ms": cpu}

    async def _first_load(self, side: Side) -> dict[str, float]:
        return {"first_load_kb": await first_load_kb(side.room, side.room.students[0])}

    def _leave(self) -> None:
        for name, side in self.sides.items():
            side.room.leave()
            self.errors += [f"{name}: {error}" for error in side.room.errors]
        for phase, share in self.gauge.shares.items():
            self.ratios.shares[phase] = max(share, self.ratios.shares.get(phase, 0.0))
