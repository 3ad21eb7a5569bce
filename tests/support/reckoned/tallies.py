"""What must stand in the tally of each kind, in the order in which it is read."""

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

from tests.support.reckoned.figures import (
    Rows,
    Told,
    cell_name,
    gaps,
    is_right_gap,
    mean,
    middle,
    percent,
    tenth,
    usual,
    ways,
)

WRITTEN = 5
"Percent from which on a share is written into its cell."


def bars(told: Told, rows: Iterable[tuple[str, int]], times: int = 1) -> Rows:
    """Label, count and percent of each row; `times`: how often the numbers are said."""
    return [part for label, n in rows for part in (label, *[n, percent(n, told.total)] * times)]


def by_count(rows: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, else by their values."""
    return sorted(rows.items(), key=lambda row: (-row[1], row[0]))


def _chosen(told: Told) -> Rows:
    """A column says on the screen what is seen, and once more what is heard."""
    counts = Counter(number for each in told.split for number in each)
    labels = told.content.get("choices", ["", ""])
    return bars(told, [(label, counts[str(n)]) for n, label in enumerate(labels, 1)], 1 + told.wide)


def _words(told: Told) -> Rows:
    words = Counter(word for each in told.given for word in each.value.split("\n"))
    return [part for word, n in by_count(words) for part in (told.spelt[word], n)]


def _short(told: Told) -> Rows:
    """A mark at the end makes no other answer."""
    counts = Counter(each.value.strip("!") for each in told.given)
    return bars(told, [(told.spelt[value], n) for value, n in by_count(counts)])


def _numbers(told: Told) -> Rows:
    counts, unit = Counter(usual(each.value) for each in told.given), told.content["unit"]
    return bars(told, [(f"{value} {unit}", counts[value]) for value in sorted(counts, key=Fraction)])


def _gaps(told: Told) -> Rows:
    rows: Rows = []
    found = gaps(told.content["source"])
    for at, gap in enumerate(found):
        right = sum(is_right_gap(gap, each.value.split("\n")[at]) for each in told.given)
        rows += [percent(right, told.total), gap[0][0]] if told.revealed else [at + 1, at + 1, *gap[1]]
    for at, (_right, options) in enumerate(found):
        counts = Counter(part for each in told.given if (part := each.value.split("\n")[at]))
        typed = [(_spelt_gap(told, at, part), n) for part, n in by_count(counts)]
        chosen = [(option, counts[str(n)]) for n, option in enumerate(options, 1)]
        rows += [at + 1, *bars(told, chosen if options else typed)]
    return rows


def _spelt_gap(told: Told, at: int, part: str) -> str:
    seen = Counter(ways(each)[at] for each in told.given if each.value.split("\n")[at] == part)
    return min(seen, key=lambda way: (-seen[way], way.isupper(), len(way), way))


def _pairs(told: Told) -> Rows:
    """The right sides above, and how often each was given to each left one, from a twentieth on."""
    rows: Rows = list(told.content["right"])
    for at, left in enumerate(told.content["left"]):
        counts = Counter(each[at] for each in told.split)
        row = [counts[str(number)] for number in range(1, len(told.content["right"]) + 1)]
        rows += [left, *(n for n in row if n and n * 20 >= sum(row))]
    return rows


def _places(told: Told) -> Rows:
    items, right = told.content["items"], told.content["order"]
    numbers = range(1, len(items) + 1)
    stood = {item: [each.index(str(item)) + 1 for each in told.split] for item in numbers}
    ordered = right if told.revealed and right else sorted(numbers, key=lambda item: (mean(stood[item]), item))
    rows: Rows = list(numbers)
    for item in ordered:
        shares = [percent(stood[item].count(place), told.total) for place in numbers]
        read_out = [part for place, share in zip(numbers, shares, strict=True) for part in (place, share)]
        rows += [items[item - 1], *read_out, *(share for share in shares if share >= WRITTEN), tenth(mean(stood[item]))]
    return rows


def _cells(told: Told) -> Rows:
    counts = Counter(int(each.value) for each in told.given)
    if not told.revealed:
        fullest = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        return bars(told, [(cell_name(str(cell)), n) for cell, n in fullest])
    areas = [(area["name"], sum(counts[cell] for cell in area["cells"])) for area in told.content["areas"]]
    rest = told.total - sum(n for _name, n in areas)
    return bars(told, [*areas, *([("", rest)] if rest else [])])


def _marks(told: Told) -> Rows:
    """The items, then their means: points of both axes are counted from 1."""
    items, rows = told.content["items"], []
    for at, item in enumerate(items):
        found = [each[at] for each in told.split if each[at] != "--"]
        across, up = ([int(each[axis]) for each in found] for axis in (0, 1))
        rows += [item, tenth(mean(across)), tenth(mean(up)), len(found)] if found else []
    return [*items, *rows]


def _shared(told: Told) -> Rows:
    """Means in whole points, half up, of a hundred; then once more with the median and how many gave nothing."""
    choices, given = told.content["choices"], [list(map(int, each)) for each in zip(*told.split, strict=True)]
    means = [int(mean(each) + Fraction(1, 2)) for each in given]
    table = zip(choices, means, given, strict=True)
    more = [part for label, m, each in table for part in (label, m, 100, middle(each), each.count(0))]
    return [part for label, m in zip(choices, means, strict=True) for part in (label, m, 100)] + more


def _ranks(told: Told) -> Rows:
    """Borda's count: as many points for a first place as there are places, one for the last."""
    rows, top = [], told.content["top"]
    for number, label in enumerate(told.content["choices"], 1):
        at = [sum(each[place : place + 1] == [str(number)] for each in told.split) for place in range(top)]
        rows.append((sum((top - place) * n for place, n in enumerate(at)), at, label))
    ordered = sorted(rows, key=lambda row: (-row[0], [-n for n in row[1]]))
    return [part for points, at, label in ordered for part in (label, points, at[0])]


def _rated(told: Told) -> Rows:
    """The points; each statement with its shares, mean, median and how many rated it; the same in counts."""
    numbers = list(range(1, told.content["points"] + 1))
    drawn, table = [], []
    for at, statement in enumerate(told.content["statements"]):
        found = [int(each[at]) for each in told.split if each[at] != "-"]
        shares = [percent(found.count(point), len(found)) for point in numbers]
        drawn += [statement, *(s for s in shares if s >= WRITTEN), tenth(mean(found)), middle(found), len(found)]
        table += [statement, *map(found.count, numbers), tenth(mean(found)), middle(found)]
    return [*numbers, *drawn, *numbers, *table]


def _wall(told: Told) -> Rows:
    """Before the close the same texts are one; from then on those of which three fifths of the words are common."""
    counts = Counter(each.value for each in told.given)
    first = list(dict.fromkeys(each.value for each in told.given))
    leaders: dict[str, str] = {}
    for value in sorted(counts, key=lambda value: (-counts[value], first.index(value))):
        alike = (other for other in dict.fromkeys(leaders.values()) if _common(value, other) >= Fraction(3, 5))
        leaders[value] = next(alike, value) if told.asked.closed_at else value
    rows = Counter(leaders[each.value] for each in told.given)
    newest = sorted(rows, key=lambda value: (-rows[value], -_last(told, value)))
    return [part for value in newest for part in (told.spelt[value], *([rows[value]] if rows[value] > 1 else []))]


def _last(told: Told, value: str) -> int:
    return max(at for at, each in enumerate(told.given) if each.value == value)


def _common(one: str, other: str) -> Fraction:
    words = set(one.split()), set(other.split())
    return Fraction(len(words[0] & words[1]), len(words[0] | words[1]))


TALLIES: dict[str, Callable[[Told], Rows]] = {
    "cloud": _words,
    "cloze": _gaps,
    "estimate": _numbers,
    "match": _pairs,
    "number": _numbers,
    "order": _places,
    "pin": _cells,
    "plane": _marks,
    "points": _shared,
    "ranking": _ranks,
    "scale": _rated,
    "several": _chosen,
    "short": _short,
    "single": _chosen,
    "slide": lambda told: [told.total, told.people],
    "text": _wall,
    "truefalse": _chosen,
}
