"""Which row of a mark book belongs to whom: by number, login or e-mail, else by the whole name; never by a guess."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from live.content.nicknames import nickname_key

NAME_COLUMNS = 12
"A name is looked for in so many columns: mark books begin with people."


@dataclass(frozen=True)
class Student:
    """One person of the results; `percent` of what could be had, with two decimals at most."""

    name: str
    ident: str
    'A number, login or e-mail of the school\'s; "" when none is known.'
    percent: float


@dataclass(frozen=True)
class Matches:
    """Whom the rows belong to."""

    rows: dict[int, Student]
    "By the row's number from 0."
    doubtful: list[Student]
    "Those whom several rows fit, or who share a row with somebody: nothing is filled in for them."
    missing: list[Student]
    "Those whom no row fits."


def matched(rows: Sequence[Sequence[str]], students: Iterable[Student]) -> Matches:
    """Find the row of each student, from the second row on."""
    idents, names = _by_ident(rows), _by_name(rows)
    fits = [(each, idents.get(_folded(each.ident), set()) if each.ident else set()) for each in students]
    found = [(each, places or names.get(nickname_key(each.name), set())) for each, places in fits]
    claims: defaultdict[int, int] = defaultdict(int)
    for _each, places in found:
        for place in places:
            claims[place] += 1
    sure = {min(places): each for each, places in found if len(places) == 1 and claims[min(places)] == 1}
    known = {id(each) for each in sure.values()}
    doubtful = [each for each, places in found if places and id(each) not in known]
    return Matches(sure, doubtful, [each for each, places in found if not places])


def _folded(ident: str) -> str:
    return ident.strip().casefold()


def _by_ident(rows: Sequence[Sequence[str]]) -> dict[str, set[int]]:
    """Return the rows in which a text stands as a whole cell."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows[1:], start=1):
        for cell in row[:NAME_COLUMNS]:
            if cell.strip():
                found[_folded(cell)].add(number)
    return found


def _by_name(rows: Sequence[Sequence[str]]) -> dict[str, set[int]]:
    """Return the rows of a whole name: in one cell, as "Last, First", or in two cells beside each other."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows[1:], start=1):
        for name in _names([cell.strip() for cell in row[:NAME_COLUMNS]]):
            found[nickname_key(name)].add(number)
    return found


def _names(cells: list[str]) -> Iterable[str]:
    for cell in filter(None, cells):
        if " " in cell:
            yield cell
        last, comma, first = cell.partition(",")
        if comma:
            yield f"{first.strip()} {last.strip()}"
    for one, other in pairwise(cells):
        if one and other:
            yield f"{one} {other}"
            yield f"{other} {one}"
