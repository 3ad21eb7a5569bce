"""How often a room is counted anew: five times a second, and less often the more rooms of this process are at it."""

import time
from collections import deque

SHORTEST = 0.2
"Seconds between two counts of a room."
PLENTY = 8
"Counts a second, of all rooms together, from which on each waits longer."


class Pace:
    """Slows counting down as more rooms count: a hundred classes at once would else be counted 500 times a second."""

    def __init__(self) -> None:
        self._counts: deque[float] = deque()

    def counted(self) -> None:
        """Note that a room is counted now."""
        self._counts.append(time.monotonic())

    @property
    def seconds(self) -> float:
        """Seconds between two counts of a room, as busy as the process is now."""
        while self._counts and self._counts[0] < time.monotonic() - 1:
            self._counts.popleft()
        return SHORTEST * max(1.0, len(self._counts) / PLENTY)
