"""What the load itself needs and costs: open files, its own share of a core."""

import gc
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, process_time

BUSY = 0.8
"The share of a core above which a figure is as much the load's as the server's."


def raise_descriptor_limit() -> int:
    """Allow as many open files as the system lets us; how many that are."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 1 << 16 if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


class Gauge:
    """How busy this process was, by phase."""

    def __init__(self) -> None:
        self.shares: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure what is done inside; of several with one name the busiest counts."""
        gc.disable()
        wall, own = perf_counter(), process_time()
        try:
            yield
        finally:
            share = (process_time() - own) / max(1e-9, perf_counter() - wall)
            self.shares[name] = max(share, self.shares.get(name, 0.0))
            gc.enable()

    def busy(self, name: str) -> bool:
        """Whether a figure of that phase is to be marked."""
        return self.shares.get(name, 0.0) > BUSY
