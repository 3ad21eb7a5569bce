"""How hard each question of a room was."""

from dataclasses import dataclass

from live.kinds import Bar
from live.results.grid import Asked, Results

LOW = 40
"Percent: a question that fewer had right is looked at again."


@dataclass(frozen=True)
class Share:
    """The share of right answers to one question, as a column of the chart: one unit high for each percent."""

    at: int
    asked: Asked
    right: int

    WIDTH = 44
    "The width of a column with the space around it."

    @property
    def percent(self) -> int:
        """The percentage of wholly right answers."""
        return round(100 * self.right / self.asked.total)

    @property
    def partly_percent(self) -> int:
        """The percentage of partly right answers."""
        return round(100 * self.asked.partly / self.asked.total)

    @property
    def is_low(self) -> bool:
        """Whether few were right."""
        return self.percent < LOW

    @property
    def mistake(self) -> Bar | None:
        """The wrong answer that most gave, where answers are counted by rows; None without one."""
        wrong = [
            bar for bar in self.asked.bars if bar.count and not bar.right and bar.value not in self.asked.round.hidden
        ]
        return max(wrong, key=lambda bar: bar.count) if wrong else None

    @property
    def x(self) -> int:
        """The x at which the column begins."""
        return self.at * self.WIDTH

    @property
    def top(self) -> int:
        """The y at which the right answers end; SVG counts from above."""
        return 100 - self.percent

    @property
    def partly_top(self) -> int:
        """The y at which the partly right answers, drawn above them, end."""
        return max(0, self.top - self.partly_percent)

    @property
    def above(self) -> int:
        """The y of the number that stands on the column."""
        return self.partly_top - 6


def difficulty(results: Results) -> list[Share]:
    """Return the shares of all questions with a right answer."""
    graded = [each for each in results.asked if each.right is not None and each.total and not each.round.skipped]
    return [Share(at, each, each.right or 0) for at, each in enumerate(graded)]
