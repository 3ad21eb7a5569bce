"""The results as a table for a spreadsheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from live.results.grid import Results


def table(results: Results) -> Iterator[list[str]]:
    """Yield a row of headings, then a row for each participant."""
    yield _headings(results)
    for row in results.rows:
        scored = [row.place, row.points, row.right] if results.graded_count else [None] * 3
        answers = [part for cell in row.cells for part in (cell.text, cell.points)]
        yield [row.nickname, *("" if part is None else str(part) for part in (*scored, *answers))]


def _headings(results: Results) -> list[str]:
    headings = [_("Nickname"), _("Place"), _("Points"), pgettext("how many", "Right")]
    for asked in results.asked:
        number = asked.round.number
        said = f" ({remarked})" if (remarked := asked.remarked) else ""
        headings += [f"{number}. {asked.title}{said}", _("%d. points") % number]
    return headings
