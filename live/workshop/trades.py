"""What each kind of child does, and what one of its jobs may cost."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Trade:
    """One kind of child; each has a place of its own, so that a picture never waits for a text."""

    name: str
    cpu_seconds: float
    "The CPU time of a job: what needs more is ended, however idle or busy the machine is."
    patience: float
    "The seconds by the clock after which a job is given up; far more, as the child goes behind everything else."
    memory: int
    "The bytes of address space."


DRAWINGS = Trade("drawings", cpu_seconds=0.3, patience=20, memory=512 * MIB)
PICTURES = Trade("pictures", cpu_seconds=20, patience=40, memory=1536 * MIB)
TRADES = {trade.name: trade for trade in (DRAWINGS, PICTURES)}
