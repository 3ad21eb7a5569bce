"""What each figure must be, and what it reaches for; the second holds above 1,000 students."""

from collections.abc import Mapping
from typing import NamedTuple

HALL = 1000
"The students for whom the first pair of bars was set."


class Bars(NamedTuple):
    """The most that is good enough, and the most that is good; of the ratio to the floor when `by_ratio`."""

    must: float
    reach: float | None = None
    by_ratio: bool = False


BARS: dict[str, tuple[Bars | None, ...]] = {
    "start_s": (Bars(2, 1),),
    "rss_base_mib": (Bars(120, 90),),
    "join_storm_ready_s": (Bars(6, 3), Bars(40, 20)),
    "kib_per_seat": (Bars(40, 26),),
    "fanout_last_ms": (Bars(5, 2, by_ratio=True), Bars(350, 150)),
    "answers_at_once_p99_ms": (Bars(800, 400), Bars(4000, 2000)),
    "answers_at_once_new_p99_ms": (Bars(800, 400), Bars(4000, 2000)),
    "tally_lag_p99_ms": (Bars(500, 250), None),
    "question_cpu_s": (Bars(4, 1.5), None),
    "frames_per_answer": (Bars(0.2, 0.05),),
    "reveal_last_ms": (Bars(200, 80), Bars(800, 350)),
    "rooms_cpu_ms_per_answer": (Bars(1.3, 1.1, by_ratio=True),),
    "idle_frames": (Bars(0, 0),),
    "first_load_kb": (Bars(60, 35),),
    "push_kb": (Bars(3, 1.5),),
    "answers_lost": (Bars(0, 0),),
    "answers_twice": (Bars(0, 0),),
    "acknowledged_without_row": (Bars(0, 0),),
    "answers_refused": (Bars(0, 0),),
}


SERVER_BARS: dict[str, tuple[Bars | None, ...]] = {
    "fanout_last_ms": (Bars(1.6, by_ratio=True), Bars(1.0, by_ratio=True)),
    "answers_at_once_p99_ms": (Bars(1.3, by_ratio=True),),
    "at_once_cpu_ms_per_answer": (Bars(1.5, by_ratio=True),),
    "question_cpu_ms_per_answer": (Bars(1.5, by_ratio=True),),
    "tick_added_p99_ms": (Bars(20),),
    "answers_lost": (Bars(0),),
    "answers_twice": (Bars(0),),
    "acknowledged_without_row": (Bars(0),),
    "answers_refused": (Bars(0),),
}
"Of two processes behind nginx; a ratio is to one process with SQLite, in the same run."


def bars(key: str, students: int, of: Mapping[str, tuple[Bars | None, ...]] = BARS) -> Bars | None:
    """The bars of a figure for so many students, if it has any."""
    known = of.get(key, ())
    return known[-1 if students > HALL else 0] if known else None
