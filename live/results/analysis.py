"""How the questions of a room fared."""

from dataclasses import dataclass

from live.results.grid import Asked, Results


@dataclass(frozen=True)
class Share:
    """How much of the answers to one question was right: a column, one unit high for each percent."""

    at: int
    asked: Asked
    right: int

    WIDTH = 44
    "Of a column with the space around it."

    @property
    def percent(self) -> int:
        """Wholly right."""
        return round(100 * self.right / self.asked.total)

    @property
    def partly_percent(self) -> int:
        """Partly right."""
        return round(100 * self.asked.partly / self.asked.total)

    @property
    def x(self) -> int:
        """Where its column begins."""
        return self.at * self.WIDTH

    @property
    def top(self) -> int:
        """Where what is right ends; SVG counts from above."""
        return 100 - self.percent

    @property
    def partly_top(self) -> int:
        """Where what is partly right, above it, ends."""
        return max(0, self.top - self.partly_percent)


def difficulty(results: Results) -> list[Share]:
    """How the questions that have a right answer fared; of a single one there is no more to see."""
    graded = [each for each in results.asked if each.right is not None and each.total and not each.round.skipped]
    shares = [Share(at, each, each.right or 0) for at, each in enumerate(graded)]
    return shares if len(shares) > 1 else []
