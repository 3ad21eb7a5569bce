"""`python -m bench`, which `./run bench` starts."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from bench.against import against
from bench.compare import compare_systems
from bench.kinds import UnknownKind, costs, table
from bench.load.http import Lost
from bench.phases import Run
from bench.plan import FULL, FULL_TURNS, QUICK, QUICK_TURNS, Plan, Turns
from bench.programs import SERVERS, Missing, require_servers
from bench.report.chart import chart
from bench.report.limits import BUSY, raise_descriptor_limit
from bench.session import run
from bench.systems.checkout import NoSuchRevision, checkout
from bench.systems.embedded import Embedded
from bench.systems.uvicorn import Uvicorn

T = TypeVar("T")
SOCKETS_EACH = 3
"A student's page and socket here, and one more connection to the floor."
OWN_FILES, MOST = 200, 20_000


def main(arguments: list[str]) -> int:
    """Measure, tell, write files. 1 when an answer was lost or somebody turned away."""
    if not Path("/proc/self/stat").exists():
        print("run: bench reads CPU and memory from /proc, which only Linux has.", file=sys.stderr)
        return 2
    asked = options().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # then too what was started is ended
    if asked.kind:
        return _kinds(asked)
    if asked.against:
        return _against(_turns(asked), asked)
    if asked.students and len(asked.students) > 1:
        print("run: several sizes are measured only --against another revision.", file=sys.stderr)
        return 2
    plan = _plan(asked)
    rooms = f", then {plan.rooms} rooms of {plan.people}" if plan.rooms else ""
    if not _fits(max(plan.students, plan.rooms * plan.people), f"{plan.students} students{rooms}"):
        return 2
    try:
        require_servers(*(SERVERS if asked.server else ()))
    except Missing as missing:
        print(f"run: {missing}", file=sys.stderr)
        return missing.code
    return _systems(plan, asked) if asked.server else _one(plan, asked)


def _kinds(asked: argparse.Namespace) -> int:
    """What kinds of questions cost."""
    try:
        print(table(costs(asked.kind.split(","), asked.students[0] if asked.students else FULL.students)))
    except UnknownKind as error:
        print(f"run: {error}.", file=sys.stderr)
        return 2
    return 0


def _fits(people: int, told: str, servers: int = 1) -> bool:
    """Whether so many phones may be open, a class for each server; said, and if not, what to do."""
    fit = (raise_descriptor_limit() - OWN_FILES) // SOCKETS_EACH // servers
    print(f"{told}; {fit} phones fit.", flush=True)
    if people > fit:
        print("run: the limit of open files (ulimit -Hn) allows no more than that; ask for fewer.", file=sys.stderr)
    return people <= fit


def _against(turns: Turns, asked: argparse.Namespace) -> int:
    """This checkout beside another revision."""
    if not _fits(max(turns.sizes), f"{', '.join(map(str, turns.sizes))} students on three servers", servers=3):
        return 2
    try:
        with checkout(asked.against) as tree:
            found = _measured(against(turns, asked.against, tree))
    except NoSuchRevision as error:
        print(f"run: {error}.", file=sys.stderr)
        return 2
    except Lost as error:
        print(f"run: a class could not be played on both revisions: {error}.", file=sys.stderr)
        return 1
    print(f"\n{found.table()}\n")
    print("Ratios are medians of turns (and where they lie); MORE and less: apart from the control's.")
    _tell_errors(found.errors)
    _write(asked.json, found.json())
    return 0 if found.nothing_lost else 1


def _one(plan: Plan, asked: argparse.Namespace) -> int:
    """One process, with everything that is known of it."""
    ended = _measured(run(plan, Uvicorn if asked.uvicorn else Embedded))
    _tell(ended)
    _write(asked.json, ended.figures.json())
    if asked.svg:
        title = f"{plan.students} answers over 5 s"
        Path(asked.svg).write_text(chart(title, list(ended.lags.items())))
    return 0 if ended.figures.nothing_lost else 1


def _systems(plan: Plan, asked: argparse.Namespace) -> int:
    """The same load on one process, and on a school's server."""
    comparison = _measured(compare_systems(plan))
    print(comparison.table())
    print(f"* the load itself had more than {BUSY:.0%} of a core.")
    _tell_errors(comparison.errors)
    _write(asked.json, comparison.json())
    return 0 if comparison.nothing_lost else 1


def _write(file: str | None, told: dict[str, Any]) -> None:
    if file:
        Path(file).write_text(json.dumps(told, indent=1) + "\n")


def options() -> argparse.ArgumentParser:
    """The options of ./run bench."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Measures a full hall.", allow_abbrev=False)
    parser.add_argument("--students", type=_numbers, metavar="N[,N]", help="in the hall (1000; with --quick 200); "
                        "several sizes --against a revision (30,100,1000; with --quick 100)")  # fmt: skip
    parser.add_argument("--rooms", type=int, metavar="N", help="rooms of 30 at once (100; with --quick 10 of 20)")
    parser.add_argument("--quick", action="store_true", help="a small hall, in less than a minute (--against: some)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--server", action="store_true", help="also on PostgreSQL, Redis and nginx, and compare")
    where.add_argument("--against", metavar="REV", help="beside another revision: ratios, and how far they scatter")
    where.add_argument("--kind", metavar="NAME[,NAME]", help="what a kind of question costs, without a server; or all")
    where.add_argument("--uvicorn", action="store_true", help="under uvicorn instead of daphne")
    parser.add_argument("--json", metavar="FILE", help="write the figures there")
    parser.add_argument("--svg", metavar="FILE", help="write a chart of answer lag there")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(_number, text.split(",")))


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text} is no number of students (1 to {MOST})")
    return int(text)


def _plan(asked: argparse.Namespace) -> Plan:
    usual = QUICK if asked.quick else FULL
    rooms = usual.rooms if asked.rooms is None else max(0, asked.rooms)
    if asked.server:
        rooms = 0  # one crowd on each system
    return Plan(asked.students[0] if asked.students else usual.students, rooms, usual.people)


def _turns(asked: argparse.Namespace) -> Turns:
    usual = QUICK_TURNS if asked.quick else FULL_TURNS
    return replace(usual, sizes=asked.students or usual.sizes)


def _measured(measuring: Coroutine[Any, Any, T]) -> T:
    """On uvloop where there is one: the load then needs a third of the CPU."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(measuring)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measuring)


def _tell(ended: Run) -> None:
    figures = ended.figures
    print(figures.table(BUSY))
    shares = ", ".join(f"{name} {share:.0%}" for name, share in figures.shares.items())
    print(f"\nThe load's own share of a core: {shares}.")
    print(f"* the load was above {BUSY:.0%}, so the figure is as much its own as the server's.")
    _tell_errors(figures.errors)


def _tell_errors(errors: Sequence[str]) -> None:
    for error in errors[:10]:
        print(f"! {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
