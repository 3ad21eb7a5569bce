r"""Runs of text as lines of our Markdown, drawn as they looked: what Markdown would read as marks is escaped.

A backslash is read as an escape before few signs only (live/content/as_typed.py); what else could be read as a mark is
parted by a word joiner, which nobody sees.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from live.formats.markup.formula_marks import BEGINS, Latex, latex_of, parted, with_marks
from live.formats.markup.html_tokens import BLANK, shown
from live.formats.markup.runs import BREAK, Run, Runs
from live.formats.markup.scripts import script

JOINER = "\u2060"
_BROKEN = (
    (re.compile(r"~(?=~)"), f"~{JOINER}"),
    (re.compile(r"\](?=\(\s*<?https?://)", re.IGNORECASE), f"]{JOINER}"),
    (re.compile(r"<(?=https?:)", re.IGNORECASE), f"<{JOINER}"),
    (re.compile(r"\\(?=\(|\[|begin\{|ce\{)"), f"\\\\{JOINER}"),
)
_FRONT = (
    (re.compile(r"^([ \t\xa0]*)\\(?=[-+>#])"), rf"\1\\{JOINER}"),
    (re.compile(r"^([ \t\xa0]*(?:\d{1,9}|[A-Za-z]|ANSWERS?)[ \t\xa0]*)\\(?=[.):：])", re.IGNORECASE), rf"\1\\{JOINER}"),
    (re.compile(r"^([ \t\xa0]*)([-+>*])(?=\s|$)"), r"\1\\\2"),
    (re.compile(r"^([ \t\xa0]*\d{1,9})([.)])(?=\s|$)"), r"\1\\\2"),
)
"What begins a list or a quotation at the front of a line."


_WORDS = re.compile(r"[^\W\d_][^$`*_~\[\]<>\\|\n\xa0\ue000-\uf8ff]*")
"Words of which nothing is a mark wherever they stand."


# Formulas and scripts


def _merged(runs: Runs) -> Iterator[Run]:
    """Join neighbours of one look but for formulas, and write scripts in Unicode, or as formulas."""
    numbered = enumerate(runs, 1)
    for (_breaks, _at, look), numbers in groupby(numbered, key=_look):
        group = [run for _number, run in numbers]
        run = look._replace(text="".join(run.text for run in group))
        yield script(run) if run.script else run


def _look(numbered: tuple[int, Run]) -> tuple[bool, int, Run]:
    number, run = numbered
    return _is_break(run), number if run.latex else 0, run._replace(text="")


def _is_break(run: Run) -> bool:
    return not run.text.strip("\n") and bool(run.text)


def _formulas_apart(runs: Iterator[Run]) -> Iterator[Run]:
    """Take the formulas out of what is neither code nor a formula."""
    for run in runs:
        if run.code or run.latex or not BEGINS.search(run.text):
            yield run
        else:
            yield from (run._replace(text=text, latex=latex) for latex, text in parted(run.text) if text)


def _ready(runs: Runs) -> Runs:
    plain = [run._replace(code=run.code and bool(run.text.strip())) for run in _merged(runs) if run.text]
    apart = [run._replace(text=_shown(run)) for run in _formulas_apart(_merged(plain)) if run.text]
    return list(_merged(_unglued(apart)))


def _shown(run: Run) -> str:
    """Return what is seen of a run; blanks of code stay letters of nobody until it is written."""
    return BLANK.join(map(shown, run.text.split(BLANK)))


def _unglued(runs: Runs) -> Runs:
    """Take the style from neighbours of different ones without a space between: their marks would be read as one."""
    looks = [(run.bold, run.italic, run.struck, run.link) for run in runs]
    glued: set[int] = set()
    for at in range(1, len(runs)):
        spaced = runs[at - 1].text[-1:].isspace() or runs[at].text[:1].isspace()
        styled = any(looks[at - 1]) and any(looks[at]) and looks[at - 1] != looks[at]
        if (styled and not spaced) or (runs[at - 1].code and runs[at].code):
            glued |= {at - 1, at}
    return [run._replace(bold=False, italic=False, struck=False) if at in glued else run for at, run in enumerate(runs)]


# Writing


class _Writer:
    """Writes the runs of one block; what needs an escape depends on all of them."""

    def __init__(self, runs: Runs, bare: bool, cell: bool = False) -> None:
        words = "".join(run.text for run in runs if not run.latex)
        made = {"$": any(run.latex for run in runs), "`": any(run.code for run in runs)}
        if not bare:
            made["*"] = any(run.bold or run.italic for run in runs)
        needed = "".join(sign for sign, ours in made.items() if words.count(sign) > (0 if ours else 1))
        behind_backslash = rf"(?<=\\)[{'$`' if bare else '$`*_'}]"
        self.bare = bare
        self.escape = re.compile(rf"{behind_backslash}|[{needed}]" if needed else behind_backslash)
        self.cell = cell

    def words(self, text: str) -> str:
        """Return words with what would be marks escaped."""
        text = self.escape.sub(lambda sign: f"\\{sign[0]}", text)
        for pattern, broken in () if self.bare else _BROKEN:
            text = pattern.sub(broken, text)
        return text.replace("|", r"\|") if self.cell else text

    def run(self, run: Run, before: str) -> str:
        """Return one run without its style."""
        if run.latex:
            return latex_of(run)
        return f"{_joint(before)}{_code(run.text)}" if run.code else self.words(run.text)

    def styled(self, runs: Runs, styles: tuple[str, ...], before: str = "", after: str = "") -> list[str]:
        """Return the pieces of runs with the marks of these styles, the outermost first."""
        pieces: list[str] = []
        if not styles:
            for run in runs:
                pieces.append(self.run(run, pieces[-1] if pieces else before))
            return pieces
        groups = [(look, list(group)) for look, group in groupby(runs, key=lambda run: getattr(run, styles[0]))]
        for number, (look, group) in enumerate(groups):
            front = _end(groups[number - 1][1]) if number else before
            behind = groups[number + 1][1][0].text[:2] if number + 1 < len(groups) else after
            if look:
                pieces += self.marked(group, styles, look, front, behind)
            else:
                pieces += self.styled(group, styles[1:], front, behind)
        return pieces

    def marked(self, runs: Runs, styles: tuple[str, ...], look: str | bool, before: str, after: str) -> list[str]:
        """Return the pieces of runs between marks, the white space at their ends outside; or unmarked if none fit."""
        text = "".join(run.text for run in runs)
        front, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        inner = _trimmed(runs)
        if not inner:
            return [text]
        is_bare = not any(run.italic or run.struck or run.code or run.latex for run in inner)
        marks = _marks(styles[0], look, text.strip(), before + front, behind + after, is_bare)
        if marks is None:
            return self.styled(runs, styles[1:], before, after)
        return [front, marks[0], *self.styled(inner, styles[1:]), marks[1], behind]


def _end(runs: Runs) -> str:
    """Return the last signs of runs; the whole formula where they end with one."""
    return latex_of(runs[-1]) if runs[-1].latex else "".join(run.text for run in runs)[-2:]


def _joint(before: str) -> str:
    """Return what parts code from a letter or a backslash before it, behind which it would be none."""
    last = "" if isinstance(before, Latex) else before[-1:]
    return JOINER if last == "\\" or (last.isascii() and last.isalpha()) else ""


def _trimmed(runs: Runs) -> Runs:
    """Return runs without white space at both ends."""
    said = [at for at, run in enumerate(runs) if run.text.strip()]
    kept = list(runs[said[0] : said[-1] + 1]) if said else []
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept


def _marks(style: str, look: str | bool, words: str, before: str, after: str, is_bare: bool) -> tuple[str, str] | None:
    """Return the marks of a style; None where our Markdown would not read them (live/content/as_typed.py)."""
    if before[-1:] == "\\" or words[-1:] == "\\":
        return None
    if style == "link":
        address = quote(str(look), safe="%/:?#@!$&'*+,;=~-._")
        return None if re.search(r"[\[\]]", words) else ("[", f"]({address})")
    begins, ends = _parts(before[-1:], words[:1]), _parts(after[:1], words[-1:])
    if style == "struck":
        return ("~~", "~~") if begins and ends and "~" not in before[-1:] + after[:1] else None
    opens = begins and not (style == "italic" and before[-1:] in set(")]}/"))
    closes = ends and not (style == "italic" and after[:1] in set("([{/"))
    if style == "bold" and is_bare and _is_word(words) and len(words) < 37:
        opens, closes = opens or _is_word(before[-2:], 2), closes or _is_word(after[:2], 2)
    mark = "**" if style == "bold" else "*"
    return (mark, mark) if opens and closes else None


def _parts(char: str, inner: str) -> bool:
    """Tell whether a character parts words: none, a space or punctuation; beside a letter any other sign does, too."""
    parting = "PS" if inner.isalnum() and char not in "*`$\\" else "P"
    return not char or char.isspace() or unicodedata.category(char)[0] in parting


def _is_word(text: str, length: int = 1) -> bool:
    return len(text) >= length and all(unicodedata.category(char)[0] == "L" for char in text)


def _code(text: str) -> str:
    """Return code between as many backticks as it needs."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * (longest + 1)
    text = shown(" ".join(text.split()))
    is_spaced = text.strip() and text[0] == text[-1] == " "  # one blank at both ends would be taken off
    space = " " if text[:1] == "`" or text[-1:] == "`" or is_spaced else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _joined(pieces: list[str], alone: bool) -> str:
    """Join pieces, each formula between the marks by which it is read there."""
    written = ""
    for number, piece in enumerate(pieces):
        if isinstance(piece, Latex):
            after = "".join(pieces[number + 1 : number + 3])[:12]
            following = pieces[number + 1] if number + 1 < len(pieces) else ""
            written += with_marks(piece, written[-3:], "$" if isinstance(following, Latex) else after, alone)
        else:
            written += piece
    return written


