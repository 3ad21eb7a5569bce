"""Word cloud: each participant sends a few words, and frequent ones grow; nothing is right or wrong."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.lines import limit_marks, line
from live.kinds.base import Kind, register
from live.kinds.charts.word_cloud import WordCloud
from live.kinds.values import Bar, Content, Invalid
from live.refusal import Refused

LENGTH = 30
MOST = 5
ROWS = 80
BETWEEN = "\n"  # separates the words of a value; a line cannot hold it, so no word does


class Cloud(Kind):
    """Typed words. Content: {"words": 3}, as many may be sent. Value: the words, lower-case, sorted, one per line."""

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
        """Add `fields`, a number for each input on the phone, and `sizes`, the numbers that the editor offers."""
        return {**super().context(content), "fields": range(1, self._words(content) + 1), "sizes": range(1, MOST + 1)}

    def draft(self, form: QueryDict) -> Content:
        """Read the number of words; what is no number becomes 0, which `validate` refuses."""
        raw = line(form.get("words", ""))
        return {"words": int(raw) if raw.isdecimal() and len(raw) < 4 else 0}

    def validate(self, content: Content) -> Content:
        """Require 1 to 5 words."""
        if content["words"] not in range(1, MOST + 1):
            raise Invalid([("words", _("Each person can send 1 to %d words.") % MOST)])
        return {"words": content["words"]}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read the words that were filled in, each once."""
        typed = [word for raw in form.getlist("word")[:100] if (word := line(limit_marks(line(raw))))]
        if not typed:
            raise Refused(_("Please type a word first."), 422)
        if len(typed) > self._words(content):
            raise Refused(_("That is more words than this question takes: %d.") % self._words(content), 422)
        if any(len(word) > LENGTH for word in typed):
            raise Refused(_("That is too long: each word has %d characters at most.") % LENGTH, 422)
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
        """The words as a picture."""
        bars = tuple(bar for bar in self.tally(content, counts) if bar.value not in hidden)
        return WordCloud(bars) if bars else None

    def value_text(self, content: Content, value: str) -> str:
        """Return the words with commas between them."""
        return ", ".join(value.split(BETWEEN))

    def _words(self, content: Content) -> int:
        return min(MOST, max(1, content["words"]))


register(Cloud())
