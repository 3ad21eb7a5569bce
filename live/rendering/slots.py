"""Places in a region that are filled each time it is sent, or for each participant."""

import math
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from live.models import Phase
from live.models.round import PUSH_TAKES
from live.rooms.snapshot import Snapshot


def _slot(name: str) -> str:
    """A text that nobody can type: it has a part of a keyed hash, alike in all processes."""
    return f"\ue000{name}-{salted_hmac('live.scene', name).hexdigest()[:16]}\ue000"


LEFT, ELAPSED, FOCUS, NAME, ID = map(_slot, ("left", "elapsed", "focus", "name", "id"))
NUMBERS = POINTS, PLACE, TOTAL, RIGHT, GRADED = tuple(map(_slot, ("points", "place", "total", "right", "graded")))
WORDS, MARKS, TIME = map(_slot, ("words", "marks", "time"))
DIGEST, PERIOD, DELAY, AT = map(_slot, ("digest", "period", "delay", "at"))
"Slots: filled each time a region is sent, or for each participant."
LONGEST_BAR = 300


def seconds(snapshot: Snapshot) -> tuple[int, int]:
    """(whole length, what is left) of the running clock in seconds, as people see them."""
    left = snapshot.round.left() if snapshot.round and snapshot.phase == Phase.OPEN else None
    if snapshot.round is None or left is None:
        return 0, 0
    ran = timedelta(milliseconds=snapshot.round.ran_ms)
    if snapshot.round.closes_at and snapshot.round.runs_since:
        ran += snapshot.round.closes_at - snapshot.round.runs_since - PUSH_TAKES
        return math.ceil(ran.total_seconds()), math.ceil(left.total_seconds())
    return math.ceil((ran + left).total_seconds()), math.ceil(left.total_seconds())


def at_time(moment: datetime | None) -> str:
    """A moment of today as the school's clocks show it."""
    return f"{timezone.localtime(moment):%H:%M:%S}" if moment else ""
