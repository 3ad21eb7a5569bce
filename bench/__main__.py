"""`python -m bench`, which `./run bench` starts."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from bench.chart import chart
from bench.limits import BUSY, raise_descriptor_limit
from bench.measure import Run
from bench.plan import FULL, QUICK, Plan
from bench.session import run

SOCKETS_EACH = 3
"A student's page and socket here, and one more connection to the floor."
OWN_FILES, MOST = 200, 20_000


def main(arguments: list[str]) -> int:
    """Measure, tell, write files. 1 when an answer was lost or somebody turned away."""
    if not Path("/proc/self/stat").exists():
        print("run: bench reads CPU and memory from /proc, which only Linux has.", file=sys.stderr)
        return 2
    asked = options().parse_args(arguments)
    plan, fit = _plan(asked), (raise_descriptor_limit() - OWN_FILES) // SOCKETS_EACH
    print(f"{plan.students} students, then {plan.rooms} rooms of {plan.people}; {fit} phones fit.", flush=True)
    if max(plan.students, plan.rooms * plan.people) > fit:
        print("run: the limit of open files (ulimit -Hn) allows no more than that; ask for fewer.", file=sys.stderr)
        return 2
    ended = _measured(plan)
    _tell(ended)
    if asked.json:
        Path(asked.json).write_text(json.dumps(ended.figures.json(), indent=1) + "\n")
    if asked.svg:
        title = f"{plan.students} answers over 5 s"
        Path(asked.svg).write_text(chart(title, list(ended.lags.items())))
    return 0 if ended.figures.nothing_lost else 1


def options() -> argparse.ArgumentParser:
    """The options of ./run bench."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Measures a full hall.", allow_abbrev=False)
    parser.add_argument("--students", type=_number, metavar="N", help="in the hall (1000; with --quick 200)")
    parser.add_argument("--rooms", type=int, metavar="N", help="rooms of 30 at once (100; with --quick 10 of 20)")
    parser.add_argument("--quick", action="store_true", help="a small hall, in less than a minute")
    parser.add_argument("--json", metavar="FILE", help="write the figures there")
    parser.add_argument("--svg", metavar="FILE", help="write a chart of answer lag there")
    return parser


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text} is no number of students (1 to {MOST})")
    return int(text)


def _plan(asked: argparse.Namespace) -> Plan:
    usual = QUICK if asked.quick else FULL
    rooms = usual.rooms if asked.rooms is None else max(0, asked.rooms)
    return Plan(asked.students or usual.students, rooms, usual.people)


def _measured(plan: Plan) -> Run:
    """On uvloop where there is one: the load then needs a third of the CPU."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(run(plan))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(run(plan))


def _tell(ended: Run) -> None:
    figures = ended.figures
    print(figures.table(BUSY))
    shares = ", ".join(f"{name} {share:.0%}" for name, share in figures.shares.items())
    print(f"\nThe load's own share of a core: {shares}.")
    print(f"* the load was above {BUSY:.0%}, so the figure is as much its own as the server's.")
    for error in figures.errors[:10]:
        print(f"! {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
