"""The phases of a run, one after the other; each puts its figures beside a floor of the same run."""

import asyncio
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from bench.load.crowd import Crowd, Teacher
from bench.load.floor import Floor
from bench.plan import Plan
from bench.report.figures import Figures, ms, quantile
from bench.report.limits import Gauge
from bench.report.truth import Kept, compare
from bench.systems.embedded import System

FLOORS = 5
SPREAD = "answers over seconds"
"The load's phase in which a class answers at its own pace."


def arrival_seconds(students: int) -> float:
    """1,000 come within 2 s, 5,000 within 5 s, fewer as densely as 1,000."""
    return min(students / 500, max(2.0, students / 1000))


@dataclass
class Run:
    """One run: what is measured, and what is known so far."""

    plan: Plan
    system: System
    teacher: Teacher
    floor: Floor
    figures: Figures
    gauge: Gauge = field(default_factory=Gauge)
    kept: Kept = field(default_factory=Kept)
    firsts: list[float] = field(default_factory=list)
    fan_outs: list[float] = field(default_factory=list)
    "Seconds from the host's press to the first and to the last student, each time a question was opened."
    reveals: list[float] = field(default_factory=list)
    lags: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    async def floors(self, size: int) -> float:
        """The bare server's fan-out of so many bytes to as many, in ms: the median of several."""
        await self.floor.fill(self.figures.students)
        return 1000 * median([await self.floor.fan_out(size) for _ in range(FLOORS)])


async def join_storm(run: Run) -> Crowd:
    """Everybody comes at nearly the same time."""
    crowd, count = await Crowd.open(run.system, run.teacher, run.plan), run.figures.students
    seconds = arrival_seconds(count)
    cpu = run.system.cpu()
    with run.gauge.phase("join storm"):
        ready, waits = await crowd.fill(count, seconds)
    figures = run.figures
    figures.values["join_storm_cpu_s"] = run.system.cpu() - cpu
    figures.values["join_storm_errors"] = len(crowd.errors)
    wire = crowd.students[0].browser.http.bytes_in
    with run.gauge.phase("join storm, floor"):
        floor = await _bare_joins(run.floor, count, seconds, wire)
    label = f"{count} arrive within {seconds:g} s: all ready after"
    figures.keep("join_storm_ready_s", label, ready, "s", floor, "join storm")
    figures.keep("join_storm_p99_ms", "   one student's wait, p99", ms(quantile(waits, 0.99)), phase="join storm")
    await crowd.quiet()
    return crowd