def line(runs: Runs) -> str:
    """Return runs as one line for choices, where formulas and code are the only marks."""
    ready = _ready([Run(" ") if run is BREAK else run._replace(bold=False, italic=False, link="") for run in runs])
    writer = _Writer(ready, bare=True)
    return " ".join(_joined(writer.styled(ready, ()), alone=False).split())


def lines(runs: Runs, cell: bool = False) -> list[str]:
    """Return runs as lines of Markdown. In a cell of a table there is one, with its pipes escaped."""
    if len(runs) == 1 and runs[0] == Run(runs[0].text) and _WORDS.fullmatch(runs[0].text):
        return [runs[0].text.rstrip()]  # most lines: quick, as there may be a hundred thousand
    if cell:
        runs = [Run(" ") if run is BREAK else run for run in runs]
    ready = _ready(runs)
    writer = _Writer(ready, bare=False, cell=cell)
    found: list[Runs] = []
    for is_break, group in groupby(ready, key=_is_break):
        together = list(group)
        found += [[]] * (sum(len(run.text) for run in together) - 1) if is_break else [together]
    return [_line(writer, runs, alone=len(found) == 1 and not cell) for runs in found]


def _line(writer: _Writer, runs: Runs, alone: bool) -> str:
    """Return one line; the spaces at its front stay when there are several."""
    front = "" if not runs or writer.cell else runs[0].text[: len(runs[0].text) - len(runs[0].text.lstrip())]
    runs = _trimmed(runs)
    written = _joined(writer.styled(runs, ("link", "bold", "italic", "struck")), alone and len(runs) == 1)
    for pattern, broken in _FRONT if runs and not runs[0].latex and not writer.cell else ():
        written = pattern.sub(broken, written)
    return front * (len(front) > 1) + written
