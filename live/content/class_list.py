"""A class list as teachers paste it: one pupil a line, from a spreadsheet, a register or a letter."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from live.content.lines import line
from live.content.nicknames import NICKNAME_LENGTH, nickname_key

NAME_LENGTH, IDENT_LENGTH = 60, 40
MOST_PUPILS = 1000
MOST_LETTERS = 200_000
"Of what is pasted."
_BULLET = re.compile(r"(?:[-*•·–☐☑✓□]|\d{1,4}[.)])\s+")
_ADDRESS = re.compile(r"(.+?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>")
'As programs of mail write it: "Ada Lovelace <ada@school.example>".'
_TELLS = re.compile(r"[\d@]")
"What numbers, logins and addresses have and names do not."
_GIVEN = {"first name", "firstname", "given name", "vorname", "rufname", "prénom", "nombre", "الاسم الأول"}
_FAMILY = {"last name", "lastname", "surname", "family name", "nachname", "familienname", "nom", "apellidos", "اللقب"}
_NAME = {"name", "student", "pupil", "full name", "schüler", "schülerin", "élève", "alumno", "alumna", "الاسم"}
_IDENT = {"id", "number", "student id", "login", "e-mail", "email", "nummer", "kennung", "numéro", "número", "الرقم"}


class Listed(NamedTuple):
    """One pupil of a list."""

    name: str
    ident: str = ""
    "A number, login or address of the school's."


class Fault(NamedTuple):
    """What is wrong with a line, by its number from 1."""

    number: int
    words: str


class ClassList(NamedTuple):
    """What was found in a pasted list; a line with a fault has no pupil."""

    pupils: list[Listed]
    faults: list[Fault]


def read(text: str) -> ClassList:
    """Read a list. Empty lines are passed over; each line that cannot be kept has a fault."""
    found, faults = list[Listed](), list[Fault]()
    seen: dict[str, int] = {}
    for number, pupil in _lines(text[:MOST_LETTERS]):
        if why := _fault(pupil, seen):
            faults.append(Fault(number, why))
            continue
        seen[mark(pupil)] = number
        found.append(pupil)
    if len(found) > MOST_PUPILS:
        faults.append(Fault(MOST_PUPILS + 1, _("A class list has at most %d pupils.") % MOST_PUPILS))
    return ClassList(found[:MOST_PUPILS], faults)


def shown_names(names: Sequence[str]) -> list[str]:
    """Return how each is shown to a class: the given name, and as much more as tells them apart."""
    shown, taken = list[str](), set[str]()
    given = Counter(nickname_key(_given(name)) for name in names)
    initials = Counter(nickname_key(_with_initial(name)) for name in names)
    for name in names:
        if given[nickname_key(_given(name))] == 1:
            best = _given(name)
        else:
            best = _with_initial(name) if initials[nickname_key(_with_initial(name))] == 1 else name
        shown.append(unlike(best, taken))
        taken.add(nickname_key(shown[-1]))
    return shown


def unlike(name: str, taken: set[str]) -> str:
    """Return a name as a nickname may be, with a number behind it where one that looks the same is taken."""
    nickname, number = name[:NICKNAME_LENGTH].strip(), 2
    while nickname_key(nickname) in taken:
        behind = f" {number}"
        nickname, number = name[: NICKNAME_LENGTH - len(behind)].strip() + behind, number + 1
    return nickname


def _given(name: str) -> str:
    return name.split(" ", 1)[0]


def _with_initial(name: str) -> str:
    first, _space, rest = name.rpartition(" ")
    return f"{_given(first)} {rest[:1]}." if first else name


def mark(pupil: Listed) -> str:
    """Return what nobody else of a list may have: the ident; without one, the name."""
    return f"#{pupil.ident.casefold()}" if pupil.ident else nickname_key(pupil.name)


def _fault(pupil: Listed, seen: dict[str, int]) -> str:
    if not pupil.name:
        return _("There is no name.")
    if len(pupil.name) > NAME_LENGTH:
        return _("This name is too long: %d characters at most.") % NAME_LENGTH
    if len(pupil.ident) > IDENT_LENGTH:
        return _("This number is too long: %d characters at most.") % IDENT_LENGTH
    before = seen.get(mark(pupil))
    return _("The same as line %d. Add what tells them apart.") % before if before else ""


def _lines(text: str) -> Iterator[tuple[int, Listed]]:
    """Yield each pupil with the line's number; a line of headings says what the columns are."""
    rows = [(number, _cells(each, text)) for number, each in enumerate(text.splitlines(), start=1) if line(each)]
    heading = [cell.casefold() for cell in rows[0][1]] if rows else []
    if heading and set(heading) <= _GIVEN | _FAMILY | _NAME | _IDENT:
        rows = rows[1:]
    else:
        heading = []
    numbered = len(rows) > 1 and all(cells[0] == f"{at}" and len(cells) > 1 for at, (_n, cells) in enumerate(rows, 1))
    for number, cells in rows:
        yield number, _pupil(cells[1:] if numbered else cells, heading)


def _cells(text: str, whole: str) -> list[str]:
    """Return the cells of a line: parted by tabs where the list has any, else by semicolons."""
    parts = text.split("\t" if "\t" in whole.strip() else ";")
    cells = [line(part.strip().strip('"')) for part in parts]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells


def _pupil(cells: list[str], heading: list[str]) -> Listed:
    if heading and len(heading) >= len(cells):
        return _under(heading, cells)
    if len(cells) == 1:
        found = _ADDRESS.fullmatch(cells[0])
        return Listed(_turned(found[1]), found[2]) if found else Listed(_turned(cells[0]))
    first, *middle, last = cells
    if _TELLS.search(last) or (not middle and " " in first and not _TELLS.search(first)):
        return Listed(_turned(" ".join([first, *middle])), last)
    if _TELLS.search(first):
        return Listed(_turned(" ".join([*middle, last])), first)
    return Listed(" ".join(cells))


def _under(heading: list[str], cells: list[str]) -> Listed:
    """Return the pupil of a line whose columns have headings."""
    pairs = list(zip(heading, cells, strict=False))
    names = [cell for words in (_NAME, _GIVEN, _FAMILY) for head, cell in pairs if head in words and cell]
    return Listed(_turned(" ".join(names)), next((cell for head, cell in pairs if head in _IDENT), ""))


def _turned(name: str) -> str:
    """Return a name without a bullet or number before it, and "Lovelace, Ada" as "Ada Lovelace"."""
    family, comma, given = _BULLET.sub("", name, count=1).strip().partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else family
