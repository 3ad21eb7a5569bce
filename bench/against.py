"""`--against REV`: this checkout beside another revision; both are served at the same time, and measured in turns.

Minutes apart the same machine is another one, so each step is done on one server right after the other. The other
revision is served twice: what is measured at its second server beside the first one tells how much a ratio means.
The load is this checkout's in any case.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.phases import SPREAD
from bench.plan import Turns
from bench.report.ratios import AGAIN, BASE, HERE, Figure, Ratios
from bench.report.truth import Kept
from bench.side_by_side import AT_ONCE, JOINS, MOVES, Round, served
from bench.systems.embedded import ROOT

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


@contextmanager
def data_folders(checkouts: Mapping[str, Path], cap: int) -> Iterator[dict[str, Path]]:
    """A data folder for each side; its tables, and what Python compiles, are made by a start that does not count."""
    with tempfile.TemporaryDirectory(prefix="show-of-hands-bench-") as folder:
        folders = {side: Path(folder) / side for side in checkouts}
        for side, data in folders.items():
            served(data, checkouts[side], cap).stop()
        yield folders


async def against(turns: Turns, revision: str, tree: Path, tell: Callable[[str], None] = print) -> Against:
    """Measure all sizes; `tree`: the files of the revision."""
    found, checkouts = Against(revision), {HERE: ROOT, BASE: tree, AGAIN: tree}
    for students in turns.sizes:
        ratios = Ratios(students)
        found.sizes.append(ratios)
        with data_folders(checkouts, turns.plan(students).cap) as folders:
            for number in range(turns.rounds):
                tell(f"{students} students, round {number + 1} of {turns.rounds}")
                with Round(turns, ratios, number) as round:
                    await round.play(checkouts, folders)
                found.kept += round.kept
                found.errors += round.errors
    return found
