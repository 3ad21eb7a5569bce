"""Gaps in a text: typed, or chosen from a few words."""

from collections.abc import Collection, Iterator, Sequence
from html import escape
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.folding import folded, typed_line
from live.kinds.base import Kind, register
from live.kinds.cloze_tally import (
    BETWEEN,
    TYPED_BETWEEN,
    FilledText,
    Options,
    bars,
    filled,
    is_right,
    pieces,
    spellings,
    with_breaks,
    word,
)
from live.kinds.cloze_text import Gap, Text, clean, place, read
from live.kinds.editor_fields import Fields
from live.kinds.values import VALUE_LENGTH, Bar, Content, Counts, Invalid
from live.refusal import Refused
from live.workshop.drawings import formulas

MOST, MOST_OPTIONS = 8, 8
LENGTH = 40
"Of an answer."
SOURCE_LENGTH = 1000
KEPT_LENGTH = 4000
"Of a text that is too long: it stays in the editor up to here."
EMPTY = "–"
"In the place of a gap that was left open."
FIELD = "source"


class Cloze(Kind):
    """A text with gaps. Content: {"source": "The [Seine|La Seine] flows through [Paris ~ Lyon ~ Nice]."}.

    Without the key: {"parts": ["The ", " flows through ", "."], "gaps": [null, ["Lyon", "Nice", "Paris"]]}. Value: a
    line for each gap, the folded answer or the number of the option as it is shown; "" for an open gap.
    """

    slug = "cloze"
    label = gettext_lazy("Gaps in a text")
    typed = wordy = True
    rows_stand = own_is_list = True
    order = 45

    @property
    def paper_template(self) -> str:
        """The text, with lines to write on in it."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return no text."""
        return {"source": ""}

    def context(self, content: Content) -> dict[str, Any]:
        """Add `pieces`, the text, and `many`, the number of its gaps."""
        parts, shown = _shown(content)
        blanks = list(pieces(parts, shown, _keys(content), [""] * len(shown)))
        return {**super().context(content), "pieces": blanks, "many": str(len(shown))}

    def rows(self, content: Content) -> list[str]:
        """The text in one piece."""
        parts, shown = _shown(content)
        gaps = ["________" + (f" ({escape(' / '.join(options))})" if options else "") for options in shown]
        text = "".join(formulas(part) + gap for part, gap in zip(parts, [*gaps, ""], strict=True))
        return [mark_safe(text)] if gaps else []

    def with_formulas(self, content: Content) -> list[str]:
        """Return the lines of the words around the gaps."""
        return [line for part in _shown(content)[0] for line in part.split("\n")]

    def draft(self, form: QueryDict) -> Content:
        """Read the text as it was typed."""
        return {"source": clean(form.get(FIELD, ""), KEPT_LENGTH)}

    def fields(self, content: Content) -> Fields:
        """Return the text as it was typed."""
        return {FIELD: [content["source"]]}

    def validate(self, content: Content) -> Content:
        """Require 1 to 8 gaps, each with an answer, and say where a bracket is missing."""
        faults = list(_faults(content["source"]))
        if faults:
            raise Invalid((FIELD, fault) for fault in faults)
        return {"source": content["source"]}

    def graded(self, content: Content) -> bool:
        """Tell whether it has its key."""
        return bool(content.get("source"))

    def keyless(self, content: Content) -> Content:
        """Return the words around the gaps, and what each of these is chosen from."""
        parts, shown = _shown(content)
        return {"parts": list(parts), "gaps": [list(options) or None for options in shown]}

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require one gap or more."""
        _parts, shown = _shown(content)
        given = [_given(options, form.get(f"gap{number}", "")) for number, options in enumerate(shown, 1)]
        value = BETWEEN.join(part for part, _typed in given)
        if not value.strip(BETWEEN):
            raise Refused(_("Please fill a gap first."), 422)
        if len(value) > VALUE_LENGTH:
            raise _too_long()
        return value, TYPED_BETWEEN.join(typed for _part, typed in given)

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return letters, or one of the options."""
        return {
            f"gap{number}": [
                str(random.randint(1, len(options))) if options else "".join(random.choices("aeinst", k=3))
            ]
            for number, options in enumerate(_shown(content)[1], 1)
        }

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return a field for each gap: what was typed, or the number that was chosen."""
        _parts, shown = _shown(content)
        given = zip(shown, value.split(BETWEEN), _ways(value, typed), strict=True)
        return {
            f"gap{number}": [part if options or not part else way]
            for number, (options, part, way) in enumerate(given, 1)
        }

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return 1 when every gap is right; or, partial, the share of the right gaps.

        A wrong gap takes nothing away, as in Wooclap's gaps and Moodle's Gapfill (docs/kinds.md).
        """
        gaps = read(content["source"]).gaps
        right = sum(map(is_right, gaps, value.split(BETWEEN))) / len(gaps)
        return right if partial else float(right == 1)

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return the rows of each gap, one gap after the other."""
        return list(bars(_shown(content)[1], _keys(content), counts))

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> FilledText:
        """The text, with what is right in each gap and how many had it."""
        return filled(*_shown(content), _keys(content), counts)

    def spelt(self, content: Content, counts: Counts) -> dict[str, str]:
        """Return the labels of each value's rows."""
        return spellings(_shown(content)[1], counts)

    def key_text(self, content: Content) -> str:
        """Return what is accepted in each gap."""
        return " · ".join(" / ".join(key.answers) for key in _keys(content) if key)

    def value_text(self, content: Content, value: str) -> str:
        """Return what was filled into each gap."""
        return " · ".join(_words(_shown(content)[1], value))

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return what was filled in; with the key in its text, what would have been right beside what was wrong."""
        ways = _ways(value, typed) if typed else list(_words(_shown(content)[1], value))
        if not self.graded(content):
            return " · ".join(ways)
        source, hint = read(content["source"]), _("right: %s")
        gaps = [
            f'<b class="correct">{escape(way)}</b>' if is_right(gap, given) else _wrong(way, hint % gap.answers[0])
            for gap, given, way in zip(source.gaps, value.split(BETWEEN), ways, strict=True)
        ]
        text = "".join(part + gap for part, gap in zip(map(with_breaks, source.parts), [*gaps, ""], strict=True))
        return mark_safe(f'<p class="own cloze" dir="auto">{text}</p>')


def _wrong(way: str, hint: str) -> str:
    return f"<s>{escape(way)}</s> <b><bdi>({escape(hint)})</bdi></b>"


def _shown(content: Content) -> tuple[Sequence[str], Sequence[Options]]:
    """Return the words around the gaps, and what each of these is chosen from, with or without the key."""
    if "parts" in content:
        return content["parts"], [tuple(options or ()) for options in content["gaps"]]
    text = read(content["source"])
    return text.parts, [gap.options for gap in text.gaps]


def _keys(content: Content) -> Sequence[Gap | None]:
    """Return the gaps with their answers; without the key None for each."""
    return [None] * len(content["gaps"]) if "gaps" in content else read(content["source"]).gaps


def _given(options: Options, raw: str) -> tuple[str, str]:
    """Return a gap's part of the value, and as it was typed. Raises Refused."""
    if options:
        known = {str(number): option for number, option in enumerate(options, 1)} | {"": EMPTY}
        if raw not in known:
            raise Refused(_("That choice is not part of this question. Please choose again."), 422)
        return raw, known[raw]
    typed = typed_line(raw)
    if len(typed) > LENGTH:
        raise _too_long()
    part = folded(typed)
    return part, typed if part else EMPTY


