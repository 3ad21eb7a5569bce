"""Lists that a teacher types into one text box, an item on each line."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from live.content.lines import line

MOST_LINES = 100
"Lines that are read at all; more than any kind takes."


def typed_items(raw: str) -> list[str]:
    """Return the lines that say something, each cleaned."""
    lines = (line(each, "NFC") for each in raw.splitlines()[:MOST_LINES])
    return [each for each in lines if each]


def item_faults(items: Sequence[str], fewest: int, most: int, length: int) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the items: too few, too many, too long, the same twice."""
    if len(items) < fewest:
        yield ngettext("Please give at least %d line.", "Please give at least %d lines.", fewest) % fewest
    if len(items) > most:
        yield _("%d lines are the most there can be.") % most
    for number, item in enumerate(items[:most], 1):
        if not line(item, "NFC"):
            yield _("Line %d is empty.") % number
        elif len(item) > length:
            yield _("Line %(one)d is too long: %(most)d characters at most.") % {"one": number, "most": length}
        elif (twin := items.index(item) + 1) < number:
            yield _("Lines %(one)d and %(other)d are the same.") % {"one": twin, "other": number}
