"""How hard each question of a room was."""

from dataclasses import dataclass

from live.results.grid import Asked, Results


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


def difficulty(results: Results) -> list[Share]:
    """Return the shares of all questions with a right answer; [] for a single one, which makes no chart."""
    graded = [each for each in results.asked if each.right is not None and each.total and not each.round.skipped]
    shares = [Share(at, each, each.right or 0) for at, each in enumerate(graded)]
    return shares if len(shares) > 1 else []
