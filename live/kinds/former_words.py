"""Short text and word clouds as they judged in rounds of the first edition: frozen, so that their answers stay.

Values are compared by `live.content.lines.forgiving` (a cloud's by small letters alone), and rows say the value.
"""

from collections import Counter
from collections.abc import Collection

from django.http import QueryDict
from django.utils.translation import gettext as _

from live.content.lines import forgiving, limit_marks, line
from live.kinds.base import register_former
from live.kinds.charts.word_cloud import WordCloud
from live.kinds.cloud import BETWEEN, Cloud
from live.kinds.cloud import LENGTH as WORD_LENGTH
from live.kinds.short import LENGTH, Short, others
from live.kinds.values import Bar, Content, Counts
from live.refusal import Refused

ROWS = 80


class FormerShort(Short):
    """Short text, compared without case, accents and typographic quotes. Value: "paris"."""

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require up to 100 characters, and something that is left of them in the forgiving form."""
        typed = line(limit_marks(line(form.get("text", ""))))
        value = forgiving(typed)
        if not value:
            raise Refused(_("Please type an answer first."), 422)
        if len(typed) > LENGTH:
            raise Refused(_("That answer is too long: %d characters at most.") % LENGTH, 422)
        return value, typed

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 for an accepted answer, else 0."""
        return float(value in _accepted(content))

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the most frequent values first; beyond 80 rows a last one counts the rest."""
        accepted = _accepted(content)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        shown = len(ordered) if len(ordered) <= ROWS else ROWS - 1
        bars = [Bar(value, value, count, value in accepted) for value, count in ordered[:shown]]
        return bars + others([count for _value, count in ordered[shown:]])

    def spelt(self, content: Content, counts: Counts) -> dict[str, str]:
        """Keep nothing: rows say the value."""
        return {}


def _accepted(content: Content) -> set[str]:
    return set(map(forgiving, content["accepted"]))


class FormerCloud(Cloud):
    """Words, a field each, compared by small letters. Value: the words in small letters, sorted, one per line."""

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read the words that were filled in, each once."""
        typed = [word for raw in form.getlist("word")[:100] if (word := line(limit_marks(line(raw))))]
        if not typed:
            raise Refused(_("Please type a word first."), 422)
        if len(typed) > self._words(content):
            raise Refused(_("That is more words than this question takes: %d.") % self._words(content), 422)
        if any(len(word) > WORD_LENGTH for word in typed):
            raise Refused(_("That is too long: each word has %d characters at most.") % WORD_LENGTH, 422)
        return BETWEEN.join(sorted({word.lower() for word in typed})), ", ".join(typed)

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return the words as they were typed; those with a comma in them as they are counted."""
        words, counted = typed.split(", "), value.split(BETWEEN)
        return {"word": words if sorted({word.lower() for word in words}) == counted else counted}

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the 80 most frequent words, by count and then by text."""
        words: Counter[str] = Counter()
        for value, count in counts.items():
            words.update(dict.fromkeys(value.split(BETWEEN), count))
        ordered = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:ROWS]
        return [Bar(word, word, count) for word, count in ordered]

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> WordCloud | None:
        """The words as a picture, all of them."""
        bars = tuple(bar for bar in self.tally(content, counts) if bar.value not in hidden)
        return WordCloud(bars, readable=0) if bars else None

    def spelt(self, content: Content, counts: Counts) -> dict[str, str]:
        """Keep nothing: rows say the value."""
        return {}


register_former(FormerShort(), 1)
register_former(FormerCloud(), 1)
