"""What each kind of child does, and what one of its jobs may cost."""

import os
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Trade:
    """One kind of child; each has a place of its own, so that a picture never waits for a text."""

    name: str
    cpu_seconds: float
    "The CPU time of a job: what needs more is ended, however idle or busy the machine is."
    patience: float
    "The seconds by the clock after which the child is given up; far more, as it goes behind everything else."
    memory: int
    "The bytes of address space."
    craft: str = ""
    """The module that knows the work, for a trade of a package above this one: it has `load`, `prepare` and `work`."""


_COUNTS = hasattr(os, "fork")
"Whether the system counts CPU time and ends what has used it up. Without that (Windows) the clock is the only limit."
DRAWINGS = Trade("drawings", cpu_seconds=0.3, patience=60 if _COUNTS else 3, memory=512 * MIB)
PICTURES = Trade("pictures", cpu_seconds=20, patience=40 if _COUNTS else 30, memory=1536 * MIB)
QUICK_FILES = Trade(
    "quick_files", cpu_seconds=2, patience=60 if _COUNTS else 6, memory=1024 * MIB, craft="live.formats.work"
)
FILES = Trade("files", cpu_seconds=20, patience=60 if _COUNTS else 30, memory=1024 * MIB, craft="live.formats.work")
TRADES = {trade.name: trade for trade in (DRAWINGS, PICTURES, QUICK_FILES, FILES)}
