"""A whole run: starts the server and the floor, goes through the phases, gathers the figures, ends what it started."""

import tempfile
from pathlib import Path
from statistics import median

from bench import phases
from bench.load.crowd import Crowd, Teacher
from bench.load.floor import Floor
from bench.load.pages import first_load_kb
from bench.many_rooms import many_rooms
from bench.phases import SPREAD, Run
from bench.plan import Plan
from bench.report.figures import Figures, quantile
from bench.systems.embedded import Embedded

MIB = 1024


async def run(plan: Plan, server: type[Embedded] = Embedded) -> Run:
    """Measure everything once, on our server or another one that runs the same application."""
    with tempfile.TemporaryDirectory(prefix="show-of-hands-bench-") as folder:
        data = Path(folder) / "data"
        first = Embedded(data, cap=plan.cap)
        first.stop()
        system, floor = server(data, cap=plan.cap), Floor()
        try:
            return await _phases(plan, system, floor, first.start_s)
        finally:
            floor.stop()
            system.stop()


async def _phases(plan: Plan, system: Embedded, floor: Floor, first_start: float) -> Run:
    figures = Figures(plan.students)
    figures.values["first_start_s"] = first_start
    figures.keep("start_s", "start to first page", system.start_s, "s")
    base = system.rss_kib()
    figures.keep("rss_base_mib", "memory of the base process", base / MIB, "MiB")
    teacher = Teacher(system.port)
    await teacher.sign_in(system.sign_in)
    run = Run(plan, system, teacher, floor, figures)
    crowd = await phases.join_storm(run)
    await _one_crowd(run, crowd, base)
    crowd.leave()
    figures.errors += crowd.errors
    if plan.rooms:
        await many_rooms(run)
    _keep_lost(run)
    figures.shares = run.gauge.shares
    return run


async def _one_crowd(run: Run, crowd: Crowd, base: int) -> None:
    figures = run.figures
    crowd.hang_up()
    await crowd.quiet()
    seat = (run.system.rss_kib() - base) / max(1, len(crowd.students))
    figures.keep("kib_per_seat", "memory for each connected seat", seat, "KiB")
    await phases.openings(run, crowd)
    await phases.at_once(run, crowd)
    await phases.spread(run, crowd)
    crowd.hang_up()
    await crowd.quiet()
    seat = (run.system.rss_kib() - base) / max(1, len(crowd.students))
    figures.keep("kib_per_seat_after_bursts", "   after they have answered at once, and over 5 s", seat, "KiB")
    await phases.at_once(run, crowd, fresh=True)
    await phases.idle(run, crowd)
    await _keep_pushes(run, crowd)
    _keep_question(run)
    figures.keep("first_load_kb", "a student's first load", await first_load_kb(crowd, crowd.students[0]), "kB")
    figures.keep("push_kb", "a question's push", figures.values["push_kb"], "kB")


async def _keep_pushes(run: Run, crowd: Crowd) -> None:
    """Fan-out and reveal, which were measured several times, beside floors of the same bytes."""
    figures, count = run.figures, len(crowd.students)
    floor = await run.floors(round(1000 * figures.values["push_kb"]))
    figures.values["fanout_floor_ms"] = floor
    figures.values["fanout_worst_ms"] = 1000 * max(run.fan_outs)
    label = f"question to the last of {count}, from the host's press"
    figures.keep("fanout_last_ms", label, 1000 * median(run.fan_outs), "ms", floor, "fan-out")
    figures.keep("fanout_first_ms", "   to the first of them", 1000 * median(run.firsts))
    floor = await run.floors(sum(len(each.stage) for each in crowd.students) // count)
    label = "reveal to the last, with own points and place"
    figures.keep("reveal_last_ms", label, 1000 * median(run.reveals), "ms", floor, "reveal")


def _keep_question(run: Run) -> None:
    """What one whole question took, its answers spread over some seconds."""
    figures, phase = run.figures, SPREAD
    on_screen, told = ([lag for _, lag in run.lags[name]] for name in ("on the screen", "acknowledged"))
    label = f"{len(told)} answers over {run.plan.spread:g} s: to the screen's count, p99"
    figures.keep("tally_lag_p99_ms", label, quantile(on_screen, 0.99), phase=phase)
    figures.keep("answer_spread_p99_ms", "   acknowledged, p99", quantile(told, 0.99), phase=phase)
    label = "   server's CPU: open, answers, close, reveal"
    figures.keep("question_cpu_s", label, figures.values["question_cpu_s"], "s", phase=phase)
    figures.keep("frames_per_answer", "   frames per answer", figures.values["frames_per_answer"], "")


def _keep_lost(run: Run) -> None:
    labels = ("answers lost", "answers kept twice", "acknowledged without a row", "answers not acknowledged")
    for label, (key, count) in zip(labels, run.kept.values().items(), strict=True):
        run.figures.keep(key, label, count, "")
