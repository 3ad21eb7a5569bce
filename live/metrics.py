"""What this process counts, and how it is told to Prometheus (its text format, version 0.0.4).

Each number has one thread that writes it, so nothing here is locked; an addition costs less than a microsecond.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

EVERY: list["Counter | Histogram"] = []


class Counter:
    """A number, or one for each value of a label; what only grows is called …_total."""

    def __init__(self, name: str, words: str, label: str = "") -> None:
        self.name, self.words, self.label = name, words, label
        self.type = "counter" if name.endswith("_total") else "gauge"
        self.values: defaultdict[str, int] = defaultdict(int)
        EVERY.append(self)

    def add(self, value: str = "", times: int = 1) -> None:
        """Count so many more."""
        self.values[value] += times

    def lines(self) -> Iterator[str]:
        """Its samples; 0 before the first when it has no label."""
        if not self.label:
            yield f"{self.name} {self.values['']}"
        else:  # a list first: another thread may just be adding a value
            yield from (f'{self.name}{{{self.label}="{value}"}} {count}' for value, count in list(self.values.items()))


class Histogram:
    """How many were at most so large, for each of these bounds, and the sum of all."""

    type = "histogram"

    def __init__(self, name: str, words: str, bounds: Sequence[float]) -> None:
        self.name, self.words, self.bounds = name, words, bounds
        self.counts, self.sum = [0] * (len(bounds) + 1), 0.0
        EVERY.append(self)

    def observe(self, value: float) -> None:
        """Count one of this size."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    def lines(self) -> Iterator[str]:
        """Its samples: Prometheus's buckets hold what is in the smaller ones too."""
        count = 0
        for bound, more in zip([*self.bounds, "+Inf"], self.counts, strict=True):
            count += more
            yield f'{self.name}_bucket{{le="{bound}"}} {count}'
        yield f"{self.name}_sum {self.sum}"
        yield f"{self.name}_count {count}"


def text() -> str:
    """All of it."""
    heads = ([f"# HELP {each.name} {each.words}", f"# TYPE {each.name} {each.type}", *each.lines()] for each in EVERY)
    return "".join(f"{line}\n" for lines in heads for line in lines)


SOCKETS = Counter("show_sockets", "Open sockets.", "audience")
ROOMS = Counter("show_rooms", "Rooms in memory: somebody looks at them, or did a moment ago.")
ANSWERS = Counter("show_answers_total", "Answers, stored or refused.", "outcome")
ACKNOWLEDGED = Histogram(
    "show_acknowledgement_seconds",
    "From an answer's arrival to its commit.",
    (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
BATCH = Histogram("show_ballot_batch_size", "Answers in one transaction.", (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000))
TICKS_SENT = Counter("show_ticks_sent_total", "Messages with ticks told to other processes.")
TICKS_FAILED = Counter("show_ticks_failed_total", "Messages that could not be told.")
TICKS_LOST = Counter("show_ticks_lost_total", "Messages of other processes that did not come.")
TICKS_LATE = Counter("show_ticks_late_total", "Messages that were under way for more than half a second.")
TICKS_HEARD = Counter("show_ticks_heard", "1: other processes are heard. 0: live rooms are read once a second.")
CUT = Counter("show_sockets_cut_total", "Sockets that were ended because of what they did.", "reason")