async def _bare_joins(floor: Floor, count: int, seconds: float, wire: int) -> float:
    """The same connections and bytes against the bare server; seconds until the last is through."""
    began = perf_counter()

    async def arrive(at: float) -> None:
        await asyncio.sleep(max(0.0, at - perf_counter()))
        caller = await floor.connect()
        for _ in range(4):
            await caller.ask(600, wire // 4)
        socket = await floor.connect()
        await socket.ask(600, 3000)
        for each in (caller, socket):
            each.transport.close()

    await asyncio.gather(*(arrive(began + seconds * i / count) for i in range(count)))
    return perf_counter() - began


async def openings(run: Run, crowd: Crowd) -> None:
    """Questions are opened and closed again: how long to the last socket."""
    for _ in range(run.plan.openings):
        await ask(run, crowd)
        await crowd.press("close")
        await crowd.quiet(0.3)


async def ask(run: Run, crowd: Crowd) -> None:
    """The host opens the next question."""
    with run.gauge.phase("fan-out"):
        waits = await crowd.press("open")
    run.firsts.append(waits[0])
    run.fan_outs.append(waits[-1])
    if len(run.fan_outs) == 1:
        run.figures.values["fanout_first_ms"] = ms(waits[0])
        run.figures.values["push_kb"] = sum(len(each.stage) for each in crowd.students) / len(crowd.students) / 1000
    crowd.prepare()


async def at_once(run: Run, crowd: Crowd, fresh: bool = False) -> None:
    """All answer in the same instant; on connections that are there, or `fresh` ones as after a minute's pause."""
    await ask(run, crowd)
    await crowd.quiet(0.3)
    name = "answers at once on new connections" if fresh else "answers at once"
    if fresh:
        crowd.hang_up()
        await asyncio.sleep(run.plan.wait(0.5))
    cpu = run.system.cpu()
    with run.gauge.phase(name):
        waits = await crowd.answer_at_once()
    run.figures.values[f"{'fresh' if fresh else 'at_once'}_cpu_ms_per_answer"] = (
        1000 * (run.system.cpu() - cpu) / max(1, len(waits))
    )
    run.kept += compare(run.system.database, crowd.students)
    await run.floor.fill(run.figures.students)
    with run.gauge.phase(f"{name}, floor"):
        bare = await run.floor.ask_at_once(*_sizes(crowd))
    key = "answers_at_once_new_p99_ms" if fresh else "answers_at_once_p99_ms"
    label = f"{len(waits)} {name}: acknowledged, p99"
    run.figures.keep(key, label, ms(quantile(waits, 0.99)), "ms", ms(quantile(bare, 0.99)), name)
    await finish(run, crowd)


def _sizes(crowd: Crowd) -> tuple[int, int]:
    """Bytes of one student's answer and of what it is answered."""
    student = next(each for each in crowd.students if each.reply)
    assert student.reply
    return len(student.request), len(student.reply.head) + 2 + len(student.reply.body)


async def finish(run: Run, crowd: Crowd) -> None:
    """The host closes and reveals: how long until the last has their own points and place."""
    await crowd.press("close")
    await crowd.quiet(0.3)
    with run.gauge.phase("reveal"):
        waits = await crowd.press("reveal")
    run.reveals.append(waits[-1])
    check_reveal(crowd)


def check_reveal(crowd: Crowd) -> None:
    """Each student was told their own."""
    wrong = sum(not _is_told(student.stage, student.value == "2") for student in crowd.students)
    if wrong:
        crowd.errors.append(f"reveal: {wrong} students were not told their own")


def _is_told(stage: bytes, right: bool) -> bool:
    """The push says whether this student was right, and their place."""
    return b'id="mine"' in stage and (b"Right!" if right else b"Not quite.") in stage and b"Place " in stage


async def spread(run: Run, crowd: Crowd) -> None:
    """A whole question with answers over five seconds: the screen's count, frames, CPU."""
    await crowd.quiet()
    system, cpu = run.system, run.system.cpu()
    await ask(run, crowd)
    crowd.screen.counts.clear()
    await asyncio.sleep(run.plan.wait(0.3))
    frames = crowd.ears.frames
    with run.gauge.phase(SPREAD):
        await crowd.answer_over(run.plan.spread)
    await crowd.counted()
    await asyncio.sleep(run.plan.wait(0.5))
    run.figures.values["frames_per_answer"] = (crowd.ears.frames - frames) / len(crowd.students)
    run.kept += compare(system.database, crowd.students)
    await finish(run, crowd)
    await asyncio.sleep(run.plan.wait(0.3))
    run.figures.values["question_cpu_s"] = system.cpu() - cpu
    run.lags = lags(crowd)


def lags(crowd: Crowd) -> dict[str, list[tuple[float, float]]]:
    """For each answer, when it was sent and the ms until it was acknowledged, and until the screen counted it."""
    acknowledged = sorted((each for each in crowd.students if each.reply), key=lambda each: each.reply.at)  # type: ignore[union-attr]
    began = min(each.sent_at for each in acknowledged)
    lags: dict[str, list[tuple[float, float]]] = {"acknowledged": [], "on the screen": []}
    for rank, student in enumerate(acknowledged, start=1):
        assert student.reply
        shown = crowd.screen.showed(rank)
        since = student.sent_at - began
        lags["acknowledged"].append((since, 1000 * (student.reply.at - student.sent_at)))
        if shown is not None:
            lags["on the screen"].append((since, 1000 * (shown - student.sent_at)))
    missing = len(acknowledged) - len(lags["on the screen"])
    if missing:
        crowd.errors.append(f"the screen never showed the last {missing} answers")
    return lags


async def idle(run: Run, crowd: Crowd) -> None:
    """Nobody does anything: frames but the beats, and CPU."""
    await asyncio.sleep(run.plan.wait(1.0))
    await crowd.quiet()
    frames, beats, cpu = crowd.ears.frames, crowd.ears.beats, run.system.cpu()
    await asyncio.sleep(run.plan.idle)
    run.figures.values["idle_cpu_share"] = (run.system.cpu() - cpu) / run.plan.idle
    run.figures.values["idle_beats"] = crowd.ears.beats - beats
    label = f"frames in {run.plan.idle:g} idle seconds, beats apart"
    run.figures.keep("idle_frames", label, crowd.ears.frames - frames, "")
