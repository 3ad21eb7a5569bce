"""A room's results in a few numbers: how much was right, how long an answer took, which questions to look at first."""

from collections.abc import Sequence
from dataclasses import dataclass

from live.results.analysis import LOW, Share
from live.results.grid import Asked, Results

FIRST = 3
"So many questions are looked at first."
EASY = 60
"Percent: what so many had right is not among them."


@dataclass(frozen=True)
class Summary:
    """The facts of one room, and its hardest questions."""

    mean: int | None
    "The mean of the percentages of right answers; None without a question that has one."
    seconds: float | None
    "The mean time of an answer against the clock; None without one."
    low: int
    "How many questions were right for few."
    answers: int
    hardest: list[Share]


def summary(results: Results, shares: Sequence[Share]) -> Summary:
    """Put the numbers of each question together; `shares`: of those with a right answer."""
    percents = [share.percent for share in shares]
    return Summary(
        mean=round(sum(percents) / len(percents)) if percents else None,
        seconds=_mean_seconds(results.asked),
        low=sum(percent < LOW for percent in percents),
        answers=sum(each.total for each in results.asked),
        hardest=[share for share in sorted(shares, key=lambda share: share.percent) if share.percent < EASY][:FIRST],
    )


def _mean_seconds(asked: Sequence[Asked]) -> float | None:
    """Each question counts once, however many answered it."""
    means = [each.mean_seconds for each in asked if each.mean_seconds is not None]
    return sum(means) / len(means) if means else None
