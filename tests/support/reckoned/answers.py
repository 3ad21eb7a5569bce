"""How right each answer is and what is said of it to its giver, by the arithmetic of this file alone."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tests.support.reckoned.figures import Content, Rows, cell_name, gaps, is_right_gap, usual, ways
from tests.support.truth import Given


def _picks(content: Content, value: str) -> Fraction:
    """Right picks less wrong ones, of the right choices."""
    picks, right = set(value.split(",")), set(map(str, content["right"]))
    return Fraction(max(0, len(picks & right) - len(picks - right)), len(right))


def _near(content: Content, value: str) -> Fraction:
    """All within the tolerance, from there evenly less down to nothing at the reach, where there is one."""
    away, tolerance = _away(content, value), Fraction(content["tolerance"])
    if away <= tolerance or not content.get("reach"):
        return Fraction(away <= tolerance)
    return max(Fraction(0), 1 - (away - tolerance) / (Fraction(content["reach"]) - tolerance))


def _away(content: Content, value: str) -> Fraction:
    return abs(Fraction(usual(value)) - Fraction(content["right"]))


def _gap_share(content: Content, value: str) -> Fraction:
    found = gaps(content["source"])
    return Fraction(sum(map(is_right_gap, found, value.split("\n"))), len(found))


def _pair_share(content: Content, value: str) -> Fraction:
    right = list(map(str, content["pairs"]))
    return Fraction(sum(map(str.__eq__, value.split(","), right)), len(right))


def _tau(content: Content, value: str) -> Fraction:
    """Kendall's, cut at nothing."""
    right, pairs = _in_order(content, value)
    return max(Fraction(0), Fraction(2 * right - pairs, pairs))


def _in_order(content: Content, value: str) -> tuple[int, int]:
    """How many pairs are in the right order, and how many there are."""
    belongs = [content["order"].index(int(item)) for item in value.split(",")]
    pairs = list(combinations(belongs, 2))
    return sum(one < other for one, other in pairs), len(pairs)


def _in_area(content: Content, value: str) -> Fraction:
    return Fraction(any(area["right"] and int(value) in area["cells"] for area in content["areas"]))


SHARES: dict[str, Callable[[Content, str], Fraction]] = {
    "cloze": _gap_share,
    "estimate": _near,
    "match": _pair_share,
    "number": _near,
    "order": _tau,
    "pin": lambda content, value: Fraction(
        any(int(value) in each["cells"] for each in content["areas"] if each["right"])
    ),
    "several": _picks,
    "short": lambda content, value: Fraction(value.strip("!") in map(str.lower, content["accepted"])),
    "single": _picks,
    "truefalse": lambda content, value: Fraction(value == ("1" if content["truth"] else "2")),
}
"By the slug of each kind that can have a right answer: how much of the points a value has."


def _own_gaps(content: Content, given: Given, revealed: bool) -> Rows:
    filled = zip(gaps(content["source"]), given.value.split("\n"), ways(given), strict=True)
    return [
        part
        for gap, value, way in filled
        for part in (way, *([gap[0][0]] if revealed and not is_right_gap(gap, value) else []))
    ]


def _own_pairs(content: Content, given: Given, revealed: bool) -> Rows:
    """The letters, which are not read here; at the reveal the words, and beside a wrong one the right one."""
    rows: Rows = []
    for left, chosen, right in zip(content["left"], given.value.split(","), content["pairs"], strict=True):
        rows += [left, *content["right"][int(chosen) - 1 : int(chosen)]] if int(chosen) else [left]
        rows += [] if int(chosen) == right else [content["right"][right - 1]]
    return rows if revealed else []


def _own_order(content: Content, given: Given, revealed: bool) -> Rows:
    rows: Rows = []
    for place, item in enumerate(map(int, given.value.split(",")), 1):
        belongs = content["order"].index(item) + 1
        rows += [] if revealed else [place]
        rows += [content["items"][item - 1], *([belongs] if revealed and belongs != place else [])]
    return [*rows, *(_in_order(content, given.value) if revealed else ())]


def _own_spot(content: Content, given: Given, revealed: bool) -> Rows:
    found = [area["name"] for area in content["areas"] if int(given.value) in area["cells"]]
    return [cell_name(given.value), *(found if revealed else [])]


def _own_points(content: Content, given: Given, revealed: bool) -> Rows:
    counted = zip(content["choices"], given.value.split(","), strict=True)
    total = [sum(map(int, given.typed.split(",")))] if given.typed else []
    return [*total, *(part for label, coins in counted if coins != "0" for part in (label, coins))]


