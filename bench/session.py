"""A whole run: starts the server and the floor, goes through the phases, gathers the figures, ends what it started."""

import tempfile
from pathlib import Path
from statistics import median

from bench import phases
from bench.load.crowd import Hall, Teacher
from bench.load.floor import Floor
from bench.load.pages import first_load_kb
from bench.many_rooms import many_rooms
from bench.phases import SPREAD, Run
from bench.plan import Plan
from bench.report.figures import Figures, quantile
from bench.systems.embedded import Served

MIB = 1024


async def run(plan: Plan, server: type[Served] = Served) -> Run:
    """Measure everything once, on our server or another one that runs the same application."""
    with tempfile.TemporaryDirectory(prefix="show-of-hands-bench-") as folder:
        data = Path(folder) / "data"
        first = Served(data, cap=plan.cap)
        first.stop()
        served, floor = server(data, cap=plan.cap), Floor()
        try:
            return await _phases(plan, served, floor, first.start_s)
        finally:
            floor.stop()
            served.stop()


async def _phases(plan: Plan, served: Served, floor: Floor, first_start: float) -> Run:
    figures = Figures(plan.students)
    figures.values["first_start_s"] = first_start
    figures.keep("start_s", "start to first page", served.start_s, "s")
    base = served.rss_kib()
    figures.keep("rss_base_mib", "memory of the base process", base / MIB, "MiB")
    teacher = Teacher(served.port)
    await teacher.sign_in(served.sign_in)
    run = Run(plan, served, teacher, floor, figures)
    hall = await phases.join_storm(run)
    await _one_hall(run, hall, base)
    hall.leave()
    figures.errors += hall.errors
    if plan.rooms:
        await many_rooms(run)
    _keep_lost(run)
    figures.shares = run.gauge.shares
    return run


async def _one_hall(run: Run, hall: Hall, base: int) -> None:
    figures = run.figures
    hall.hang_up()
    await hall.quiet()
    seat = (run.served.rss_kib() - base) / max(1, len(hall.students))
    figures.keep("kib_per_seat", "memory for each connected seat", seat, "KiB")
    await phases.openings(run, hall)
    await phases.at_once(run, hall)
    await phases.spread(run, hall)
    hall.hang_up()
    await hall.quiet()
    seat = (run.served.rss_kib() - base) / max(1, len(hall.students))
    figures.keep("kib_per_seat_after_bursts", "   after they have answered at once, and over 5 s", seat, "KiB")
    await phases.at_once(run, hall, fresh=True)
    await phases.idle(run, hall)
    await _keep_pushes(run, hall)
    _keep_question(run)
    figures.keep("first_load_kb", "a student's first load", await first_load_kb(hall, hall.students[0]), "kB")
    figures.keep("push_kb", "a question's push", figures.values["push_kb"], "kB")


async def _keep_pushes(run: Run, hall: Hall) -> None:
    """Fan-out and reveal, which were measured several times, beside floors of the same bytes."""
    figures, count = run.figures, len(hall.students)
    floor = await run.floors(round(1000 * figures.values["push_kb"]))
    figures.values["fanout_floor_ms"] = floor
    figures.values["fanout_worst_ms"] = 1000 * max(run.fan_outs)
    label = f"question to the last of {count}, from the host's press"
    figures.keep("fanout_last_ms", label, 1000 * median(run.fan_outs), "ms", floor, "fan-out")
    figures.keep("fanout_first_ms", "   to the first of them", 1000 * median(run.firsts))
    floor = await run.floors(sum(len(each.stage) for each in hall.students) // count)
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
