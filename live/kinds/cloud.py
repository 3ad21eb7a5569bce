"""Word cloud: each participant sends a few words, and frequent ones grow; nothing is right or wrong."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.folding import bare, folded, typed_line
from live.content.lines import line
from live.kinds.base import Kind, register
from live.kinds.charts.word_cloud import WordCloud, more
from live.kinds.editor_fields import Fields
from live.kinds.values import VALUE_LENGTH, Bar, Content, Counts, Invalid, typed
from live.kinds.written import Row, ordered
from live.refusal import Refused

LENGTH = 30
MOST = 5
ROWS = 80
BETWEEN, TYPED_BETWEEN = "\n", ", "
"What separates the words of a value, and those that were typed; no word has either in it."
_COMMAS = re.compile(r"[;؛،、]|,(?!\d)|(?<!\d),")
"Between two digits a comma is a decimal one."


class Cloud(Kind):
    """Typed words. Content: {"words": 3}, as many may be sent. Value: the words, folded, sorted, one per line."""

    slug = "cloud"
    label = gettext_lazy("Word cloud")
    typed = wordy = True
    scores = False
    rows_stand = True  # behind the picture
    order = 50

    @property
    def paper_template(self) -> str:
        """A line for each word."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return the usual number of words, three."""
        return {"words": 3}

    def context(self, content: Content) -> dict[str, Any]:
        """Add `fields`, a number for each input on the phone, `longest`, the characters that one takes, as all words
        may be typed in it, and `sizes`, the numbers that the editor offers.
        """
        words = self._words(content)
        longest = words * (LENGTH + len(TYPED_BETWEEN)) - len(TYPED_BETWEEN)
        shown = {"fields": range(1, words + 1), "longest": longest, "sizes": range(1, MOST + 1)}
        return {**super().context(content), **shown}

    def draft(self, form: QueryDict) -> Content:
        """Read the number of words; what is no number becomes 0, which `validate` refuses."""
        raw = line(form.get("words", ""))
        return {"words": int(raw) if raw.isdecimal() and len(raw) < 4 else 0}

    def fields(self, content: Content) -> Fields:
        """Return the number of words."""
        return {"words": [str(content["words"])]}

    def validate(self, content: Content) -> Content:
        """Require 1 to 5 words."""
        if content["words"] not in range(1, MOST + 1):
            raise Invalid([("words", _("Each person can send 1 to %d words.") % MOST)])
        return {"words": content["words"]}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read the words that were filled in, one or several in a field, each once."""
        most = self._words(content)
        words = list(islice(_words(form.getlist("word")[:100]), most + 1))
        if not words:
            raise Refused(_("Please type a word first."), 422)
        if len(words) > most:
            raise Refused(_("That is more words than this question takes: %d.") % most, 422)
        value = BETWEEN.join(sorted(set(map(counted, words))))
        if any(len(word) > LENGTH for word in words) or len(value) > VALUE_LENGTH:
            raise Refused(_("That is too long: each word has %d characters at most.") % LENGTH, 422)
        return value, TYPED_BETWEEN.join(words)

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return the words as they were typed, a field for each."""
        return {"word": typed.split(TYPED_BETWEEN)}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return words of a few letters."""
        return {"word": ["".join(random.choices("aeinst", k=3)) for _word in range(self._words(content))]}

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the most frequent words, by count and then by text; beyond 80 rows a last one counts the rest."""
        rows = ordered(_rows(counts))
        shown = len(rows) if len(rows) <= ROWS else ROWS - 1
        rest = [row.count for row in rows[shown:]]
        return _bars(rows[:shown]) + ([Bar("", more(len(rest)), sum(rest))] if rest else [])

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> WordCloud | None:
        """The words as a picture."""
        rows = ordered(row for row in _rows(counts) if row.value not in hidden)
        return WordCloud(tuple(_bars(rows[:ROWS])), beyond=len(rows[ROWS:])) if rows else None

    def spelt(self, content: Content, counts: Counts) -> dict[str, str]:
        """Return the labels of each value's words."""
        labels = {row.value: row.label for row in _rows(counts)}
        return {value: TYPED_BETWEEN.join(labels[word] for word in value.split(BETWEEN)) for value in counts}

    def value_text(self, content: Content, value: str) -> str:
        """Return the words with commas between them."""
        return ", ".join(value.split(BETWEEN))

    def _words(self, content: Content) -> int:
        return min(MOST, max(1, content["words"]))


def _words(fields: list[str]) -> Iterator[str]:
    """Yield the words of the fields; commas and semicolons separate several in one."""
    for field in fields:
        parts = _COMMAS.split(typed_line(field))
        for part in parts:
            word = typed_line(part) if len(parts) > 1 and part.strip() else part
            if counted(word):
                yield word


@lru_cache(maxsize=8192)
def counted(word: str) -> str:
    """Return the form in which a word is counted."""
    return bare(folded(word))


def _rows(counts: dict[str, int]) -> Collection[Row]:
    """Return a row for each word."""
    rows: dict[str, Row] = {}
    for (value, way), count in typed(counts).items():
        spellings = {counted(word): word for word in reversed(way.split(TYPED_BETWEEN))} if way else {}
        for word in value.split(BETWEEN):
            if (row := rows.get(word)) is None:
                row = rows[word] = Row(word)
            row.add(spellings.get(word, word), count)
    return rows.values()


def _bars(rows: list[Row]) -> list[Bar]:
    return [Bar(row.value, row.label, row.count) for row in rows]


register(Cloud())
