"""`--against REV`: this checkout beside another revision; both are served at the same time, and measured in turns.

Minutes apart the same machine is another one, so each step is done on one server right after the other. The other
revision is served twice: what is measured at its second server beside the first one tells how much a ratio means.
The load is this checkout's in any case.
"""

import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.load.crowd import Crowd, Teacher
from bench.load.http import Lost
from bench.load.pages import first_load_kb
from bench.phases import SPREAD, arrival_seconds, check_reveal, lags
from bench.plan import Turns
from bench.report.figures import ms, quantile
from bench.report.limits import Gauge
from bench.report.ratios import AGAIN, BASE, HERE, Figure, Ratios
from bench.report.truth import Kept, compare
from bench.systems.embedded import ROOT, Embedded

ORDERS = (HERE, BASE, AGAIN), (AGAIN, BASE, HERE)
"In turns: this checkout and the control are equally far from what both are divided by, and equally often first."
MIB = 1024
MOVES, AT_ONCE, JOINS = "moves", "answers at once", "join storm"
FIGURES = (
    Figure("start_s", "start to first page", "s"),
    Figure("start_cpu_s", "   CPU", "s"),
    Figure("rss_base_mib", "memory of the base process", "MiB"),
    Figure("join_cpu_ms", "CPU of a join", "ms", JOINS),
    Figure("join_ready_s", "all in after", "s", JOINS),
    Figure("kib_per_seat", "memory of a seat", "KiB"),
    Figure("move_cpu_ms", "CPU of a move (open, close)", "ms", MOVES),
    Figure("reveal_cpu_ms", "CPU of a reveal", "ms", MOVES),
    Figure("fanout_first_ms", "question to the first phone", "ms", MOVES),
    Figure("fanout_last_ms", "question to the last phone", "ms", MOVES),
    Figure("reveal_last_ms", "reveal to the last phone", "ms", MOVES),
    Figure("at_once_cpu_ms", "CPU of an answer, all at once", "ms", AT_ONCE),
    Figure("answers_at_once_p99_ms", "   acknowledged, p99", "ms", AT_ONCE),
    Figure("spread_cpu_ms", "CPU of an answer, over seconds", "ms", SPREAD),
    Figure("answer_spread_p99_ms", "   acknowledged, p99", "ms", SPREAD),
    Figure("tally_lag_p99_ms", "   to the count on the screen, p99", "ms", SPREAD),
    Figure("rss_end_mib", "memory at the end", "MiB"),
    Figure("first_load_kb", "a student's first load", "kB"),
    Figure("push_kb", "a question's push", "kB"),
    Figure("question_kb", "all that is pushed for a question, a student", "kB"),
)


@dataclass
class Against:
    """What was measured, by size, and what became of the answers."""

    revision: str
    sizes: list[Ratios] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept)
    errors: list[str] = field(default_factory=list)

    @property
    def nothing_lost(self) -> bool:
        """Every answer is there once, and nobody was turned away."""
        return not any(self.kept.values().values()) and not self.errors

    def table(self) -> str:
        """For people."""
        return "\n\n".join(each.table(FIGURES, self.revision) for each in self.sizes)

    def json(self) -> dict[str, Any]:
        """For the file."""
        sizes = {str(each.students): each.json(FIGURES) for each in self.sizes}
        return {"against": self.revision, "students": sizes, **self.kept.values(), "errors": self.errors[:20]}


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


@contextmanager
def data_folders(checkouts: Mapping[str, Path], cap: int) -> Iterator[dict[str, Path]]:
    """A data folder for each side; its tables, and what Python compiles, are made by a start that does not count."""
    with tempfile.TemporaryDirectory(prefix="show-of-hands-bench-") as folder:
        folders = {side: Path(folder) / side for side in checkouts}
        for side, data in folders.items():
            _served(data, checkouts[side], cap).stop()
        yield folders


def _served(data: Path, checkout: Path, cap: int) -> Embedded:
    return Embedded(data, cap=cap, checkout=checkout)


async def against(turns: Turns, revision: str, tree: Path, tell: Callable[[str], None] = print) -> Against:
    """Measure all sizes; `tree`: the files of the revision."""
    found, checkouts = Against(revision), {HERE: ROOT, BASE: tree, AGAIN: tree}
    for students in turns.sizes:
        ratios = Ratios(students)
        found.sizes.append(ratios)
        with data_folders(checkouts, turns.plan(students).cap) as folders:
            for number in range(turns.rounds):
                tell(f"{students} students, round {number + 1} of {turns.rounds}")
                with _Round(turns, ratios, number) as round:
                    await round.play(checkouts, folders)
                found.kept += round.kept
                found.errors += round.errors
    return found


class _Round:
    """The three servers from their start to their end; `number` says who begins."""

    def __init__(self, turns: Turns, ratios: Ratios, number: int) -> None:
        self.turns, self.ratios, self.plan = turns, ratios, turns.plan(ratios.students)
        self.taken = number
        self.sides: dict[str, Side] = {}
        self.base: dict[str, int] = {}
        self.errors: list[str] = []
        self.kept, self.gauge, self.stack = Kept(), Gauge(), ExitStack()

    def __enter__(self) -> "_Round":
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
        system = _served(data, checkout, self.plan.cap)
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