def _own_marks(content: Content, given: Given, revealed: bool) -> Rows:
    placed = zip(content["items"], given.value.split(","), strict=True)
    return [part for label, at in placed if at != "--" for part in (label, *at)]


def _own_ranks(content: Content, given: Given, revealed: bool) -> Rows:
    chosen = enumerate(map(int, given.value.split(",")), 1)
    return [part for place, number in chosen for part in (place, content["choices"][number - 1])]


def _own_choices(content: Content, given: Given, revealed: bool) -> Rows:
    return [content["choices"][int(number) - 1] for number in given.value.split(",")]


def _own_estimate(content: Content, given: Given, revealed: bool) -> Rows:
    away = _away(content, given.value)
    return [given.typed, *([f"{away} {content['unit']}"] if revealed and away else [])]


def _typed(content: Content, given: Given, revealed: bool) -> Rows:
    return [given.typed]


def _nothing(content: Content, given: Given, revealed: bool) -> Rows:
    return []


OWN: dict[str, Callable[[Content, Given, bool], Rows]] = {
    "cloud": _typed,
    "cloze": _own_gaps,
    "estimate": _own_estimate,
    "match": _own_pairs,
    "number": _typed,
    "order": _own_order,
    "pin": _own_spot,
    "plane": _own_marks,
    "points": _own_points,
    "ranking": _own_ranks,
    "scale": lambda content, given, revealed: given.value.replace("-", "").split(","),
    "several": _own_choices,
    "short": _typed,
    "single": _own_choices,
    "slide": _nothing,
    "text": _typed,
    "truefalse": _nothing,
}
"What stands in one's own answer, before the reveal or after it; words of the program are not read."


def _key_of_order(content: Content) -> Rows:
    return [content["items"][number - 1] for number in content["order"]]


def _key_of_pairs(content: Content) -> Rows:
    pairs = zip(content["left"], content["pairs"], strict=True)
    return [part for left, number in pairs for part in (left, content["right"][number - 1])]


def _key_of_areas(content: Content) -> Rows:
    """The names of right areas, and the first and last cell of each."""
    right = [area for area in content["areas"] if area["right"]]
    return [part for area in right for part in (area["name"], *map(cell_name, (area["cells"][0], area["cells"][-1])))]


def _tolerated(content: Content) -> Rows:
    return [content["right"], content["tolerance"]]


KEYS: dict[str, Callable[[Content], Rows]] = {
    "cloze": lambda content: [right[0] for right, _options in gaps(content["source"])],
    "estimate": _tolerated,
    "match": _key_of_pairs,
    "number": _tolerated,
    "order": _key_of_order,
    "pin": _key_of_areas,
    "short": lambda content: content["accepted"],
}
"What the line with the right answer says, where there is one; choices are marked instead."


WRITTEN: dict[str, Callable[[Content], Rows]] = {
    **KEYS,
    "cloze": lambda content: [word for right, _options in gaps(content["source"]) for word in right],
    "order": lambda content: [part for place in enumerate(_key_of_order(content), 1) for part in place],
    "several": lambda content: [content["choices"][number - 1] for number in content["right"]],
    "single": lambda content: [content["choices"][number - 1] for number in content["right"]],
}
"What the results say is right."


def only_choice(slug: str, content: Content) -> Rows:
    """The right choice in words, if there is just one."""
    right = content.get("right") if slug in {"single", "several"} else None
    return [content["choices"][number - 1] for number in right] if right and len(right) == 1 else []


def cell(slug: str, content: Content, given: Given) -> Rows:
    """An answer in the table of results."""
    match slug:
        case "estimate" | "number":
            return [f"{usual(given.value)} {content['unit']}"]
        case "match":
            return _own_pairs({**content, "pairs": list(map(int, given.value.split(",")))}, given, True)
        case "pin":
            return _own_spot(content, given, True)
        case "points":
            return _own_points(content, replace(given, typed=""), True)
    return OWN[slug](content, given, False)


def in_spreadsheet(slug: str, content: Content, given: Given) -> Rows:
    """The same in the file, where a fraction is a decimal of fifteen digits, which spreadsheets read."""
    if slug == "number" and "/" in given.value:
        return [f"{float(Fraction(given.value)):.15g}"]
    return cell(slug, content, given)
