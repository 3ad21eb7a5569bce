"""Long text: answers of up to three hundred characters hang on a wall; nothing is right or wrong."""

from collections.abc import Collection
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from live.content.folding import bare, folded, typed_line
from live.kinds.base import Kind, register
from live.kinds.charts.card_wall import CardWall, card_wall
from live.kinds.short import check_typed, others
from live.kinds.text_alike import alike
from live.kinds.values import Bar, Content, Counts, typed
from live.kinds.written import Row

LENGTH = 300
ROWS = 80
PAPER_LINES = 4
SIMULATED = (
    *("because", "cities", "even", "grow", "here", "more", "people", "rain", "rivers", "roads", "some", "there"),
    *("towns", "trade", "water", "were"),
)
"Of what a simulated answer is made."


class Text(Kind):
    """Typed sentences. Content: {"wall": true}. Value: the folded text without the punctuation at its ends."""

    slug = "text"
    label = gettext_lazy("Long text")
    typed = wordy = wall = True
    rows_stand = True  # the wall has place for some of them, and says how many more there are
    scores = False
    order = 45

    @property
    def paper_template(self) -> str:
        """Some lines to write on."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return the only content that there is."""
        return {"wall": True}

    def context(self, content: Content) -> dict[str, Any]:
        """Add `longest`, the characters of an answer, and `lines`, as many as there are on paper."""
        return {**super().context(content), "longest": LENGTH, "lines": range(PAPER_LINES)}

    def validate(self, content: Content) -> Content:
        """Return the only content that there is."""
        return self.blank()

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require up to 300 characters; line breaks become spaces."""
        typed = typed_line(form.get("text", ""))
        value = bare(folded(typed))
        check_typed(value, typed, LENGTH)
        return value, typed

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return what was typed."""
        return {"text": [typed]}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return some words."""
        return {"text": [" ".join(random.choices(SIMULATED, k=random.randint(3, 12)))]}

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the most frequent answers first, of these the newest; beyond 80 rows a last one counts the rest."""
        bars = _bars(counts)
        shown = len(bars) if len(bars) <= ROWS else ROWS - 1
        return bars[:shown] + others([bar.count for bar in bars[shown:]])

    def every_row(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return all answers in the same order."""
        return _bars(counts)

    def alike(self, content: Content, counts: dict[str, int]) -> dict[str, str]:
        """Put together answers that have most of their words in common."""
        return alike(counts)

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> CardWall | None:
        """The wall."""
        return card_wall([bar for bar in _bars(counts) if bar.value not in hidden])

    def spelt(self, content: Content, counts: Counts) -> dict[str, str]:
        """Return how most have written each value."""
        return {row.value: row.label for row in _rows(counts)}


def _rows(counts: dict[str, int]) -> list[Row]:
    """Return a row for each value: the most frequent first, of these the newest."""
    rows: dict[str, Row] = {}
    for (value, way), count in typed(counts).items():
        row = rows.pop(value) if value in rows else Row(value)
        row.add(way or value, count)
        rows[value] = row  # behind all others, as it is the newest now
    newest_first = list(rows.values())[::-1]
    return sorted(newest_first, key=lambda row: -row.count)


def _bars(counts: dict[str, int]) -> list[Bar]:
    starred, gathered = (counts.starred, counts.gathered) if isinstance(counts, Counts) else ((), {})
    return [
        Bar(row.value, row.label, row.count, starred=row.value in starred, gathered=gathered.get(row.value, 0))
        for row in _rows(counts)
    ]


register(Text())
