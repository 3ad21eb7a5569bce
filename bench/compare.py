"""`--server`: the same load on one process with SQLite, and on PostgreSQL and Redis behind nginx with one and two."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench import phases
from bench.latency import added_by_ticks
from bench.load.crowd import Crowd, Teacher
from bench.load.floor import Floor
from bench.phases import SPREAD, Run
from bench.plan import Plan
from bench.report.bars import SERVER_BARS, Bars, bars
from bench.report.figures import Figures, Row, aligned, figure, ms, quantile, rounded
from bench.report.limits import BUSY
from bench.session import MIB
from bench.systems.cluster import Cluster
from bench.systems.embedded import Embedded, System

EMBEDDED, SERVERS = "embedded", {1: "server, 1 process", 2: "server, 2 processes"}
AT_ONCE = "answers at once"
LINES = (  # key, what it is, unit, the load's phase
    ("join_storm_ready_s", "all arrive, and are ready after", "s", "join storm"),
    ("fanout_last_ms", "question to the last socket, from the host's press", "ms", "fan-out"),
    ("answers_at_once_p99_ms", "answers at once: acknowledged, p99", "ms", AT_ONCE),
    ("at_once_cpu_ms_per_answer", "   CPU of the program for each", "ms", AT_ONCE),
    ("answer_spread_p99_ms", "answers over seconds: acknowledged, p99", "ms", SPREAD),
    ("tally_lag_p99_ms", "   to the screen's count, p99", "ms", SPREAD),
    ("question_cpu_ms_per_answer", "   CPU of the program for each, open to reveal", "ms", SPREAD),
    ("nginx_cpu_ms_per_answer", "      of nginx", "ms", ""),
    ("postgresql_cpu_ms_per_answer", "      of PostgreSQL", "ms", ""),
    ("redis_cpu_ms_per_answer", "      of Redis", "ms", ""),
    ("reveal_last_ms", "reveal to the last socket, with own points and place", "ms", "reveal"),
    ("tick_added_p50_ms", "a move is seen later in the other process by, p50", "ms", ""),
    ("tick_added_p99_ms", "   p99", "ms", ""),
    ("rss_mib", "memory of the program's processes", "MiB", ""),
    ("answers_lost", "answers lost", "", ""),
    ("answers_twice", "answers kept twice", "", ""),
    ("acknowledged_without_row", "acknowledged without a row", "", ""),
    ("answers_refused", "answers not acknowledged", "", ""),
)


@dataclass
class Comparison:
    """What was measured on each system; the last is judged beside the first."""

    students: int
    figures: dict[str, Figures] = field(default_factory=dict)

    @property
    def nothing_lost(self) -> bool:
        """On no system an answer was lost or somebody turned away."""
        return all(each.nothing_lost for each in self.figures.values())

    @property
    def errors(self) -> list[str]:
        """What went wrong, and where."""
        return [f"{name}: {error}" for name, each in self.figures.items() for error in each.errors]

    def judged(self, key: str) -> tuple[float | None, Bars | None, str]:
        """The last beside the first: their ratio, the bars, and whether it is within (yes, NO, or nothing to keep)."""
        first, *_, last = (each.values.get(key) for each in self.figures.values())
        row = Row("", last, floor=first, bars=bars(key, self.students, SERVER_BARS))
        return row.ratio, row.bars, row.verdict

    def table(self) -> str:
        """For people; `*` marks what was measured while the load had most of a core."""
        lines = [("", *self.figures, "ratio", "must", "")]
        for key, label, unit, phase in LINES:
            cells = [self._cell(each, key, unit, phase) for each in self.figures.values()]
            ratio, limits, verdict = self.judged(key)
            must = figure(limits.must, " x" if limits.by_ratio else f" {unit}".rstrip()) if limits else ""
            lines.append((label, *cells, figure(ratio), must, verdict))
        return aligned(lines)

    @staticmethod
    def _cell(figures: Figures, key: str, unit: str, phase: str) -> str:
        mark = " *" if figures.shares.get(phase, 0) > BUSY else ""
        value = figures.values.get(key)
        return "" if value is None else f"{figure(value)} {unit}{mark}".rstrip()

    def json(self) -> dict[str, Any]:
        """For the file."""
        judged = {key: self.judged(key) for key, *_ in LINES}
        return {
            "students": self.students,
            "ways": {name: rounded(each.values) for name, each in self.figures.items()},
            "generator": {name: rounded(each.shares) for name, each in self.figures.items()},
            "ratios": rounded({key: ratio for key, (ratio, _, _) in judged.items() if ratio is not None}),
            "verdicts": {key: verdict for key, (*_, verdict) in judged.items() if verdict},
            "errors": self.errors,
        }


async def compare_systems(plan: Plan, servers: Sequence[int] = tuple(SERVERS)) -> Comparison:
    """Measure each system, one after the other, in one run; `servers`: of how many processes, the one to judge last."""
    comparison, floor = Comparison(plan.students), Floor()
    try:
        comparison.figures[EMBEDDED] = await _embedded(plan, floor)
        for processes in servers:
            comparison.figures[SERVERS[processes]] = await _cluster(plan, floor, processes)
    finally:
        floor.stop()
    return comparison


async def _embedded(plan: Plan, floor: Floor) -> Figures:
    with tempfile.TemporaryDirectory(prefix="show-of-hands-bench-") as folder:
        system = Embedded(Path(folder) / "data", cap=plan.cap)
        try:
            return await _load(plan, system, floor)
        finally:
            system.stop()


async def _cluster(plan: Plan, floor: Floor, processes: int) -> Figures:
    cluster = Cluster(cap=plan.cap, processes=processes)
    try:
        return await _load(plan, cluster, floor)
    finally:
        cluster.stop()


async def _load(plan: Plan, system: System, floor: Floor) -> Figures:
    """One crowd: it comes, is asked, answers at once some times, then over seconds."""
    figures, teacher = Figures(plan.students), Teacher(system.port)
    await teacher.sign_in(system.sign_in)
    run = Run(plan, system, teacher, floor, figures)
    crowd = await phases.join_storm(run)
    await phases.openings(run, crowd)
    await _bursts(run, crowd)
    await _question(run, crowd)
    figures.values["rss_mib"] = system.rss_kib() / MIB
    if isinstance(system, Cluster) and len(system.processes) > 1:
        await _ticks(run, system)
    crowd.leave()
    figures.values |= run.kept.values()
    figures.errors += crowd.errors
    figures.shares = run.gauge.shares
    return figures


async def _bursts(run: Run, crowd: Crowd) -> None:
    """All answer in the same instant: the median of some times."""
    values = run.figures.values
    keys = ("answers_at_once_p99_ms", "at_once_cpu_ms_per_answer")
    seen = []
    for _ in range(run.plan.openings):
        await phases.at_once(run, crowd)
        seen.append([values[key] for key in keys])
    values |= {key: median(each) for key, each in zip(keys, zip(*seen, strict=True), strict=True)}


async def _question(run: Run, crowd: Crowd) -> None:
    """A whole question whose answers come over seconds, and what each of them cost everybody who worked for it."""
    engines = run.system.engines if isinstance(run.system, Cluster) else {}
    before = {name: engine.cpu() for name, engine in engines.items()}
    await phases.spread(run, crowd)
    values, count = run.figures.values, len(crowd.students)
    values["fanout_last_ms"], values["reveal_last_ms"] = 1000 * median(run.fan_outs), 1000 * median(run.reveals)
    values["question_cpu_ms_per_answer"] = 1000 * values["question_cpu_s"] / count
    for name, engine in engines.items():
        values[f"{name}_cpu_ms_per_answer"] = 1000 * (engine.cpu() - before[name]) / count
    values["tally_lag_p99_ms"] = quantile([lag for _, lag in run.lags["on the screen"]], 0.99)
    values["answer_spread_p99_ms"] = quantile([lag for _, lag in run.lags["acknowledged"]], 0.99)


async def _ticks(run: Run, cluster: Cluster) -> None:
    """Small rooms whose moves are timed in both processes, while the crowd listens."""
    values, added = run.figures.values, await added_by_ticks(cluster, run.teacher, run.plan)
    values["ticks"] = len(added)
    values["tick_added_p50_ms"], values["tick_added_p99_ms"] = 1000 * median(added), ms(quantile(added, 0.99))