def _too_long() -> Refused:
    return Refused(_("That is too long: each gap has %d characters at most.") % LENGTH, 422)


def _ways(value: str, typed: str) -> list[str]:
    """Return how each gap was typed."""
    ways = typed.split(TYPED_BETWEEN)
    return ways if len(ways) == value.count(BETWEEN) + 1 else value.split(BETWEEN)


def _words(shown: Sequence[Options], value: str) -> Iterator[str]:
    return (word(options, part, EMPTY) for options, part in zip(shown, value.split(BETWEEN), strict=True))


def _faults(source: str) -> Iterator[str]:
    """Yield what is wrong: first where a bracket is open, as it takes the gaps behind it with it."""
    text = read(source)
    for at in text.unclosed:
        yield _("Line %(line)d, column %(column)d: this bracket is never closed.") % _at(source, at)
    if not text.gaps and not text.unclosed:
        yield _("There is no gap yet: please put what is right into square brackets.")
    if len(text.gaps) > MOST:
        yield _("%d gaps are the most there can be.") % MOST
    if len(source) > SOURCE_LENGTH:
        yield _("This is too long: %d characters at most.") % SOURCE_LENGTH
    yield from _gap_faults(source, text)


def _gap_faults(source: str, text: Text) -> Iterator[str]:
    for gap in text.gaps[:MOST]:
        words, where = gap.options or gap.answers, _at(source, gap.at)
        if not words or not all(words):
            yield _("Line %(line)d, column %(column)d: something in this gap is empty.") % where
        elif len(set(words)) < len(words):
            yield _("Line %(line)d, column %(column)d: two words to choose from are the same.") % where
        elif len(gap.options) > MOST_OPTIONS:
            yield _("Line %(line)d, column %(column)d: too many words to choose from, eight are the most.") % where
        if any(len(each) > LENGTH for each in words):
            yield _("Line %(line)d, column %(column)d: an answer is too long, 40 characters are the most.") % where


def _at(source: str, at: int) -> dict[str, int]:
    line, column = place(source, at)
    return {"line": line, "column": column}


register(Cloze())
