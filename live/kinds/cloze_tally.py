"""What was filled into gaps: rows for each gap, and the text with the share that had each gap right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from live.content.folding import bare
from live.kinds.accepted import accepted
from live.kinds.charts.size import largest, lines
from live.kinds.cloze_text import Gap
from live.kinds.values import Bar, typed
from live.kinds.written import Row, ordered
from live.workshop.drawings import formulas

BETWEEN = "\n"
"Between the gaps of a value."
TYPED_BETWEEN = "  ·  "
"Between those that were typed: no typed line has two spaces in a row."
ROWS, FEW_ROWS = 5, 3
"The answers to a gap that are listed; on the screen fewer when there are many gaps."
IN_A_ROW = 4
Options = tuple[str, ...]
"What a gap is chosen from; () where it is typed."


def with_breaks(text: str) -> str:
    """Return words as HTML, with formulas and line breaks."""
    return "<br>".join(map(formulas, text.split("\n")))


@dataclass(frozen=True)
class GapBar(Bar):
    """A row of one gap; without value and label: nobody has filled it."""

    gap: int = 0


@dataclass(frozen=True)
class Piece:
    """Words, and the gap behind them, if any: its number, what it is chosen from, what is right, how many had it."""

    text: str
    number: str = ""
    options: Options = ()
    answer: str = ""
    percent: str = ""

    @property
    def html(self) -> SafeString:
        """The words, with formulas and line breaks."""
        return mark_safe(with_breaks(self.text))

    @property
    def numbered(self) -> list[tuple[str, str]]:
        """Each option with its number."""
        return [(str(number), option) for number, option in enumerate(self.options, 1)]


@dataclass(frozen=True)
class FilledText:
    """The text above the rows. `rows`: those of a gap that the screen has place for, as the filter `slice` has it."""

    pieces: tuple[Piece, ...]
    rows: str
    fit: str
    "The class of its size on the screen."
    height: float
    "On the screen, in em of it."

    def keyless(self) -> "FilledText":
        """Return it without what is right."""
        return replace(self, pieces=tuple(replace(each, answer="", percent="") for each in self.pieces))


def is_right(gap: Gap, given: str) -> bool:
    """Tell whether a gap's part of a value is right."""
    if gap.options:
        return given == str(gap.right)
    return given != "" and accepted(gap.answers).takes(given)


def bars(shown: Sequence[Options], keys: Sequence[Gap | None], counts: Mapping[str, int]) -> list[GapBar]:
    """Return the rows gap by gap: each option, or the most frequent answers and one row for the rest."""
    found: list[GapBar] = []
    for number, (options, key, rows) in enumerate(zip(shown, keys, _rows(shown, keys, counts), strict=True), 1):
        found += _options(number, options, key, rows) if options else _typed(number, list(dict.fromkeys(rows.values())))
    return found


def spellings(shown: Sequence[Options], counts: Mapping[str, int]) -> dict[str, str]:
    """Return by value how most typed it: for each gap the label of its row."""
    rows = _rows(shown, [None] * len(shown), counts)
    return {value: TYPED_BETWEEN.join(map(_label, shown, rows, value.split(BETWEEN))) for value in counts}


def word(options: Options, given: str, empty: str) -> str:
    """Return a gap's part of a value in words; `empty` for a gap that was left open."""
    return options[int(given) - 1] if options and given else given or empty


def _label(options: Options, rows: Mapping[str, Row], given: str) -> str:
    return word(options, given, "") if options or not given else rows[given].label


def _rows(shown: Sequence[Options], keys: Sequence[Gap | None], counts: Mapping[str, int]) -> list[dict[str, Row]]:
    """Return for each gap the row of each answer. Those that differ in the punctuation at their ends share one.

    With the key those of them that are right have a row of their own, of the same value: it is hidden with the other.
    """
    found: list[dict[str, Row]] = [{} for _options in shown]
    known: list[dict[tuple[str, bool], Row]] = [{} for _options in shown]
    for (value, way), count in typed(counts).items():
        parts, ways = value.split(BETWEEN), way.split(TYPED_BETWEEN)
        for at, given in enumerate(parts):
            if not given:
                continue
            row = found[at].get(given)
            if row is None:
                row = found[at][given] = _row(known[at], keys[at], given, bool(shown[at]))
            row.add(ways[at] if len(ways) == len(parts) and way else given, count)
    return found


def _row(known: dict[tuple[str, bool], Row], key: Gap | None, given: str, chosen: bool) -> Row:
    same = given if chosen else bare(given)
    right = key is not None and is_right(key, given)
    return known.setdefault((same, right), Row(same, right))


def _options(number: int, options: Options, key: Gap | None, rows: Mapping[str, Row]) -> list[GapBar]:
    right = key.right if key else 0
    return [
        GapBar(f"{number}:{at}", label, rows[str(at)].count if str(at) in rows else 0, at == right, gap=number)
        for at, label in enumerate(options, 1)
    ]


def _typed(number: int, rows: list[Row]) -> list[GapBar]:
    if not rows:
        return [GapBar("", "", 0, gap=number)]
    rows = ordered(rows)
    most = rows[:ROWS] if len(rows) > ROWS + 1 else rows
    found = [GapBar(f"{number}:{row.value}", row.label, row.count, row.right, gap=number) for row in most]
    rest = rows[len(most) :]
    label = ngettext("%d other answer", "%d other answers", len(rest)) % len(rest)
    return found + ([GapBar("", label, sum(row.count for row in rest), gap=number)] if rest else [])


def pieces(
    parts: Sequence[str], shown: Sequence[Options], keys: Sequence[Gap | None], percents: Iterable[str]
) -> Iterator[Piece]:
    """Yield the text piece by piece; `percents`: how many had each gap right."""
    answers = [key.answers[0] if key and key.answers else "" for key in keys]
    for number, gap in enumerate(zip(parts, shown, answers, percents, strict=False), 1):
        text, options, answer, percent = gap
        yield Piece(text, str(number), options, answer, percent)
    yield Piece(parts[-1])


def filled(
    parts: Sequence[str], shown: Sequence[Options], keys: Sequence[Gap | None], counts: Mapping[str, int]
) -> FilledText:
    """Return the text with what is right in each gap."""
    rows = ROWS if len(keys) <= IN_A_ROW else FEW_ROWS
    fit, height = largest(partial(_height, sum(map(len, parts)), len(keys), rows))
    return FilledText(tuple(pieces(parts, shown, keys, _percents(keys, counts))), f":{rows}", fit, height)


def _percents(keys: Sequence[Gap | None], counts: Mapping[str, int]) -> list[str]:
    """Return how many had each gap right; "" without key or answers. Each answer to a gap is judged once."""
    given: list[dict[str, int]] = [{} for _key in keys]
    for value, count in counts.items():
        for each, part in zip(given, value.split(BETWEEN), strict=True):
            each[part] = each.get(part, 0) + count
    return [_percent(key, each) if key and each else "" for key, each in zip(keys, given, strict=True)]


def _percent(key: Gap, given: Mapping[str, int]) -> str:
    right = sum(count for part, count in given.items() if is_right(key, part))
    return f"{round(100 * right / sum(given.values()))} %"


def _height(letters: int, gaps: int, rows: int, width: float) -> float:
    """Return the height in em of its own size: the text, then the rows of the gaps, up to four beside each other."""
    return 2.7 * lines(letters + 10 * gaps, width / 1.15) + -(-gaps // IN_A_ROW) * (1.7 * rows + 2.4)
