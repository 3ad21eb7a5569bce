"""What was measured, what it must be, and how it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.report.bars import Bars, bars


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    label: str
    value: float | None
    unit: str = "ms"
    floor: float | None = None
    phase: str = ""
    "The load's phase whose share of a core counts for this figure."
    bars: Bars | None = None

    @property
    def ratio(self) -> float | None:
        """Times the floor."""
        return self.value / self.floor if self.floor and self.value is not None else None

    @property
    def verdict(self) -> str:
        """Whether it is as it must be, or better."""
        if self.bars is None:
            return ""
        judged = self.ratio if self.bars.by_ratio else self.value
        if judged is None or judged > self.bars.must:
            return "NO"
        return "yes, reach" if self.bars.reach is not None and judged <= self.bars.reach else "yes"

    def cells(self, busy: bool) -> tuple[str, ...]:
        """As the table has it."""
        mark = " *" if busy else ""
        must, reach, by_ratio = self.bars or (None, None, False)
        times = " x" if by_ratio else ""
        measured = f"{figure(self.value) or 'none'} {self.unit}{mark}".rstrip()
        limits = (figure(must, times), figure(reach, times), self.verdict)
        return (self.label, measured, figure(self.floor), figure(self.ratio), *limits)


@dataclass
class Figures:
    """All of one run."""

    students: int
    values: dict[str, Any] = field(default_factory=dict)
    "By the keys of the JSON file."
    rows: list[Row] = field(default_factory=list)
    shares: dict[str, float] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def keep(
        self, key: str, label: str, value: float | None, unit: str = "ms", floor: float | None = None, phase: str = ""
    ) -> None:
        """A figure that has a key in the JSON file and a row in the table."""
        row = Row(label, value, unit, floor, phase, bars(key, self.students))
        self.rows.append(row)
        self.values[key] = value
        if row.ratio is not None:
            self.values.setdefault("ratios", {})[key] = round(row.ratio, 2)
            self.values.setdefault("floors", {})[key] = row.floor

    @property
    def nothing_lost(self) -> bool:
        """Every answer is there once, and nobody was turned away."""
        keys = ("answers_lost", "answers_twice", "acknowledged_without_row", "answers_refused")
        return not any(self.values.get(key) for key in keys) and not self.errors

    def json(self) -> dict[str, Any]:
        """For the file."""
        told = rounded(self.values)
        told["generator"] = {name: round(share, 2) for name, share in self.shares.items()}
        told["verdicts"] = {row.label.strip(): row.verdict for row in self.rows if row.verdict}
        return {"students": self.students, **told, "errors": self.errors[:20]}

    def table(self, busy: float) -> str:
        """For people; `*` marks what was measured while the load had more than `busy` of a core."""
        head = ("", "figure", "floor", "ratio", "must", "reach", "")
        lines = [head, *(row.cells(self.shares.get(row.phase, 0) > busy) for row in self.rows)]
        return aligned(lines)


def aligned(lines: Sequence[tuple[str, ...]]) -> str:
    """Lines of as many cells each, in columns."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest, last = cells
    padded = [cell.rjust(width) for cell, width in zip(rest, widths[1:-1], strict=True)]
    return "  ".join([first.ljust(widths[0]), *padded, last]).rstrip()


def figure(value: float | None, unit: str = "") -> str:
    """A number as short as it may be."""
    if value is None:
        return ""
    return f"{value:.0f}{unit}" if value >= 100 or value == int(value) else f"{value:.3g}{unit}"


def rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the JSON file has them."""
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in values.items()}


def quantile(values: list[float], share: float) -> float | None:
    """The value that so large a share does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def ms(seconds: float | None) -> float | None:
    """Seconds as milliseconds."""
    return None if seconds is None else seconds * 1000
